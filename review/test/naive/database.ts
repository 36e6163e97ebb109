import { App, Duration, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import { ENV, Expectation, NaiveApp, Outcome, withZones } from './naive-app';

type Options = Partial<rds.DatabaseInstanceProps> & {
  readonly replicas?: number;
  readonly customKey?: boolean;
  readonly subnets?: ec2.SubnetType;
  readonly ownSubnetGroup?: boolean;
};

const POSTGRES_15 = rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_15 });
const POSTGRES_16 = rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 });

/** As in the examples of the aws-rds README. */
function instance(stack: Stack, vpc: ec2.IVpc, options: Options): rds.DatabaseInstance {
  const { replicas = 0, customKey, subnets, ownSubnetGroup, ...props } = options;
  const vpcSubnets = subnets === undefined ? undefined : { subnetType: subnets };
  const database = new rds.DatabaseInstance(stack, 'Database', {
    engine: POSTGRES_16,
    vpc,
    vpcSubnets,
    storageEncryptionKey: customKey ? new kms.Key(stack, 'Key') : undefined,
    subnetGroup: ownSubnetGroup
      ? new rds.SubnetGroup(stack, 'Subnets', { vpc, description: 'Subnets of the database', vpcSubnets })
      : undefined,
    ...props,
  });
  for (let i = 1; i <= replicas; i++) {
    new rds.DatabaseInstanceReadReplica(stack, `Replica${i}`, {
      sourceDatabaseInstance: database,
      instanceType: ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.MEDIUM),
      vpc,
    });
  }
  return database;
}

const stackWithVpc = (app: App): { stack: Stack; vpc: ec2.Vpc } => {
  withZones(app);
  const stack = new Stack(app, 'Acme', { env: ENV });
  return { stack, vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 3, natGateways: 1 }) };
};

const database =
  (options: Options = {}) =>
  (app: App): void => {
    const { stack, vpc } = stackWithVpc(app);
    instance(stack, vpc, options);
  };

const cluster = (app: App): void => {
  const { stack, vpc } = stackWithVpc(app);
  new rds.DatabaseCluster(stack, 'Database', {
    engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 }),
    writer: rds.ClusterInstance.provisioned('Writer'),
    vpc,
  });
};

/** By hand: the L2 refuses a zone for a Multi-AZ instance, CloudFormation and the L1 do not. */
const byHand =
  (multiAz: boolean) =>
  (app: App): void => {
    const { stack, vpc } = stackWithVpc(app);
    const subnets = new rds.CfnDBSubnetGroup(stack, 'Subnets', {
      dbSubnetGroupDescription: 'Subnets of the database',
      subnetIds: vpc.privateSubnets.map(({ subnetId }) => subnetId),
    });
    new rds.CfnDBInstance(stack, 'Database', {
      engine: 'postgres',
      dbInstanceClass: 'db.t4g.micro',
      allocatedStorage: '20',
      masterUsername: 'app',
      manageMasterUserPassword: true,
      dbSubnetGroupName: subnets.ref,
      availabilityZone: 'us-east-1a',
      multiAz,
    });
  };

const without = (app: App): void => {
  stackWithVpc(app);
};

/** Everything that is replaced later, chosen at stage one. */
const CHOSEN: Options = {
  storageEncrypted: true,
  port: 5432,
  databaseName: 'app',
  credentials: rds.Credentials.fromGeneratedSecret('app'),
  ownSubnetGroup: true,
  backupRetention: Duration.days(7),
  allocatedStorage: 20,
  maxAllocatedStorage: 200,
};

const grown: Options = {
  ...CHOSEN,
  multiAz: true,
  instanceType: ec2.InstanceType.of(ec2.InstanceClass.R7G, ec2.InstanceSize.LARGE),
};

const SAFE = { before: database(CHOSEN), after: database(grown) };

function door(
  name: string,
  rule: string,
  outcome: Outcome,
  before: Options,
  after: Options | ((app: App) => void),
  safe: NaiveApp['safe'] = SAFE,
  expected: Partial<Expectation> = {},
): NaiveApp {
  return {
    door: name,
    naive: {
      before: database(before),
      after: typeof after === 'function' ? after : database(after),
      expect: { rule, severity: 'hazard', stack: 'Acme', logicalId: 'DatabaseB269D8BB', ...expected },
      outcome,
    },
    safe,
  };
}

export const DATABASE_APPS: readonly NaiveApp[] = [
  door('RDS encryption: off, then on', 'durable-replaced', 'loses', {}, { storageEncrypted: true }),
  door(
    'RDS key: the default one, then our own',
    'durable-replaced',
    'loses',
    { storageEncrypted: true },
    { storageEncrypted: true, customKey: true },
  ),
  door('RDS port: unset, then another', 'durable-replaced', 'loses', {}, { port: 5433 }),
  door('RDS database name: unset, then set', 'durable-replaced', 'loses', {}, { databaseName: 'cars' }),
  door(
    'RDS user: the default one, then another',
    'durable-replaced',
    'loses',
    { credentials: rds.Credentials.fromGeneratedSecret('postgres') },
    { credentials: rds.Credentials.fromGeneratedSecret('app') },
  ),
  door('RDS subnet group: the default one, then our own', 'durable-replaced', 'loses', {}, { ownSubnetGroup: true }),
  door(
    'RDS subnets: public ones, then private ones',
    'subnet-in-use',
    'fails',
    { subnets: ec2.SubnetType.PUBLIC },
    { subnets: ec2.SubnetType.PRIVATE_WITH_EGRESS },
    SAFE,
    { logicalId: 'DatabaseSubnetGroup7D60F180' },
  ),
  {
    door: 'RDS zone: pinned, then Multi-AZ',
    naive: {
      before: byHand(false),
      after: byHand(true),
      expect: { rule: 'rds-pinned-zone', severity: 'hazard', stack: 'Acme', logicalId: 'Database' },
      outcome: 'fails',
    },
    safe: SAFE,
  },
  door(
    'RDS backups: none, then a read replica',
    'rds-replica-backups',
    'fails',
    { backupRetention: Duration.days(0) },
    { backupRetention: Duration.days(0), replicas: 1 },
    { before: database(CHOSEN), after: database({ ...CHOSEN, replicas: 2 }) },
    { logicalId: 'Replica1911D769F' },
  ),
  door(
    'RDS storage: 200 GiB, then less',
    'rds-storage',
    'fails',
    { allocatedStorage: 200 },
    { allocatedStorage: 100 },
    { before: database(CHOSEN), after: database({ ...CHOSEN, maxAllocatedStorage: 1000 }) },
  ),
  door(
    'RDS gp3 storage: IOPS for less than 400 GiB',
    'rds-storage-figures',
    'fails',
    { storageType: rds.StorageType.GP3, allocatedStorage: 100 },
    { storageType: rds.StorageType.GP3, allocatedStorage: 100, iops: 12_000 },
    {
      before: database({ ...CHOSEN, storageType: rds.StorageType.GP3, allocatedStorage: 100 }),
      after: database({ ...CHOSEN, storageType: rds.StorageType.GP3, allocatedStorage: 400, iops: 12_000 }),
    },
  ),
  door(
    'RDS engine: another major version without leave',
    'rds-engine-version',
    'fails',
    { engine: POSTGRES_15 },
    { engine: POSTGRES_16 },
  ),
  door('RDS instance, then an Aurora cluster of the same name', 'durable-type-changed', 'fails', {}, cluster),
  door('RDS instance taken out of the app', 'durable-destroyed', 'loses', {}, without),
];
