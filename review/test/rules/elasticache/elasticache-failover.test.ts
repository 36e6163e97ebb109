import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'elasticache-failover';
const cache = (properties: Record<string, unknown>) =>
  reviewStack({}, { Cache: resource('AWS::ElastiCache::ReplicationGroup', properties) });

test.each([
  [
    { MultiAZEnabled: true, AutomaticFailoverEnabled: true, NumNodeGroups: 1, ReplicasPerNodeGroup: 0 },
    'MultiAZEnabled with ReplicasPerNodeGroup 0: a shard has nothing to fail over to',
  ],
  [
    { AutomaticFailoverEnabled: true },
    'AutomaticFailoverEnabled with NumCacheClusters 1: a single node has nothing to fail over to',
  ],
  [
    { AutomaticFailoverEnabled: 'true', NumCacheClusters: '1' },
    'AutomaticFailoverEnabled with NumCacheClusters 1: a single node has nothing to fail over to',
  ],
  [
    { MultiAZEnabled: true, AutomaticFailoverEnabled: false, NumCacheClusters: 2 },
    'MultiAZEnabled needs AutomaticFailoverEnabled',
  ],
])('flags %j', (properties, why) => {
  expect(only(RULE, cache(properties))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Cache',
    message: `AWS::ElastiCache::ReplicationGroup Cache is refused: ${why}`,
  });
});

test.each([
  { MultiAZEnabled: true, AutomaticFailoverEnabled: true, NumNodeGroups: 1, ReplicasPerNodeGroup: 1 },
  { MultiAZEnabled: true, AutomaticFailoverEnabled: true, NumCacheClusters: 2 },
  // Cluster mode wants failover to be on, with replicas or without.
  { AutomaticFailoverEnabled: true, NumNodeGroups: 2, ReplicasPerNodeGroup: 0 },
  { AutomaticFailoverEnabled: true, NumCacheClusters: { Ref: 'Nodes' } },
  { NumCacheClusters: 1 },
  {},
])('leaves %j alone', (properties) => {
  expect(found(RULE, cache(properties))).toEqual([]);
});
