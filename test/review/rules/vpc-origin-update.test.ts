import { Template } from '../../../lib/review/model';
import { review } from '../../../lib/review/review';
import { assembly, resource, reviewStack } from '../support';
import { found, only } from './support';

const RULE = 'vpc-origin-update';
const origin = (HTTPPort: number, tag = 'acme') => ({
  Origin: resource('AWS::CloudFront::VpcOrigin', {
    VpcOriginEndpointConfig: { HTTPPort },
    Tags: [{ Key: 'app', Value: tag }],
  }),
});
const distribution = (VpcOriginId: unknown) => ({
  Site: resource('AWS::CloudFront::Distribution', {
    DistributionConfig: { Origins: [{ VpcOriginConfig: { VpcOriginId } }] },
  }),
});
const USED = distribution({ 'Fn::GetAtt': ['Origin', 'Id'] });

test.each([
  [origin(80), origin(8080), 'VpcOriginEndpointConfig.HTTPPort 80 → 8080'],
  [origin(80), origin(80, 'other'), 'Tags[0].Value "acme" → "other"'],
])('flags any update while a distribution uses it: %#', (before, after, text) => {
  expect(only(RULE, reviewStack({ ...USED, ...before }, { ...USED, ...after }))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Origin',
    message: `AWS::CloudFront::VpcOrigin Origin changes (${text}) while the distribution Site uses it: CloudFront refuses any update or deletion with 409, even of a tag`,
  });
});

test('follows the distribution to another stack', () => {
  const web = (port: number) => ({
    template: { Resources: origin(port), Outputs: { OriginId: { Value: { 'Fn::GetAtt': ['Origin', 'Id'] } } } },
  });
  const edge = distribution({ 'Fn::GetStackOutput': { StackName: 'web', OutputName: 'OriginId' } });
  const state = (port: number) => assembly({ web: web(port), edge });
  expect(only(RULE, review(state(80), state(8080), { from: 'a', to: 'b' })).severity).toBe('hazard');
});

test('flags an update that comes from what it refers to', () => {
  const state = (Scheme: string) => ({
    ...USED,
    Balancer: resource('AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme }),
    Origin: resource('AWS::CloudFront::VpcOrigin', { VpcOriginEndpointConfig: { Arn: { Ref: 'Balancer' } } }),
  });
  expect(only(RULE, reviewStack(state('internet-facing'), state('internal'))).message).toContain(
    'changes (VpcOriginEndpointConfig (what it refers to is replaced)) while the distribution Site uses it',
  );
});

test('is careful where no distribution of the app uses it', () => {
  expect(only(RULE, reviewStack(origin(80), origin(8080)))).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Origin',
    message:
      'AWS::CloudFront::VpcOrigin Origin changes (VpcOriginEndpointConfig.HTTPPort 80 → 8080); no distribution in these assemblies uses it, but one elsewhere makes CloudFront refuse the update with 409',
  });
});

test('looks at the order where it is removed', () => {
  const web = (resources: Template['Resources'], outputs = {}) => ({
    template: { Resources: { Topic: resource('AWS::SNS::Topic'), ...resources }, Outputs: outputs },
  });
  const edge = distribution({ 'Fn::GetStackOutput': { StackName: 'web', OutputName: 'OriginId' } });
  const from = assembly({ web: web(origin(80), { OriginId: { Value: { 'Fn::GetAtt': ['Origin', 'Id'] } } }), edge });
  expect(
    only(RULE, review(from, assembly({ web: web({}), edge: distribution('other') }), { from: 'a', to: 'b' })),
  ).toEqual({
    severity: 'hazard',
    stack: 'web',
    logicalId: 'Origin',
    message:
      'AWS::CloudFront::VpcOrigin Origin is removed while the distribution edge/Site uses it, whose stack is deployed later: CloudFront refuses the deletion with 409',
  });
  const first = assembly({ web: { ...web({}), dependencies: ['edge'] }, edge: distribution('other') });
  expect(found(RULE, review(from, first, { from: 'a', to: 'b' }))).toEqual([]);
  expect(found(RULE, reviewStack({ ...USED, ...origin(80) }, distribution('other')))).toEqual([]);
});

test('leaves a second one beside it alone', () => {
  const second = { Api: resource('AWS::CloudFront::VpcOrigin', { VpcOriginEndpointConfig: { HTTPPort: 8080 } }) };
  expect(found(RULE, reviewStack({ ...USED, ...origin(80) }, { ...USED, ...origin(80), ...second }))).toEqual([]);
});
