import { matched, setLater, switched, turned, turnedOff, wentBack, where } from './predicates';
import { Given, READ, rowsOf, UpdateLimit } from './update-limit';

const CACHE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest';

const NEW_CACHE =
  'Create a second cache beside this one, move the application over, and remove this one in a later step.';

/** A default parameter group of a Redis or Valkey cache without shards. */
const UNSHARDED = /^default\.(redis|valkey)[\d.x]+$/;

const withoutShards: Given = {
  says: 'cluster mode is off',
  example: [{ CacheParameterGroupName: 'default.redis7' }, { CacheParameterGroupName: 'default.redis7.cluster.on' }],
  holds: ({ CacheParameterGroupName: group, ClusterMode: mode }) =>
    mode === 'disabled' || (mode === undefined && typeof group === 'string' && UNSHARDED.test(group)),
};

const sharded: Given = {
  says: 'cluster mode is on',
  example: [{ NumNodeGroups: 2 }, { NumNodeGroups: 2 }],
  holds: (_, after) => Number(after.NumNodeGroups) > 1 || after.ClusterMode === 'enabled',
};

const GROUP = 'AWS::ElastiCache::ReplicationGroup';

const CACHES = [
  ...rowsOf({ type: GROUP, source: `${CACHE}/dg/modify-cluster-mode.html`, date: READ }, [
    {
      path: 'NumNodeGroups',
      when: switched([1, 2]),
      given: withoutShards,
      outcome: 'refused',
      why: 'a cache with cluster mode off has one shard and takes no second one',
      remedy:
        'Change cluster mode to compatible, move all clients to the configuration endpoint, change it to enabled, and only then add shards; or create a second cache with cluster mode on.',
    },
    {
      path: 'AutomaticFailoverEnabled',
      when: turnedOff,
      given: sharded,
      outcome: 'refused',
      why: 'a cache with cluster mode on always fails over by itself',
      remedy: 'Keep AutomaticFailoverEnabled.',
      source: `${CACHE}/APIReference/API_ModifyReplicationGroup.html`,
    },
    {
      path: 'CacheNodeType',
      when: matched('leaves data tiering', /^cache\.r6gd\./, /^cache\.(?!r6gd\.)/, [
        'cache.r6gd.xlarge',
        'cache.r7g.xlarge',
      ]),
      outcome: 'refused',
      why: 'a cache with data tiering stays on r6gd nodes',
      remedy: NEW_CACHE,
      source: `${CACHE}/dg/data-tiering.html`,
    },
    {
      path: 'CacheNodeType',
      when: matched('goes to data tiering', /^cache\.(?!r6gd\.)/, /^cache\.r6gd\./, [
        'cache.r7g.xlarge',
        'cache.r6gd.xlarge',
      ]),
      outcome: 'refused',
      why: 'a cache on other nodes does not go to r6gd nodes, whose data tiering is decided at creation',
      remedy: NEW_CACHE,
      source: `${CACHE}/dg/data-tiering.html`,
    },
  ]),
  ...rowsOf(
    { type: 'AWS::ElastiCache::CacheCluster', source: `${CACHE}/APIReference/API_ModifyCacheCluster.html`, date: READ },
    [
      {
        path: 'EngineVersion',
        when: wentBack(['1.6.22', '1.5.16']),
        outcome: 'refused',
        why: 'the engine goes up and never back',
        remedy: NEW_CACHE,
      },
      {
        path: 'EngineVersion',
        when: switched(['1.5.16', '1.6.22']),
        given: where('Engine', 'memcached'),
        outcome: 'outage',
        why: 'Memcached is upgraded by nodes that begin empty: the database takes the whole load until they are warm',
        remedy: 'Choose an hour of little load, or create a second cache and warm it first.',
        source: `${CACHE}/dg/VersionManagement.HowTo.html`,
      },
      {
        path: 'CacheNodeType',
        when: switched(['cache.t4g.small', 'cache.m7g.large']),
        given: where('Engine', 'memcached'),
        outcome: 'refused',
        perhaps: true,
        why: 'CloudFormation does not change the type of the nodes of a Memcached cache',
        remedy: NEW_CACHE,
        source:
          'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-cachecluster.html',
      },
      {
        path: 'AZMode',
        when: turned(['cross-az'], ['single-az']),
        given: where('Engine', 'memcached'),
        outcome: 'refused',
        perhaps: true,
        why: 'nodes that are in several zones stay there',
        remedy: 'Keep cross-az.',
      },
    ],
  ),
  ...rowsOf(
    {
      type: 'AWS::ElastiCache::ServerlessCache',
      source: `${CACHE}/APIReference/API_ModifyServerlessCache.html`,
      date: READ,
    },
    [
      {
        path: 'MajorEngineVersion',
        when: wentBack(['8', '7']),
        given: {
          says: 'the engine stays',
          example: [{}, {}],
          holds: (old, young) => old.Engine === young.Engine,
        },
        outcome: 'refused',
        why: 'the engine goes up and never back',
        remedy: NEW_CACHE,
      },
      {
        path: 'Engine',
        when: turned(['valkey'], ['redis']),
        outcome: 'refused',
        why: 'a cache goes from Redis OSS to Valkey, and never back',
        remedy: NEW_CACHE,
      },
      {
        path: 'Engine',
        when: turned(['redis', 'valkey', 'memcached'], ['memcached']),
        given: { says: 'the engine was another', example: [{}, {}], holds: (old) => old.Engine !== 'memcached' },
        outcome: 'refused',
        why: 'a cache does not become one of Memcached',
        remedy: NEW_CACHE,
      },
    ],
  ),
  ...rowsOf(
    {
      type: 'AWS::ElastiCache::GlobalReplicationGroup',
      source: `${CACHE}/APIReference/API_ModifyGlobalReplicationGroup.html`,
      date: READ,
    },
    [
      {
        path: 'EngineVersion',
        when: wentBack(['7.1', '7.0']),
        outcome: 'refused',
        why: 'the engine goes up and never back',
        remedy: 'Keep the version.',
      },
    ],
  ),
  ...rowsOf(
    {
      type: 'AWS::MemoryDB::Cluster',
      source: 'https://docs.aws.amazon.com/memorydb/latest/APIReference/API_UpdateCluster.html',
      date: READ,
    },
    [
      {
        path: 'EngineVersion',
        when: wentBack(['7.1', '7.0']),
        given: {
          says: 'the engine stays',
          example: [{}, {}],
          holds: (old, young) => old.Engine === young.Engine,
        },
        outcome: 'refused',
        why: 'the engine goes up and never back',
        remedy: 'Keep the version; an older one is a new cluster, restored from a snapshot that it can read.',
      },
      {
        path: 'Engine',
        when: turned(['valkey'], ['redis'], 'redis'),
        outcome: 'refused',
        why: 'a cluster goes from Redis OSS to Valkey, and never back',
        remedy: 'Keep Valkey.',
        source: 'https://docs.aws.amazon.com/memorydb/latest/devguide/engine-versions.html',
      },
    ],
  ),
  ...rowsOf({ type: GROUP, source: `${CACHE}/APIReference/API_ModifyReplicationGroup.html`, date: READ }, [
    {
      path: 'SnapshottingClusterId',
      when: setLater('cache-001'),
      given: sharded,
      outcome: 'refused',
      why: 'with cluster mode on ElastiCache chooses itself which nodes it takes snapshots of',
      remedy: 'Leave SnapshottingClusterId out.',
    },
  ]),
];

export const CACHE_LIMITS: readonly UpdateLimit[] = [...CACHES];
