import { Resource, Rule } from '../../model';
import { isTrue, numberOf, resourcesOf, valueAt } from '../support';

/** Why ElastiCache refuses the failover that a replication group asks for; undefined where it does not. */
function refusal({ Properties: set }: Resource): string | undefined {
  const failover = isTrue(valueAt(set, 'AutomaticFailoverEnabled'));
  const multiAz = isTrue(valueAt(set, 'MultiAZEnabled'));
  const replicas = numberOf(valueAt(set, 'ReplicasPerNodeGroup'));
  if (multiAz && valueAt(set, 'AutomaticFailoverEnabled') === false) {
    return 'MultiAZEnabled needs AutomaticFailoverEnabled';
  }
  if (multiAz && replicas === 0)
    return 'MultiAZEnabled with ReplicasPerNodeGroup 0: a shard has nothing to fail over to';
  const ofNodes = ['NumNodeGroups', 'ReplicasPerNodeGroup', 'NodeGroupConfiguration', 'PrimaryClusterId'];
  const sharded = ofNodes.some((name) => valueAt(set, name) !== undefined);
  const nodes = valueAt(set, 'NumCacheClusters') === undefined ? 1 : numberOf(valueAt(set, 'NumCacheClusters'));
  if (failover && !sharded && nodes !== undefined && nodes < 2) {
    return `AutomaticFailoverEnabled with NumCacheClusters ${nodes}: a single node has nothing to fail over to`;
  }
  return undefined;
}

export const elasticacheFailover: Rule = {
  id: 'elasticache-failover',
  mechanism: 'refused',
  severities: ['hazard'],
  summary: 'A cache is to fail over and has no replica to fail over to, which ElastiCache refuses.',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-replicationgroup.html#cfn-elasticache-replicationgroup-numcacheclusters',
  check: (context) =>
    resourcesOf(context.to, 'AWS::ElastiCache::ReplicationGroup').flatMap(({ stack, logicalId, resource }) => {
      const why = refusal(resource);
      if (why === undefined) return [];
      return [
        {
          severity: 'hazard' as const,
          stack: stack.id,
          logicalId,
          message: `${resource.Type} ${logicalId} is refused: ${why}`,
          remedy:
            'Give each shard a replica when the cache is created (ReplicasPerNodeGroup 1, or NumCacheClusters 2), in a subnet group of two zones.',
        },
      ];
    }),
};
