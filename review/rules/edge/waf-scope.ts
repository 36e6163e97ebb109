import { Assembly, Rule, RuleFinding } from '../../model';
import { Placed, refusal, resolve, resourcesOf, show, valueAt } from '../support';

const ACL = 'AWS::WAFv2::WebACL';
/** Where things of scope CLOUDFRONT are made. */
const GLOBAL_REGION = 'us-east-1';
/** `arn:aws:wafv2:REGION:ACCOUNT:global/webacl/…` or `…:regional/webacl/…`. */
const ARN = /^arn:[a-z-]+:wafv2:[a-z0-9-]+:\d*:(global|regional)\/webacl\//;

/** The scope of the web ACL that a value names, where that can be told. */
function scopeOf(assembly: Assembly, from: Placed, value: unknown): string | undefined {
  const acl = resolve(assembly, from.stack, value);
  if (acl) return acl.resource.Type === ACL ? String(valueAt(acl.resource.Properties, 'Scope')) : undefined;
  const [, scope] = typeof value === 'string' ? (ARN.exec(value) ?? []) : [];
  return scope && { global: 'CLOUDFRONT', regional: 'REGIONAL' }[scope];
}

function wrongRegions(assembly: Assembly): RuleFinding[] {
  return resourcesOf(assembly, ACL, 'AWS::WAFv2::IPSet', 'AWS::WAFv2::RegexPatternSet', 'AWS::WAFv2::RuleGroup')
    .filter(({ stack, resource }) => {
      const known = /^[a-z]{2}(-[a-z]+)+-\d$/.test(stack.region);
      return known && valueAt(resource.Properties, 'Scope') === 'CLOUDFRONT' && stack.region !== GLOBAL_REGION;
    })
    .map((placed) =>
      refusal(
        placed,
        `its scope is CLOUDFRONT, and its stack is in ${placed.stack.region}`,
        `Make it in a stack in ${GLOBAL_REGION}, whatever the app's Region, and give its ARN to the distribution.`,
      ),
    );
}

function wrongTargets(assembly: Assembly): RuleFinding[] {
  const distributions = resourcesOf(assembly, 'AWS::CloudFront::Distribution').flatMap((placed) => {
    const value = valueAt(placed.resource.Properties, 'DistributionConfig.WebACLId');
    if (scopeOf(assembly, placed, value) !== 'REGIONAL') return [];
    const why = `its web ACL ${show(value)} has the scope REGIONAL`;
    return [refusal(placed, why, `Give it a web ACL of scope CLOUDFRONT, made in ${GLOBAL_REGION}.`)];
  });
  const associations = resourcesOf(assembly, 'AWS::WAFv2::WebACLAssociation').flatMap((placed) => {
    const value = valueAt(placed.resource.Properties, 'WebACLArn');
    if (scopeOf(assembly, placed, value) !== 'CLOUDFRONT') return [];
    const why = `its web ACL ${show(value)} has the scope CLOUDFRONT, which only a distribution takes`;
    return [refusal(placed, why, 'Give the load balancer or API a web ACL of scope REGIONAL, in its own Region.')];
  });
  return [...distributions, ...associations];
}

export const wafScope: Rule = {
  id: 'waf-scope',
  mechanism: 'refused',
  severities: ['hazard'],
  summary:
    'A web ACL or a part of one for CloudFront is made outside of us-east-1, or a web ACL is attached to something of the other scope.',
  source: 'https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html',
  check: ({ to }) => [...wrongRegions(to), ...wrongTargets(to)],
};
