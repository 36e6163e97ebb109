import { DocumentedBehaviour, inPlace, isTrue, isUnset, refused, replacement, templateReference } from './behaviour';

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

export const CACHES_AND_SEARCH: readonly DocumentedBehaviour[] = [
  {
    type: 'AWS::ElastiCache::ReplicationGroup',
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
