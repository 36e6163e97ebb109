import { Resource, Template } from '../../../model';
import { review } from '../../../review';
import { assembly, resource, reviewStack } from '../../support';
import { found, only } from '../support';

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

describe("the stack's tags", () => {
  const tagged = (tags: Record<string, string> | undefined, resources: Record<string, Resource>) => ({
    ...(tags && { tags }),
    template: { Resources: resources },
  });
  const used = { ...origin(80), ...USED };

  test.each([
    [{ stage: 'one' }, { stage: 'hundred' }, '{"stage":"one"} → {"stage":"hundred"}'],
    [undefined, { team: 'shop' }, '{} → {"team":"shop"}'],
  ])('flags a change of them, though the template does not change', (before, after, text) => {
    expect(only(RULE, reviewStack(tagged(before, used), tagged(after, used)))).toEqual({
      severity: 'hazard',
      stack: 'app',
      logicalId: 'Origin',
      message: `AWS::CloudFront::VpcOrigin Origin gets the tags of its stack, which change (${text}), while the distribution Site uses it: CloudFront refuses any update with 409, even of a tag`,
    });
  });

  test('follows the distribution to another stack', () => {
    const output = { Id: { Value: { 'Fn::GetAtt': ['Origin', 'Id'] } } };
    const web = (tags: Record<string, string>) => ({ tags, template: { Resources: origin(80), Outputs: output } });
    const edge = distribution({ 'Fn::GetStackOutput': { StackName: 'web', OutputName: 'Id' } });
    const step = review(assembly({ web: web({ a: '1' }), edge }), assembly({ web: web({ a: '2' }), edge }), {
      from: 'before',
      to: 'after',
    });
    expect(only(RULE, step)).toMatchObject({ severity: 'hazard', stack: 'web', logicalId: 'Origin' });
  });

  test('tells a change of the origin itself once', () => {
    const step = reviewStack(tagged({ a: '1' }, used), tagged({ a: '2' }, { ...USED, ...origin(8080) }));
    expect(only(RULE, step).message).toContain('HTTPPort 80 → 8080');
  });

  test.each([
    ['the same tags in another order', { a: '1', b: '2' }, { b: '2', a: '1' }, used],
    ['an origin that no distribution uses', { a: '1' }, { a: '2' }, origin(80)],
    ['an origin that goes', { a: '1' }, { a: '2' }, {}],
  ])('leaves %s alone', (_, before, after, resources) => {
    const old = Object.keys(resources).length === 0 ? used : resources;
    expect(found(RULE, reviewStack(tagged(before, old), tagged(after, resources)))).toEqual([]);
  });
});
