import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'rds-engine-version';
const database = (Engine: string, EngineVersion: string, AllowMajorVersionUpgrade?: boolean) => ({
  Db: resource('AWS::RDS::DBInstance', {
    Engine,
    EngineVersion,
    ...(AllowMajorVersionUpgrade === undefined ? {} : { AllowMajorVersionUpgrade }),
  }),
});

test.each([
  [
    'postgres',
    '15.4',
    '16',
    undefined,
    'hazard',
    ', another major version, without AllowMajorVersionUpgrade: RDS refuses it',
  ],
  [
    'mysql',
    '8.0.36',
    '8.4.0',
    true,
    'caution',
    ', another major version: the database is down while it is upgraded, and cannot go back',
  ],
  ['postgres', '16.4', '16.3', undefined, 'hazard', ': RDS refuses to go back'],
] as const)('%s %s → %s', (engine, before, after, allowed, severity, text) => {
  expect(only(RULE, reviewStack(database(engine, before), database(engine, after, allowed)))).toEqual({
    severity,
    stack: 'app',
    logicalId: 'Db',
    message: `AWS::RDS::DBInstance Db goes from engine version ${before} to ${after}${text}`,
  });
});

test.each([
  ['postgres', '16.3', '16.4'],
  ['postgres', '16.3', '16'],
  ['mysql', '8.0.35', '8.0.36'],
])('leaves a minor version alone: %s %s → %s', (engine, before, after) => {
  expect(found(RULE, reviewStack(database(engine, before), database(engine, after)))).toEqual([]);
});

test('a cluster needs no leave: CloudFormation gives it', () => {
  const cluster = (EngineVersion: string) => ({
    Cluster: resource('AWS::RDS::DBCluster', { Engine: 'aurora-postgresql', EngineVersion }),
  });
  expect(only(RULE, reviewStack(cluster('16.6'), cluster('17'))).severity).toBe('caution');
  expect(only(RULE, reviewStack(cluster('17.4'), cluster('16'))).severity).toBe('hazard');
});
