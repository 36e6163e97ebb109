import { App, Duration, Stack } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import { ENV, Expectation, NaiveApp, withZones } from './naive-app';

const POSTGRES_16 = rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 });
const SMALL = ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.MEDIUM);

function network(app: App): { stack: Stack; vpc: ec2.Vpc } {
  withZones(app);
  const stack = new Stack(app, 'Acme', { env: ENV });
  return { stack, vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 }) };
}

interface Pooled {
  /** What the pool is in front of. */
  readonly pool?: 'Database' | 'Replica';
  readonly family?: string;
  readonly maxConnections?: number;
}

/** A database with a replica, and a proxy by hand. */
const pooled =
  ({ pool, family = 'POSTGRESQL', maxConnections }: Pooled) =>
  (app: App) => {
    const { stack, vpc } = network(app);
    const database = new rds.DatabaseInstance(stack, 'Database', { engine: POSTGRES_16, vpc });
    const replica = new rds.DatabaseInstanceReadReplica(stack, 'Replica', {
      sourceDatabaseInstance: database,
      instanceType: SMALL,
      vpc,
    });
    if (pool === undefined) return;
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('rds.amazonaws.com') });
    database.secret!.grantRead(role);
    const proxy = new rds.CfnDBProxy(stack, 'Proxy', {
      dbProxyName: 'acme',
      engineFamily: family,
      roleArn: role.roleArn,
      auth: [{ secretArn: database.secret!.secretArn }],
      vpcSubnetIds: vpc.privateSubnets.map(({ subnetId }) => subnetId),
    });
    new rds.CfnDBProxyTargetGroup(stack, 'Targets', {
      dbProxyName: proxy.ref,
      targetGroupName: 'default',
      dbInstanceIdentifiers: [{ Database: database, Replica: replica }[pool].instanceIdentifier],
      connectionPoolConfigurationInfo: { maxConnectionsPercent: maxConnections },
    });
  };

/** A replica more whenever reads are slow. */
const replicated = (count: number) => (app: App) => {
  const { stack, vpc } = network(app);
  const source = new rds.DatabaseInstance(stack, 'Database', {
    engine: POSTGRES_16,
    vpc,
    backupRetention: Duration.days(7),
  });
  for (let i = 1; i <= count; i++) {
    new rds.DatabaseInstanceReadReplica(stack, `Replica${i}`, {
      sourceDatabaseInstance: source,
      instanceType: SMALL,
      vpc,
    });
  }
};

/** As in the README of aws-rds. */
const serverless = (version: rds.AuroraPostgresEngineVersion, least: number, most: number) => (app: App) => {
  const { stack, vpc } = network(app);
  new rds.DatabaseCluster(stack, 'Database', {
    engine: rds.DatabaseClusterEngine.auroraPostgres({ version }),
    writer: rds.ClusterInstance.serverlessV2('Writer'),
    serverlessV2MinCapacity: least,
    serverlessV2MaxCapacity: most,
    vpc,
  });
};

/** A cluster with a reader, and more of them by load. */
const scaledReaders = (max: number | undefined) => (app: App) => {
  const { stack, vpc } = network(app);
  const cluster = new rds.DatabaseCluster(stack, 'Database', {
    engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 }),
    writer: rds.ClusterInstance.provisioned('Writer', { instanceType: SMALL }),
    readers: [rds.ClusterInstance.provisioned('Reader', { instanceType: SMALL })],
    vpc,
  });
  if (max === undefined) return;
  const target = new autoscaling.CfnScalableTarget(stack, 'Readers', {
    serviceNamespace: 'rds',
    scalableDimension: 'rds:cluster:ReadReplicaCount',
    resourceId: `cluster:${cluster.clusterIdentifier}`,
    minCapacity: 1,
    maxCapacity: max,
  });
  target.node.addDependency(cluster);
};

const { VER_16_1, VER_16_4 } = rds.AuroraPostgresEngineVersion;
const hazard = (rule: string, logicalId: string): Expectation => ({
  rule,
  severity: 'hazard',
  stack: 'Acme',
  logicalId,
});

export const AURORA_APPS: readonly NaiveApp[] = [
  {
    door: 'RDS Proxy: in front of a read replica',
    naive: {
      before: pooled({}),
      after: pooled({ pool: 'Replica' }),
      expect: hazard('rds-proxy-engine', 'Targets'),
      outcome: 'fails',
    },
    safe: { before: pooled({ pool: 'Database' }), after: pooled({ pool: 'Database', maxConnections: 80 }) },
  },
  {
    door: 'RDS Proxy: of the family of another engine',
    naive: {
      before: pooled({}),
      after: pooled({ pool: 'Database', family: 'MYSQL' }),
      expect: hazard('rds-proxy-engine', 'Targets'),
      outcome: 'fails',
    },
    safe: { before: pooled({}), after: pooled({ pool: 'Database' }) },
  },
  {
    door: 'RDS read replicas: one more than the engine takes',
    naive: {
      before: replicated(15),
      after: replicated(16),
      expect: hazard('rds-replica-limit', 'Replica16B3BE14D8'),
      outcome: 'fails',
    },
    safe: { before: replicated(2), after: replicated(15) },
  },
  {
    door: 'Aurora capacity: down to zero with a version that does not stop',
    naive: {
      before: serverless(VER_16_1, 0.5, 8),
      after: serverless(VER_16_1, 0, 8),
      expect: hazard('aurora-serverless', 'DatabaseB269D8BB'),
      outcome: 'fails',
    },
    safe: { before: serverless(VER_16_4, 0.5, 8), after: serverless(VER_16_4, 0, 64) },
  },
  {
    door: 'Aurora readers: autoscaling ends while its readers run',
    naive: {
      before: scaledReaders(5),
      after: scaledReaders(undefined),
      expect: { ...hazard('aurora-reader-scaling', 'Readers'), severity: 'caution' },
      outcome: 'risks',
    },
    safe: { before: scaledReaders(5), after: scaledReaders(1) },
  },
];
