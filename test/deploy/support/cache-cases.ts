import { r, ref, marker } from './resources';
import { Case } from './service-case';

const cache = (properties: object) =>
  r('AWS::ElastiCache::ReplicationGroup', {
    ReplicationGroupDescription: 'd',
    Engine: 'valkey',
    CacheNodeType: 'cache.t4g.small',
    ...properties,
  });

const users = (Engine: string, Type = 'iam') => ({
  User: r('AWS::ElastiCache::User', { Engine, UserId: 'app', UserName: 'app', AuthenticationMode: { Type } }),
  Users: r('AWS::ElastiCache::UserGroup', { Engine, UserGroupId: 'app', UserIds: [ref('User')] }),
});
const scaled = r('AWS::ApplicationAutoScaling::ScalableTarget', {
  ServiceNamespace: 'elasticache',
  ScalableDimension: 'elasticache:replication-group:NodeGroups',
  ResourceId: { 'Fn::Sub': 'replication-group/${C}' },
  MinCapacity: 1,
  MaxCapacity: 4,
});

/** Caches and who uses them. */
export const CACHE_CASES: readonly Case[] = [
  {
    rule: 'elasticache-tls-at-once',
    before: { C: cache({}) },
    after: { C: cache({ TransitEncryptionEnabled: true, TransitEncryptionMode: 'required' }) },
    refused: 'C',
    on: 'update',
    safe: { after: { C: cache({ TransitEncryptionEnabled: true, TransitEncryptionMode: 'preferred' }) } },
  },
  {
    rule: 'elasticache-failover',
    before: { C: cache({ NumCacheClusters: 1 }) },
    after: { C: cache({ NumCacheClusters: 1, AutomaticFailoverEnabled: true }) },
    refused: 'C',
    on: 'update',
    safe: { after: { C: cache({ NumCacheClusters: 2, AutomaticFailoverEnabled: true }) } },
  },
  {
    rule: 'elasticache-user-group-engine',
    before: { ...users('valkey'), C: cache({ Engine: 'redis' }) },
    after: { ...users('valkey'), C: cache({ Engine: 'redis', UserGroupIds: [ref('Users')] }) },
    refused: 'C',
    on: 'update',
    safe: {
      before: { ...users('valkey'), C: cache({}) },
      after: { ...users('valkey'), C: cache({ UserGroupIds: [ref('Users')] }) },
    },
  },
  {
    rule: 'elasticache-user-without-password',
    before: marker,
    after: { ...marker, ...users('valkey', 'no-password-required') },
    refused: 'Users',
    on: 'create',
    safe: { after: { ...marker, ...users('valkey') } },
  },
  {
    rule: 'elasticache-node-type-does-not-scale',
    before: { C: cache({}) },
    after: { C: cache({}), Target: scaled },
    refused: 'Target',
    on: 'create',
    safe: {
      before: { C: cache({ CacheNodeType: 'cache.m7g.large' }) },
      after: { C: cache({ CacheNodeType: 'cache.m7g.large' }), Target: scaled },
    },
  },
];
