import { Assembly, Rule, RuleContext, RuleFinding } from '../../model';
import { after, changesOf, describe, Located, Placed, resolve, resourcesOf, stackOutputs } from '../support';

const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const LISTENERS = ['AWS::ElasticLoadBalancingV2::Listener', 'AWS::ElasticLoadBalancingV2::ListenerCertificate'];

/** What a service does not delete while something uses it, and what does; what holds data has rules of its own. */
const USERS: Readonly<Record<string, readonly string[]>> = {
  'AWS::CertificateManager::Certificate': [
    DISTRIBUTION,
    ...LISTENERS,
    'AWS::ApiGateway::DomainName',
    'AWS::ApiGatewayV2::DomainName',
    'AWS::Cognito::UserPoolDomain',
  ],
  'AWS::WAFv2::WebACL': [DISTRIBUTION, 'AWS::WAFv2::WebACLAssociation'],
  'AWS::CloudFront::OriginAccessControl': [DISTRIBUTION],
  'AWS::CloudFront::CachePolicy': [DISTRIBUTION],
  'AWS::CloudFront::OriginRequestPolicy': [DISTRIBUTION],
  'AWS::CloudFront::ResponseHeadersPolicy': [DISTRIBUTION],
  'AWS::CloudFront::Function': [DISTRIBUTION],
  'AWS::ElasticLoadBalancingV2::TargetGroup': [LISTENERS[0], 'AWS::ElasticLoadBalancingV2::ListenerRule'],
  'AWS::RDS::DBSubnetGroup': ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  'AWS::RDS::DBParameterGroup': ['AWS::RDS::DBInstance'],
  'AWS::RDS::DBClusterParameterGroup': ['AWS::RDS::DBCluster'],
  'AWS::ElastiCache::SubnetGroup': ['AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::CacheCluster'],
};

/** A replacement that is retained is not deleted; what is orphaned is not either. */
function isDeleted(context: RuleContext, located: Located): boolean {
  const { action } = located.change;
  if (action === 'replace') return after(context, located)?.UpdateReplacePolicy !== 'Retain';
  return action === 'destroy' || action === 'move';
}

/** What a resource refers to in other stacks by weak references; strong ones are locked. */
function referredTo(assembly: Assembly, { stack, resource }: Placed): Placed[] {
  return stackOutputs(resource.Properties).flatMap(({ stack: StackName, output: OutputName, region: Region }) => {
    const reference = { 'Fn::GetStackOutput': { StackName, OutputName, ...(Region && { Region }) } };
    return resolve(assembly, stack, reference) ?? [];
  });
}

/** What uses it before the step in stacks whose turn comes later; in its own stack deletions come last. */
function laterUsers(context: RuleContext, { stack, change }: Located): Placed[] {
  const first = context.stackAfter(stack)?.dependencies ?? [];
  return resourcesOf(context.from, ...(USERS[change.previousType ?? change.type] ?? [])).filter(
    (user) =>
      user.stack.id !== stack &&
      !first.includes(user.stack.id) &&
      referredTo(context.from, user).some(
        (target) => target.stack.id === stack && target.logicalId === change.logicalId,
      ),
  );
}

function finding(located: Located, users: readonly Placed[]): RuleFinding {
  const { stack, change } = located;
  const names = users.map((user) => `${user.stack.id}/${user.logicalId}`).join(', ');
  const what = change.action === 'replace' ? 'replaced' : 'removed';
  return {
    severity: 'caution',
    stack,
    logicalId: change.logicalId,
    message: `${describe(change)} is ${what} while ${names} uses it, whose stack is deployed later: the service refuses the deletion, CloudFormation tries again for a while and then leaves the old one behind without an owner`,
    remedy:
      'Retain it (DeletionPolicy and UpdateReplacePolicy), or create the new one beside it, let its users change over, and remove it in a later step.',
  };
}

export const deletedInUse: Rule = {
  id: 'deleted-in-use',
  severities: ['caution'],
  summary:
    'A certificate, web ACL, CloudFront policy, target group, or group of subnets or parameters is deleted while a stack that is deployed later still uses it.',
  source: 'https://docs.aws.amazon.com/acm/latest/APIReference/API_DeleteCertificate.html',
  check: (context) =>
    changesOf(context)
      .filter((located) => isDeleted(context, located))
      .flatMap((located) => {
        const users = laterUsers(context, located);
        return users.length > 0 ? [finding(located, users)] : [];
      }),
};
