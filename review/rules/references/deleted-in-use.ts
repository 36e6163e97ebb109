import { isRetained } from '../../compare/retention';
import { Assembly, Rule, RuleContext, RuleFinding } from '../../model';
import { after, before, changesOf, describe, Located, Placed, resolve, resourcesOf, stackOutputs } from '../support';

const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const LISTENERS = ['AWS::ElasticLoadBalancingV2::Listener', 'AWS::ElasticLoadBalancingV2::ListenerCertificate'];

/** What uses a type, and where its service says that it does not delete one in use. */
interface Use {
  readonly users: readonly string[];
  readonly source: string;
}

const API = 'https://docs.aws.amazon.com/';
const CLOUDFRONT = `${API}cloudfront/latest/APIReference/`;
const RDS = `${API}AmazonRDS/latest/APIReference/`;

/** What a service does not delete while something uses it; what holds data has rules of its own. */
const USES: Readonly<Record<string, Use>> = {
  'AWS::CertificateManager::Certificate': {
    users: [
      DISTRIBUTION,
      ...LISTENERS,
      'AWS::ApiGateway::DomainName',
      'AWS::ApiGatewayV2::DomainName',
      'AWS::Cognito::UserPoolDomain',
      'AWS::AppSync::DomainName',
    ],
    source: `${API}acm/latest/APIReference/API_DeleteCertificate.html`,
  },
  'AWS::WAFv2::WebACL': {
    users: [DISTRIBUTION, 'AWS::WAFv2::WebACLAssociation'],
    source: `${API}waf/latest/APIReference/API_DeleteWebACL.html`,
  },
  'AWS::WAFv2::IPSet': {
    users: ['AWS::WAFv2::WebACL', 'AWS::WAFv2::RuleGroup'],
    source: `${API}waf/latest/APIReference/API_DeleteIPSet.html`,
  },
  'AWS::WAFv2::RuleGroup': {
    users: ['AWS::WAFv2::WebACL'],
    source: `${API}waf/latest/APIReference/API_DeleteRuleGroup.html`,
  },
  'AWS::CloudFront::OriginAccessControl': {
    users: [DISTRIBUTION],
    source: `${CLOUDFRONT}API_DeleteOriginAccessControl.html`,
  },
  'AWS::CloudFront::CachePolicy': { users: [DISTRIBUTION], source: `${CLOUDFRONT}API_DeleteCachePolicy.html` },
  'AWS::CloudFront::OriginRequestPolicy': {
    users: [DISTRIBUTION],
    source: `${CLOUDFRONT}API_DeleteOriginRequestPolicy.html`,
  },
  'AWS::CloudFront::ResponseHeadersPolicy': {
    users: [DISTRIBUTION],
    source: `${CLOUDFRONT}API_DeleteResponseHeadersPolicy.html`,
  },
  'AWS::CloudFront::Function': { users: [DISTRIBUTION], source: `${CLOUDFRONT}API_DeleteFunction.html` },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    users: [LISTENERS[0], 'AWS::ElasticLoadBalancingV2::ListenerRule'],
    source: `${API}elasticloadbalancing/latest/APIReference/API_DeleteTargetGroup.html`,
  },
  'AWS::RDS::DBSubnetGroup': {
    users: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
    source: `${RDS}API_DeleteDBSubnetGroup.html`,
  },
  'AWS::RDS::DBParameterGroup': {
    users: ['AWS::RDS::DBInstance'],
    source: `${RDS}API_DeleteDBParameterGroup.html`,
  },
  'AWS::RDS::DBClusterParameterGroup': {
    users: ['AWS::RDS::DBCluster'],
    source: `${RDS}API_DeleteDBClusterParameterGroup.html`,
  },
  'AWS::ElastiCache::SubnetGroup': {
    users: ['AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::CacheCluster'],
    source: `${API}AmazonElastiCache/latest/APIReference/API_DeleteCacheSubnetGroup.html`,
  },
};

function useOf({ change }: Located): Use | undefined {
  const type = change.previousType ?? change.type;
  return Object.hasOwn(USES, type) ? USES[type] : undefined;
}

/** A replacement that is retained is not deleted; what is orphaned is not either. */
function isDeleted(context: RuleContext, located: Located): boolean {
  const { action } = located.change;
  if (action === 'replace') return after(context, located)?.UpdateReplacePolicy !== 'Retain';
  return action === 'destroy' || (action === 'move' && !isRetained(before(context, located)));
}

/** What a resource refers to in other stacks by weak references; strong ones are locked. */
function referredTo(assembly: Assembly, { stack, resource }: Placed): Placed[] {
  return stackOutputs(resource.Properties).flatMap(({ stack: StackName, output: OutputName, region: Region }) => {
    const reference = { 'Fn::GetStackOutput': { StackName, OutputName, ...(Region && { Region }) } };
    return resolve(assembly, stack, reference) ?? [];
  });
}

/** What uses it before the step in stacks whose turn comes later; in its own stack deletions come last. */
function laterUsers(context: RuleContext, { stack, change }: Located, { users }: Use): Placed[] {
  const first = context.stackAfter(stack)?.dependencies ?? [];
  return resourcesOf(context.from, ...users).filter(
    (user) =>
      user.stack.id !== stack &&
      !first.includes(user.stack.id) &&
      referredTo(context.from, user).some(
        (target) => target.stack.id === stack && target.logicalId === change.logicalId,
      ),
  );
}

function finding(located: Located, users: readonly Placed[], source: string): RuleFinding {
  const { stack, change } = located;
  const names = users.map((user) => `${user.stack.id}/${user.logicalId}`).join(', ');
  const what = change.action === 'replace' ? 'replaced' : 'removed';
  return {
    severity: 'caution',
    stack,
    logicalId: change.logicalId,
    source,
    message: `${describe(change)} is ${what} while ${names} uses it, whose stack is deployed later: the service refuses the deletion, CloudFormation tries again for a while and then leaves the old one behind without an owner`,
    remedy:
      'Retain it (DeletionPolicy and UpdateReplacePolicy), or create the new one beside it, let its users change over, and remove it in a later step.',
  };
}

export const deletedInUse: Rule = {
  id: 'deleted-in-use',
  mechanism: 'refused',
  severities: ['caution'],
  summary:
    'A certificate, web ACL, CloudFront policy, target group, or group of subnets or parameters is deleted while a stack that is deployed later still uses it.',
  source: 'https://docs.aws.amazon.com/acm/latest/APIReference/API_DeleteCertificate.html',
  check: (context) =>
    changesOf(context)
      .filter((located) => isDeleted(context, located))
      .flatMap((located) => {
        const use = useOf(located);
        const users = use ? laterUsers(context, located, use) : [];
        return use && users.length > 0 ? [finding(located, users, use.source)] : [];
      }),
};
