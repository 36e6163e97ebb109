import { db, net, r, ref } from './resources';
import { Case } from './service-case';

const POSTGRES = { Engine: 'postgres', EngineVersion: '16.4' };
const MYSQL = { Engine: 'mysql', EngineVersion: '8.4.3' };
const pool = r('AWS::RDS::DBProxy', {
  DBProxyName: 'pool',
  EngineFamily: 'POSTGRESQL',
  RoleArn: 'arn:aws:iam::111111111111:role/r',
  VpcSubnetIds: [ref('A'), ref('B')],
});
const fronted = (...ids: string[]) =>
  r('AWS::RDS::DBProxyTargetGroup', {
    DBProxyName: ref('P'),
    TargetGroupName: 'default',
    DBInstanceIdentifiers: ids.map(ref),
  });

const cluster = (more: object = {}) =>
  r('AWS::RDS::DBCluster', { Engine: 'aurora-postgresql', EngineVersion: '16.4', ...more });
const member = (DBInstanceClass = 'db.r7g.large') =>
  r('AWS::RDS::DBInstance', { Engine: 'aurora-postgresql', DBClusterIdentifier: ref('C'), DBInstanceClass });
const range = (MinCapacity: number, MaxCapacity: number) => ({
  ServerlessV2ScalingConfiguration: { MinCapacity, MaxCapacity },
});
const many = (count: number, one: object) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`R${String(i).padStart(2, '0')}`, one]));
const source = { D: db({ ...POSTGRES, BackupRetentionPeriod: 7 }) };
const replica = db({ SourceDBInstanceIdentifier: ref('D') });

/** Proxies, read replicas and Aurora. */
export const AURORA_CASES: readonly Case[] = [
  {
    rule: 'rds-proxy-engine',
    before: { ...net, D: db(MYSQL), P: pool },
    after: { ...net, D: db(MYSQL), P: pool, T: fronted('D') },
    refused: 'T',
    on: 'create',
    safe: {
      before: { ...net, D: db(POSTGRES), P: pool },
      after: { ...net, D: db(POSTGRES), P: pool, T: fronted('D') },
    },
  },
  {
    rule: 'rds-proxy-engine',
    before: { ...net, D: db({ ...POSTGRES, EngineVersion: '9.6.24' }), P: pool },
    after: { ...net, D: db({ ...POSTGRES, EngineVersion: '9.6.24' }), P: pool, T: fronted('D') },
    refused: 'T',
    on: 'create',
  },
  {
    rule: 'rds-proxy-writer',
    before: { ...net, ...source, Replica: replica, P: pool, T: fronted('D') },
    after: { ...net, ...source, Replica: replica, P: pool, T: fronted('Replica') },
    refused: 'T',
    on: 'update',
  },
  {
    // A proxy has its own network interfaces: the subnets of its choice stay as long as it does.
    rule: 'in-use-subnet',
    before: { ...net, P: { ...pool, DeletionPolicy: 'Retain' } },
    after: { Vpc: net.Vpc },
    refused: 'A',
    on: 'delete',
    safe: { before: { ...net, P: pool } },
  },
  {
    rule: 'rds-replica-limit',
    before: { ...source, ...many(15, replica) },
    after: { ...source, ...many(16, replica) },
    refused: 'R15',
    on: 'create',
    safe: { before: { ...source, ...many(14, replica) }, after: { ...source, ...many(15, replica) } },
  },
  {
    rule: 'aurora-reader-limit',
    before: { C: cluster(), ...many(16, member()) },
    after: { C: cluster(), ...many(17, member()) },
    refused: 'R16',
    on: 'create',
  },
  {
    rule: 'aurora-serverless-range',
    before: { C: cluster() },
    after: { C: cluster(), I: member('db.serverless') },
    refused: 'I',
    on: 'create',
    safe: { after: { C: cluster(range(0.5, 8)), I: member('db.serverless') } },
  },
  {
    rule: 'aurora-serverless-capacity',
    before: { C: cluster({ EngineVersion: '16.1', ...range(0.5, 8) }) },
    after: { C: cluster({ EngineVersion: '16.1', ...range(0, 8) }) },
    refused: 'C',
    on: 'update',
    safe: { after: { C: cluster({ EngineVersion: '16.3', ...range(0, 8) }) } },
  },
  {
    rule: 'aurora-serverless-capacity',
    before: { C: cluster(range(0.5, 8)) },
    after: { C: cluster(range(16, 8)) },
    refused: 'C',
    on: 'update',
  },
  {
    rule: 'in-use-dbclusterparametergroup',
    before: {
      ...net,
      G: r('AWS::RDS::DBClusterParameterGroup', { Description: 'd', Family: 'aurora-postgresql16', Parameters: {} }),
      C: { ...cluster({ DBClusterParameterGroupName: ref('G') }), DeletionPolicy: 'Retain' },
    },
    after: net,
    refused: 'G',
    on: 'delete',
  },
  {
    rule: 'deletion-protection',
    before: { ...net, C: { ...cluster({ DeletionProtection: true }), DeletionPolicy: 'Delete' } },
    after: net,
    refused: 'C',
    on: 'delete',
    safe: { before: { ...net, C: cluster() } },
  },
];
