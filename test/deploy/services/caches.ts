import { at, isTrueAt, listAt, numberAt, textAt } from '../engine/deep';
import { JsonObject } from '../engine/state';
import { ServiceRule } from './rule';

const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const SERVERLESS = 'AWS::ElastiCache::ServerlessCache';
const GUIDE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg';

const TLS_AT_ONCE: ServiceRule = {
  id: 'elasticache-tls-at-once',
  types: ['AWS::ElastiCache::ReplicationGroup'],
  on: ['update'],
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-elasticache-replicationgroup.html#cfn-elasticache-replicationgroup-transitencryptionmode',
  refuse(step) {
    const turnsOn =
      !isTrueAt(step.before, 'TransitEncryptionEnabled') && isTrueAt(step.after, 'TransitEncryptionEnabled');
    return turnsOn && textAt(step.after, 'TransitEncryptionMode') !== 'preferred'
      ? 'Transit encryption mode has to be preferred before it can be required'
      : undefined;
  },
};

/** Whether a group is described by its shards; one that is not has one, of so many nodes. */
function isSharded(properties: JsonObject): boolean {
  const names = ['NumNodeGroups', 'ReplicasPerNodeGroup', 'NodeGroupConfiguration', 'PrimaryClusterId'];
  return names.some((name) => at(properties, name) !== undefined);
}

const FAILOVER: ServiceRule = {
  id: 'elasticache-failover',
  types: [GROUP],
  on: ['create', 'update'],
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-replicationgroup.html#cfn-elasticache-replicationgroup-numcacheclusters',
  refuse({ after }) {
    const [failover, multiAz] = [isTrueAt(after, 'AutomaticFailoverEnabled'), isTrueAt(after, 'MultiAZEnabled')];
    if (multiAz && textAt(after, 'AutomaticFailoverEnabled') === 'false') {
      return 'Must enable automatic failover when multi-AZ is enabled';
    }
    if (multiAz && numberAt(after, 'ReplicasPerNodeGroup') === 0) {
      return 'Must specify at least one replica per node group when multi-AZ is enabled';
    }
    const nodes = numberAt(after, 'NumCacheClusters') ?? 1;
    return failover && !isSharded(after) && nodes < 2
      ? 'Automatic failover is not supported for replication groups with fewer than 2 nodes'
      : undefined;
  },
};

/** A cache of Redis OSS takes groups of its engine alone; one of Valkey takes both. */
const USER_GROUP_ENGINE: ServiceRule = {
  id: 'elasticache-user-group-engine',
  types: [GROUP, SERVERLESS],
  on: ['create', 'update'],
  source: `${GUIDE}/Clusters.RBAC.html`,
  refuse({ after }, world) {
    if (textAt(after, 'Engine')?.toLowerCase() !== 'redis') return undefined;
    const groups = [...listAt(after, 'UserGroupIds'), at(after, 'UserGroupId')];
    const wrong = groups
      .map((id) => world.find(['AWS::ElastiCache::UserGroup'], id))
      .find((group) => group !== undefined && textAt(group.properties, 'Engine')?.toLowerCase() === 'valkey');
    return wrong === undefined ? undefined : `The user group ${wrong.physicalId} is of another engine than the cache`;
  },
};

/** A group of the engine valkey has only users who log in. */
const USER_WITHOUT_PASSWORD: ServiceRule = {
  id: 'elasticache-user-without-password',
  types: ['AWS::ElastiCache::UserGroup'],
  on: ['create', 'update'],
  source: `${GUIDE}/Clusters.RBAC.html`,
  refuse({ after }, world) {
    if (textAt(after, 'Engine')?.toLowerCase() !== 'valkey') return undefined;
    const open = listAt(after, 'UserIds')
      .map((id) => world.find(['AWS::ElastiCache::User'], id))
      .find(
        (user) =>
          user !== undefined &&
          (isTrueAt(user.properties, 'NoPasswordRequired') ||
            textAt(user.properties, 'AuthenticationMode.Type') === 'no-password-required'),
      );
    return open === undefined
      ? undefined
      : `The user ${open.physicalId} needs a password or IAM in a Valkey user group`;
  },
};

const FAMILIES = ['r7g', 'r6g', 'r6gd', 'r5', 'm7g', 'm6g', 'm5', 'c7gn'];
const SIZES = ['large', 'xlarge', '2xlarge'];

const NODE_TYPE_SCALES: ServiceRule = {
  id: 'elasticache-node-type-does-not-scale',
  types: ['AWS::ApplicationAutoScaling::ScalableTarget'],
  on: ['create', 'update'],
  source: `${GUIDE}/AutoScaling.html`,
  refuse({ after }, world) {
    if (textAt(after, 'ScalableDimension')?.startsWith('elasticache:replication-group:') !== true) return undefined;
    const cache = world.find([GROUP], textAt(after, 'ResourceId')?.split('/').pop());
    const [, family = '', size = ''] =
      (cache === undefined ? undefined : textAt(cache.properties, 'CacheNodeType'))?.split('.') ?? [];
    return cache === undefined || (FAMILIES.includes(family) && SIZES.includes(size))
      ? undefined
      : `The node type cache.${family}.${size} of ${cache.physicalId} does not support auto scaling`;
  },
};

export const CACHE_RULES: readonly ServiceRule[] = [
  TLS_AT_ONCE,
  FAILOVER,
  USER_GROUP_ENGINE,
  USER_WITHOUT_PASSWORD,
  NODE_TYPE_SCALES,
];
