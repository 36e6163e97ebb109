import {
  changed,
  decreased,
  matched,
  setLater,
  switched,
  turned,
  turnedOff,
  wentBack,
  where,
} from './predicates';
import { Given, READ, rowsOf, UpdateLimit } from './update-limit';

const DYNAMO = 'https://docs.aws.amazon.com/amazondynamodb/latest';
const QUOTAS = `${DYNAMO}/developerguide/ServiceQuotas.html`;
const LATER = 'Nothing to do now; leave the next change of this kind until then.';

/** Both kinds of table, as far as they do the same. */
const EITHER_TABLE = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'].flatMap((type) =>
  rowsOf({ type, source: QUOTAS, date: READ }, [
    {
      path: 'TimeToLiveSpecification.AttributeName',
      when: switched(['ttl', 'expiresAt']),
      given: where('TimeToLiveSpecification.Enabled', true),
      outcome: 'refused',
      why: 'time to live goes to another attribute only after it was off',
      remedy:
        'Turn time to live off in one step, wait up to an hour until DynamoDB has done so, and turn it on with the new attribute in the next. Or write both attributes meanwhile, so that nothing expires late.',
      source: `${DYNAMO}/APIReference/API_UpdateTimeToLive.html`,
    },
    {
      path: 'TimeToLiveSpecification.Enabled',
      when: changed([true, false], false),
      outcome: 'delayed',
      why: 'time to live is turned on or off once an hour: until then another change of it is refused',
      remedy: LATER,
      source: `${DYNAMO}/APIReference/API_UpdateTimeToLive.html`,
    },
    {
      path: 'BillingMode',
      when: turned(['PROVISIONED'], ['PAY_PER_REQUEST'], 'PROVISIONED'),
      outcome: 'delayed',
      why: 'a table goes to on-demand up to four times in 24 hours',
      remedy: LATER,
    },
    {
      path: 'SSESpecification.SSEEnabled',
      when: changed([true, false], false),
      outcome: 'delayed',
      why: 'a table changes its kind of key up to four times in 24 hours, and one more in each six hours without a change',
      remedy: LATER,
    },
  ]),
);

const TABLE = rowsOf({ type: 'AWS::DynamoDB::Table', source: QUOTAS, date: READ }, [
  {
    path: 'StreamSpecification.StreamViewType',
    when: switched(['NEW_IMAGE', 'NEW_AND_OLD_IMAGES']),
    outcome: 'refused',
    why: 'a table that has a stream gets no other one: what a stream holds is decided when it begins',
    remedy:
      'Let its readers finish, turn the stream off in one step, and on with the new view in the next; the stream then has another ARN.',
    source: `${DYNAMO}/APIReference/API_UpdateTable.html`,
  },
  {
    path: 'ProvisionedThroughput.ReadCapacityUnits',
    when: decreased,
    outcome: 'delayed',
    why: 'capacity is lowered four times a day, and once more in each hour without a change',
    remedy: LATER,
  },
  {
    path: 'ProvisionedThroughput.WriteCapacityUnits',
    when: decreased,
    outcome: 'delayed',
    why: 'capacity is lowered four times a day, and once more in each hour without a change',
    remedy: LATER,
  },
  {
    path: 'TableClass',
    when: changed(['STANDARD', 'STANDARD_INFREQUENT_ACCESS'], 'STANDARD'),
    outcome: 'delayed',
    why: 'a table changes its class twice in 30 days',
    remedy: LATER,
    source: `${DYNAMO}/developerguide/WorkingWithTables.tableclasses.html`,
  },
]);

const replicas = (state: Readonly<Record<string, unknown>>) => (Array.isArray(state.Replicas) ? state.Replicas.length : 0);

const replicated: Given = {
  says: 'the table has more than one replica',
  example: [
    { Replicas: [{ Region: 'eu-west-1' }, { Region: 'eu-central-1' }] },
    { Replicas: [{ Region: 'eu-west-1' }, { Region: 'eu-central-1' }] },
  ],
  holds: (before, after) => replicas(before) > 1 && replicas(after) > 1,
};

