import { familyOf } from '../../../rules/rds/parameter-group-family';
import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'parameter-group-family';
const database = (EngineVersion: string, group: unknown, families: Record<string, string>) => ({
  Db: resource('AWS::RDS::DBInstance', { Engine: 'postgres', EngineVersion, DBParameterGroupName: group }),
  ...Object.fromEntries(
    Object.entries(families).map(([id, Family]) => [id, resource('AWS::RDS::DBParameterGroup', { Family })]),
  ),
});

test('says which family the version takes, and which it gets', () => {
  const step = reviewStack(
    database('15.7', { Ref: 'Group' }, { Group: 'postgres15' }),
    database('16.4', { Ref: 'Group' }, { Group: 'postgres15' }),
  );
  expect(only(RULE, step)).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Db',
    message:
      'AWS::RDS::DBInstance Db is refused: its DBParameterGroupName ${Group} is of the family postgres15, and version 16.4 of its engine takes groups of postgres16 alone',
  });
});

test('leaves a group that comes along alone, a minor version, and a name that says nothing', () => {
  const both = { Old: 'postgres15', New: 'postgres16' };
  const step = (from: object, to: object) => found(RULE, reviewStack(from as never, to as never));
  expect(step(database('15.7', { Ref: 'Old' }, both), database('16.4', { Ref: 'New' }, both))).toEqual([]);
  expect(step(database('15.7', { Ref: 'Old' }, both), database('15.8', { Ref: 'Old' }, both))).toEqual([]);
  expect(step(database('15.7', 'shop', {}), database('16.4', 'shop', {}))).toEqual([]);
});

test('knows the default groups by their names', () => {
  const step = (group: string) => found(RULE, reviewStack(database('15.7', group, {}), database('16.4', group, {})));
  expect(step('default.postgres15')).toHaveLength(1);
  expect(step('default.postgres16')).toEqual([]);
});

test.each([
  ['AWS::RDS::DBInstance', 'postgres', '16.4', 'postgres16'],
  ['AWS::RDS::DBInstance', 'postgres', '9.6.24', 'postgres9.6'],
  ['AWS::RDS::DBInstance', 'mysql', '8.0.36', 'mysql8.0'],
  ['AWS::RDS::DBInstance', 'mariadb', '10.11.6', 'mariadb10.11'],
  ['AWS::RDS::DBInstance', 'oracle-ee', '19.0.0.0.ru-2024-01', undefined],
  ['AWS::RDS::DBCluster', 'aurora-postgresql', '16.4', 'aurora-postgresql16'],
  ['AWS::RDS::DBCluster', 'aurora-mysql', '8.0.mysql_aurora.3.07.1', 'aurora-mysql8.0'],
  ['AWS::Neptune::DBCluster', undefined, '1.3.2.0', 'neptune1.3'],
  ['AWS::Neptune::DBCluster', undefined, '1.1.0.0', 'neptune1'],
  ['AWS::DocDB::DBCluster', undefined, '5.0.0', 'docdb5.0'],
  ['AWS::MemoryDB::Cluster', 'valkey', '7.2', 'memorydb_valkey7'],
  ['AWS::ElastiCache::ReplicationGroup', 'redis', '7.1', 'redis7'],
  ['AWS::ElastiCache::ReplicationGroup', 'redis', '6.2', 'redis6.x'],
  ['AWS::ElastiCache::ReplicationGroup', 'redis', '5.0.6', 'redis5.0'],
  ['AWS::ElastiCache::ReplicationGroup', 'valkey', '8.0', 'valkey8'],
  ['AWS::ElastiCache::CacheCluster', 'memcached', '1.6.22', 'memcached1.6'],
  ['AWS::ElastiCache::CacheCluster', 'memcached', { Ref: 'Version' }, undefined],
])('%s of %s %s takes %s', (type, engine, version, family) => {
  expect(familyOf(type, engine, version)).toBe(family);
});

test('a cache with cluster mode has the family of its engine', () => {
  const cache = (EngineVersion: string) => ({
    Cache: resource('AWS::ElastiCache::ReplicationGroup', {
      Engine: 'redis',
      EngineVersion,
      CacheParameterGroupName: 'default.redis7.cluster.on',
    }),
  });
  expect(found(RULE, reviewStack(cache('7.0'), cache('7.1')))).toEqual([]);
});
