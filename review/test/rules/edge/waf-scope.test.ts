import { Resource } from '../../../model';
import { review } from '../../../review';
import { assembly, resource, StackInput } from '../../support';
import { found, only } from '../support';

const RULE = 'waf-scope';
const acl = (Scope: string) => resource('AWS::WAFv2::WebACL', { Scope });
const ARN = { 'Fn::GetAtt': ['Acl', 'Arn'] };
const distribution = (WebACLId: unknown) =>
  resource('AWS::CloudFront::Distribution', { DistributionConfig: { WebACLId, Enabled: true } });
const association = (WebACLArn: unknown) =>
  resource('AWS::WAFv2::WebACLAssociation', { WebACLArn, ResourceArn: 'arn:aws:elasticloadbalancing:…' });
const step = (stacks: Record<string, Record<string, Resource> | StackInput>) =>
  review(assembly({}), assembly(stacks), { from: 'before', to: 'after' });
const inVirginia = (resources: Record<string, Resource>, Outputs = {}): StackInput => ({
  region: 'us-east-1',
  template: { Resources: resources, Outputs },
});

test.each(['WebACL', 'IPSet', 'RegexPatternSet', 'RuleGroup'])(
  'flags a %s for CloudFront in another Region',
  (kind) => {
    const type = `AWS::WAFv2::${kind}`;
    expect(only(RULE, step({ app: { Acl: resource(type, { Scope: 'CLOUDFRONT' }) } }))).toEqual({
      severity: 'hazard',
      stack: 'app',
      logicalId: 'Acl',
      message: `${type} Acl is refused: its scope is CLOUDFRONT, and its stack is in eu-west-1`,
    });
  },
);

test.each<[string, unknown, Record<string, Resource>, string]>([
  ['by reference', ARN, { Acl: acl('REGIONAL') }, '${Acl.Arn}'],
  [
    'by its ARN',
    'arn:aws:wafv2:eu-west-1:111111111111:regional/webacl/a/b',
    {},
    '"arn:aws:wafv2:eu-west-1:111111111111:regional/webacl/a/b"',
  ],
])('flags a distribution with a regional web ACL, %s', (_, value, more, shown) => {
  expect(only(RULE, step({ app: { Site: distribution(value), ...more } }))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Site',
    message: `AWS::CloudFront::Distribution Site is refused: its web ACL ${shown} has the scope REGIONAL`,
  });
});

test('flags a load balancer with a web ACL for CloudFront', () => {
  expect(only(RULE, step({ app: inVirginia({ Acl: acl('CLOUDFRONT'), Protect: association(ARN) }) }))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Protect',
    message:
      'AWS::WAFv2::WebACLAssociation Protect is refused: its web ACL ${Acl.Arn} has the scope CLOUDFRONT, which only a distribution takes',
  });
});

test('leaves alone what fits, over stacks and Regions as well', () => {
  const stacks = {
    global: inVirginia({ Acl: acl('CLOUDFRONT') }, { AclArn: { Value: ARN } }),
    edge: {
      Site: distribution({ 'Fn::GetStackOutput': { StackName: 'global', OutputName: 'AclArn', Region: 'us-east-1' } }),
    },
    web: { Acl: acl('REGIONAL'), Protect: association(ARN) },
    others: {
      Site: distribution({ Ref: 'Parameter' }),
      Bare: distribution(undefined),
      Import: distribution('not-an-arn'),
    },
  };
  expect(found(RULE, step(stacks))).toEqual([]);
});

test('leaves alone a stack whose Region is not known', () => {
  expect(
    found(RULE, step({ app: { region: 'unknown-region', template: { Resources: { Acl: acl('CLOUDFRONT') } } } })),
  ).toEqual([]);
});