const GLOBAL_TABLE = rowsOf(
  {
    type: 'AWS::DynamoDB::GlobalTable',
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html',
    date: READ,
  },
  [
    {
      path: 'StreamSpecification.StreamViewType',
      when: switched(['NEW_AND_OLD_IMAGES', 'KEYS_ONLY']),
      given: replicated,
      outcome: 'refused',
      why: 'the stream of a global table changes only while the table has one replica, as replication reads it',
      remedy: 'Keep NEW_AND_OLD_IMAGES, which replication wants.',
    },
  ],
);

const KEYSPACES = rowsOf(
  { type: 'AWS::Cassandra::Table', source: 'https://docs.aws.amazon.com/keyspaces/latest/APIReference/API_UpdateTable.html', date: READ },
  [
    {
      path: 'BillingMode.Mode',
      when: turned(['PROVISIONED'], ['ON_DEMAND'], 'ON_DEMAND'),
      outcome: 'delayed',
      why: 'a table changes its capacity mode once in 24 hours',
      remedy: LATER,
      source: 'https://docs.aws.amazon.com/keyspaces/latest/devguide/ReadWriteCapacityMode.html',
    },
    {
      path: 'CdcSpecification.ViewType',
      when: switched(['NEW_IMAGE', 'KEYS_ONLY']),
      outcome: 'refused',
      why: 'what a change stream holds is decided when it begins',
      remedy: 'Turn the stream off in one step, and on with the new view in the next.',
    },
  ],
);

const CACHE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest';
const NEW_CACHE = 'Create a second cache beside this one, move the application over, and remove this one in a later step.';

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
      when: matched('leaves data tiering', /^cache\.r6gd\./, /^cache\.(?!r6gd\.)/, ['cache.r6gd.xlarge', 'cache.r7g.xlarge']),
      outcome: 'refused',
      why: 'a cache with data tiering stays on r6gd nodes',
      remedy: NEW_CACHE,
      source: `${CACHE}/dg/data-tiering.html`,
    },
    {
      path: 'CacheNodeType',
      when: matched('goes to data tiering', /^cache\.(?!r6gd\.)/, /^cache\.r6gd\./, ['cache.r7g.xlarge', 'cache.r6gd.xlarge']),
      outcome: 'refused',
      why: 'a cache on other nodes does not go to r6gd nodes, whose data tiering is decided at creation',
      remedy: NEW_CACHE,
      source: `${CACHE}/dg/data-tiering.html`,
    },
  ]),
  ...rowsOf({ type: 'AWS::ElastiCache::CacheCluster', source: `${CACHE}/APIReference/API_ModifyCacheCluster.html`, date: READ }, [
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
      source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-cachecluster.html',
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
  ]),
  ...rowsOf({ type: 'AWS::ElastiCache::ServerlessCache', source: `${CACHE}/APIReference/API_ModifyServerlessCache.html`, date: READ }, [
    {
      path: 'MajorEngineVersion',
      when: wentBack(['8', '7']),
      given: { says: 'the engine stays', example: [{ Engine: 'valkey' }, { Engine: 'valkey' }], holds: (old, young) => old.Engine === young.Engine },
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
  ]),
  ...rowsOf({ type: 'AWS::ElastiCache::GlobalReplicationGroup', source: `${CACHE}/APIReference/API_ModifyGlobalReplicationGroup.html`, date: READ }, [
    {
      path: 'EngineVersion',
      when: wentBack(['7.1', '7.0']),
      outcome: 'refused',
      why: 'the engine goes up and never back',
      remedy: 'Keep the version.',
    },
  ]),
  ...rowsOf({ type: 'AWS::MemoryDB::Cluster', source: 'https://docs.aws.amazon.com/memorydb/latest/APIReference/API_UpdateCluster.html', date: READ }, [
    {
      path: 'EngineVersion',
      when: wentBack(['7.1', '7.0']),
      given: { says: 'the engine stays', example: [{ Engine: 'redis' }, { Engine: 'redis' }], holds: (old, young) => old.Engine === young.Engine },
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
  ]),
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

export const TABLES_AND_CACHES: readonly UpdateLimit[] = [
  ...EITHER_TABLE,
  ...TABLE,
  ...GLOBAL_TABLE,
  ...KEYSPACES,
  ...CACHES,
];
