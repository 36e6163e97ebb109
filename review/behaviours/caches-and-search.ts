import {
  DocumentedBehaviour,
  DocumentedChange,
  inPlace,
  isTrue,
  isUnset,
  mayReplace,
  Outcome,
  refused,
  replacement,
  templateReference,
} from './behaviour';

const UPDATE_POLICY = templateReference('aws-attribute-updatepolicy');

/** Domains keep their data over an upgrade only where their update policy says so. */
const upgrade = (type: string, property: string): DocumentedBehaviour => ({
  type,
  properties: [property],
  source: UPDATE_POLICY,
  decide: ({ resourceAfter }) =>
    isTrue(resourceAfter.UpdatePolicy?.EnableVersionUpgrade)
      ? inPlace('EnableVersionUpgrade upgrades the domain in place')
      : replacement('without EnableVersionUpgrade in its update policy the domain is replaced by an empty one'),
});

const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const GROUP_PAGE = templateReference('aws-resource-elasticache-replicationgroup');
const DURABLE = ['async', 'sync'];

/** Whether a version such as `8.1` is before another; undefined for what is no such version. */
function isBefore(left: unknown, right: unknown): boolean | undefined {
  const [old, young] = [left, right].map((text) => /^(\d+)\.(\d+|x)/.exec(String(text))?.slice(1).map(Number));
  if (!old || !young) return undefined;
  return old[0] === young[0] ? old[1] < young[1] : old[0] < young[0];
}

const AUTH_TO_GROUPS = 'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2356';

/** The service goes from AUTH to user groups in place, CloudFormation does not. */
function otherAuthentication({ resourceBefore, resourceAfter }: DocumentedChange): Outcome | undefined {
  const [old, young] = [resourceBefore, resourceAfter].map(({ Properties: set = {} }) => ({
    token: !isUnset(set.AuthToken),
    groups: !isUnset(set.UserGroupIds),
  }));
  const other = (old.token && !young.token && young.groups) || (old.groups && !young.groups && young.token);
  return other ? replacement('CloudFormation replaces a cache that goes from AUTH to user groups, or back') : undefined;
}

const REPLICATION_GROUPS: readonly DocumentedBehaviour[] = [
  {
    type: GROUP,
    properties: ['Engine'],
    source: GROUP_PAGE,
    // Where the documentation and the resource specification differ, a reader has to look.
    decide: ({ before, after }) =>
      before === 'redis' && after === 'valkey'
        ? mayReplace(
            'the reference calls it an in-place migration that wants a parameter group, the specification a replacement: look at the change set',
          )
        : undefined,
  },
  {
    type: GROUP,
    properties: ['EngineVersion'],
    source: GROUP_PAGE,
    decide: ({ before, after, resourceBefore, resourceAfter }) =>
      resourceBefore.Properties?.Engine === resourceAfter.Properties?.Engine && isBefore(after, before)
        ? refused('the engine goes up and never back')
        : undefined,
  },
  {
    type: GROUP,
    properties: ['AuthToken'],
    source: GROUP_PAGE,
    decide: (change) =>
      isUnset(change.before) && !isUnset(change.after)
        ? replacement('a cache without AUTH cannot get it')
        : otherAuthentication(change),
  },
  {
    type: GROUP,
    properties: ['UserGroupIds'],
    source: AUTH_TO_GROUPS,
    decide: otherAuthentication,
  },
  {
    type: GROUP,
    properties: ['ClusterMode'],
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html',
    decide: ({ before, after }) => {
      if (before === 'disabled' && after === 'enabled') return refused('it takes two steps: compatible, then enabled');
      return before === 'enabled' ? refused('cluster mode, once enabled, stays') : undefined;
    },
  },
  {
    type: GROUP,
    properties: ['Durability'],
    source: GROUP_PAGE,
    decide: ({ before, after }) => {
      const known = [before, after].every((value) => [...DURABLE, 'disabled'].includes(String(value)));
      return known && DURABLE.includes(String(before)) !== DURABLE.includes(String(after))
        ? refused('a cache is durable from its creation on, or never')
        : undefined;
    },
  },
];

export const CACHES_AND_SEARCH: readonly DocumentedBehaviour[] = [
  ...REPLICATION_GROUPS,
  {
    type: GROUP,
    properties: ['NumNodeGroups', 'NodeGroupConfiguration'],
    source: UPDATE_POLICY,
    decide: ({ resourceAfter }) =>
      isTrue(resourceAfter.UpdatePolicy?.UseOnlineResharding)
        ? inPlace(
            'UseOnlineResharding adds or removes shards; nothing else may change with it, and it is not rolled back',
          )
        : replacement('without UseOnlineResharding in its update policy the cache is replaced by an empty one'),
  },
  {
    type: 'AWS::ElastiCache::CacheCluster',
    properties: ['NumCacheNodes'],
    source: templateReference('aws-resource-elasticache-cachecluster'),
    decide: ({ resourceBefore, resourceAfter }) => {
      const named = [resourceBefore, resourceAfter].some(
        ({ Properties: set }) => !isUnset(set?.PreferredAvailabilityZone) || !isUnset(set?.PreferredAvailabilityZones),
      );
      return named
        ? inPlace('nodes are added or removed in the preferred zones')
        : replacement('no preferred zones are given');
    },
  },
  upgrade('AWS::OpenSearchService::Domain', 'EngineVersion'),
  upgrade('AWS::Elasticsearch::Domain', 'ElasticsearchVersion'),
  {
    type: 'AWS::OpenSearchService::Domain',
    properties: ['IPAddressType'],
    source: templateReference('aws-resource-opensearchservice-domain'),
    decide: ({ before }) => (before === 'dualstack' ? refused('a dual-stack domain stays one') : undefined),
  },
];
