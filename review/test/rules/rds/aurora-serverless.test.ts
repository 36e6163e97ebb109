import { Resource } from '../../../model';
import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'aurora-serverless';
const cluster = (
  ServerlessV2ScalingConfiguration: unknown,
  EngineVersion: unknown = '16.4',
  Engine = 'aurora-postgresql',
): Resource => resource('AWS::RDS::DBCluster', { Engine, EngineVersion, ServerlessV2ScalingConfiguration });
const capacity = (MinCapacity: unknown, MaxCapacity: unknown, more = {}) => ({ MinCapacity, MaxCapacity, ...more });

test.each<[Resource, string]>([
  [cluster(capacity(8, 4)), 'MinCapacity 8 is over MaxCapacity 4'],
  [cluster(capacity(0.5, 512)), 'MaxCapacity 512 is not within 1 and 256 units'],
  [cluster(capacity(0.5, 0.5)), 'MaxCapacity 0.5 is not within 1 and 256 units'],
  [cluster(capacity(0.25, 4)), 'MinCapacity 0.25 is neither 0 nor 0.5 units or more'],
  [cluster(capacity(0, 4), '16.1'), 'MinCapacity is 0, and the version "16.1" of "aurora-postgresql" does not stop'],
  [cluster(capacity(0, 4), '12.22'), 'MinCapacity is 0, and the version "12.22" of "aurora-postgresql" does not stop'],
  [
    cluster(capacity('0', '4'), '8.0.mysql_aurora.3.07.1', 'aurora-mysql'),
    'MinCapacity is 0, and the version "8.0.mysql_aurora.3.07.1" of "aurora-mysql" does not stop',
  ],
  [
    cluster(capacity(1, 4, { SecondsUntilAutoPause: 600 })),
    'SecondsUntilAutoPause is 600, and with MinCapacity 1 it never stops',
  ],
  [
    cluster(capacity(0, 4, { SecondsUntilAutoPause: 60 })),
    'SecondsUntilAutoPause 60 is not within 300 and 86400 seconds',
  ],
])('flags %j', (Cluster, why) => {
  expect(only(RULE, reviewStack({}, { Cluster }))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Cluster',
    message: `AWS::RDS::DBCluster Cluster is refused: ${why}`,
  });
});

const serverless = resource('AWS::RDS::DBInstance', {
  DBInstanceClass: 'db.serverless',
  DBClusterIdentifier: { Ref: 'Cluster' },
});

test('flags a serverless instance in a cluster without a range', () => {
  expect(only(RULE, reviewStack({}, { Cluster: cluster(undefined), Reader: serverless }))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Reader',
    message:
      'AWS::RDS::DBInstance Reader is refused: it is serverless, and its cluster Cluster has no ServerlessV2ScalingConfiguration',
  });
});

test.each<[string, Record<string, Resource>]>([
  ['a range', { Cluster: cluster(capacity(0.5, 16)), Reader: serverless }],
  ['the widest range', { Cluster: cluster(capacity(0, 256, { SecondsUntilAutoPause: 300 })) }],
  ['the first version that stops', { Cluster: cluster(capacity(0, 4), '16.3') }],
  ['a newer major version that stops', { Cluster: cluster(capacity(0, 4), '17.4') }],
  ['Aurora MySQL that stops', { Cluster: cluster(capacity(0, 4), '8.0.mysql_aurora.3.08.0', 'aurora-mysql') }],
  ['a version that Aurora chooses', { Cluster: cluster(capacity(0, 4), '16') }],
  ['numbers that only the deployment knows', { Cluster: cluster(capacity({ Ref: 'Min' }, { Ref: 'Max' })) }],
  ['an instance of a cluster that stands elsewhere', { Reader: serverless }],
])('leaves %s alone', (_, resources) => {
  expect(found(RULE, reviewStack({}, resources))).toEqual([]);
});
