import { Resource } from '../../../model';
import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'rds-replica-limit';
const many = (count: number, properties: Record<string, unknown>): Record<string, Resource> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`R${i}`, resource('AWS::RDS::DBInstance', properties)]));
const replicas = (count: number, Engine?: string) => ({
  Db: resource('AWS::RDS::DBInstance', Engine === undefined ? {} : { Engine }),
  ...many(count, { SourceDBInstanceIdentifier: { Ref: 'Db' } }),
});
const cluster = (count: number) => ({
  Db: resource('AWS::RDS::DBCluster', { Engine: 'aurora-postgresql' }),
  ...many(count, { DBClusterIdentifier: { Ref: 'Db' } }),
});
const scaled = (MaxCapacity: unknown, ScalableDimension = 'rds:cluster:ReadReplicaCount') => ({
  Target: resource('AWS::ApplicationAutoScaling::ScalableTarget', { ScalableDimension, MaxCapacity }),
});

test.each([
  ['postgres', 16, 'R15', 15],
  ['mysql', 17, 'R15', 15],
  ['oracle-ee', 6, 'R5', 5],
  ['sqlserver-ee', 6, 'R5', 5],
  ['db2-se', 4, 'R3', 3],
])('flags %s with %i read replicas', (engine, count, first, limit) => {
  expect(only(RULE, reviewStack({}, replicas(count, engine)))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: first,
    message: `AWS::RDS::DBInstance ${first} is refused: Db has ${count} read replicas, and RDS makes at most ${limit} of one ${engine}`,
  });
});

test('flags a cluster with too many readers', () => {
  expect(only(RULE, reviewStack({}, cluster(17)))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'R16',
    message: 'AWS::RDS::DBInstance R16 is refused: Db has 17 instances, and Aurora takes a writer and 15 readers',
  });
});

test('flags a cluster that scales to too many readers', () => {
  expect(only(RULE, reviewStack({}, scaled(20)))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Target',
    message:
      'AWS::ApplicationAutoScaling::ScalableTarget Target is refused: MaxCapacity 20 is more than the 15 readers of a cluster',
  });
});

test.each<[string, Record<string, Resource>]>([
  ['as many replicas as there may be', replicas(15, 'postgres')],
  ['a source whose engine is not said', replicas(15)],
  ['as many of Oracle', replicas(5, 'oracle-se2')],
  ['as many readers as there may be', cluster(16)],
  ['replicas of what stands elsewhere', many(20, { SourceDBInstanceIdentifier: 'elsewhere' })],
  ['readers that scale to the limit', scaled(15)],
  ['something else that scales', scaled(100, 'ecs:service:DesiredCount')],
  ['a number that only the deployment knows', scaled({ Ref: 'Most' })],
])('leaves %s alone', (_, resources) => {
  expect(found(RULE, reviewStack({}, resources))).toEqual([]);
});
