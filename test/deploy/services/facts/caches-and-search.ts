import { ChangeFact, IN_PLACE, isOn, isUnset, READ, reference, refused, REPLACED } from './fact';

const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const MODIFY = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html';
const GUIDE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg';
const UPDATE_POLICY = reference('aws-attribute-updatepolicy');

/** Major and minor of a version such as `7.1`. */
const versionOf = (value: unknown): number[] => String(value).split('.').slice(0, 2).map(Number);

function isOlder(before: unknown, after: unknown): boolean {
  const [old, now] = [versionOf(before), versionOf(after)];
  if ([...old, ...now].some(Number.isNaN)) return false;
  return now[0] === old[0] ? (now[1] ?? 0) < (old[1] ?? 0) : now[0]! < old[0]!;
}

const lasts = (value: unknown) => ['sync', 'async'].includes(String(value));

export const CACHE_AND_SEARCH_FACTS: readonly ChangeFact[] = [
  {
    type: GROUP,
    properties: ['NumNodeGroups', 'NodeGroupConfiguration'],
    source: UPDATE_POLICY,
    date: READ,
    decide: ({ resourceAfter }) => (isOn(resourceAfter.UpdatePolicy?.['UseOnlineResharding']) ? IN_PLACE : REPLACED),
  },
  {
    type: GROUP,
    properties: ['EngineVersion'],
    source: MODIFY,
    date: READ,
    decide: ({ before, after, resourceBefore, resourceAfter }) =>
      resourceBefore.Properties['Engine'] === resourceAfter.Properties['Engine'] && isOlder(before, after)
        ? refused('You cannot downgrade to an earlier engine version')
        : undefined,
  },
  {
    type: GROUP,
    properties: ['ClusterMode'],
    source: `${GUIDE}/modify-cluster-mode.html`,
    date: READ,
    decide({ before, after }) {
      if (before === 'disabled' && after === 'enabled') return refused('Cluster mode has to be compatible first');
      return before === 'enabled' ? refused('Cluster mode cannot be changed once it is enabled') : undefined;
    },
  },
  {
    type: GROUP,
    properties: ['Durability'],
    source: `${GUIDE}/durability.html`,
    date: READ,
    decide: ({ before, after }) =>
      !isUnset(before) && !isUnset(after) && lasts(before) !== lasts(after)
        ? refused('Durability is chosen when the replication group is created')
        : undefined,
  },
  {
    type: GROUP,
    properties: ['AuthToken'],
    source: reference('aws-resource-elasticache-replicationgroup'),
    date: READ,
    decide: ({ before }) => (isUnset(before) ? REPLACED : IN_PLACE),
  },
  {
    type: 'AWS::ElastiCache::CacheCluster',
    properties: ['NumCacheNodes'],
    source: reference('aws-resource-elasticache-cachecluster'),
    date: READ,
    decide: ({ resourceBefore, resourceAfter }) =>
      [resourceBefore, resourceAfter].some(
        ({ Properties: set }) =>
          !isUnset(set['PreferredAvailabilityZone']) || !isUnset(set['PreferredAvailabilityZones']),
      )
        ? IN_PLACE
        : REPLACED,
  },
  ...[
    ['AWS::OpenSearchService::Domain', 'EngineVersion'],
    ['AWS::Elasticsearch::Domain', 'ElasticsearchVersion'],
  ].map(([type, property]): ChangeFact => ({
    type: type!,
    properties: [property!],
    source: UPDATE_POLICY,
    date: READ,
    decide: ({ resourceAfter }) => (isOn(resourceAfter.UpdatePolicy?.['EnableVersionUpgrade']) ? IN_PLACE : REPLACED),
  })),
  {
    // Encryption can be added, and not be changed or given up.
    type: 'AWS::OpenSearchService::Domain',
    properties: ['EncryptionAtRestOptions'],
    source: reference('aws-properties-opensearchservice-domain-encryptionatrestoptions'),
    date: READ,
    decide: ({ before }) => (isUnset(before) ? IN_PLACE : REPLACED),
  },
  {
    type: 'AWS::OpenSearchService::Domain',
    properties: ['VPCOptions'],
    source: reference('aws-resource-opensearchservice-domain'),
    date: READ,
    decide: ({ after }) => (isUnset(after) ? REPLACED : undefined),
  },
  {
    type: 'AWS::OpenSearchService::Domain',
    properties: ['IPAddressType'],
    source: 'https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_UpdateDomainConfig.html',
    date: READ,
    decide: ({ before }) => (before === 'dualstack' ? refused('A dual stack domain cannot be changed') : undefined),
  },
];
