import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import { IConstruct } from 'constructs';
import { topicsOf } from '../../internal/alarm';
import { Protection } from '../../protection/protection';
import { BackupCopies } from '../backup/backup-copies';
import { DatabaseTuning } from '../tuning/database-tuning';
import { AlarmSettings, DatabaseAlarmThresholds, StorageLimits } from './alarms';
import { Availability } from './availability';
import { DatabaseSource } from './database-source';
import { estimatedMaxConnections, freeMemoryMiB, memoryGiB, supportsInsights } from './instance-size';
import { DatabaseInput } from './replicated-database-checks';
import { ReplicatedDatabaseProps } from './replicated-database-props';

/** The props of a `ReplicatedDatabase` after defaults. */
export interface DatabaseSettings {
  /** What the rules check. */
  readonly input: DatabaseInput;
  readonly vpc: ec2.IVpc;
  readonly vpcSubnets: ec2.SubnetSelection;
  readonly subnets: ec2.ISubnet[];
  readonly multiAz: boolean;
  readonly allowMajorVersionUpgrade: boolean;
  readonly logRetention: logs.RetentionDays;
  readonly rotation: { readonly days: number; readonly subnets: ec2.SubnetSelection } | undefined;
  readonly backupCopies: BackupCopies;
  readonly alarms: AlarmSettings;
  readonly removal: { readonly instance: RemovalPolicy; readonly keySecretAndGroups: RemovalPolicy };
  /** The same for the writer and every replica. */
  readonly common: CommonInstanceProps;
}

type CommonInstanceProps = Omit<rds.DatabaseInstanceReadReplicaProps, 'sourceDatabaseInstance'>;

const DEFAULT_INSTANCE_TYPE = ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.SMALL);
const DEFAULT_STORAGE_GIB = 20;
const MOST_STORAGE_GIB = 65_536;
const STORAGE_GROWTH = 10;
const CONNECTIONS_IN_USE = 0.8;
/** Storage autoscaling acts below a tenth: at less it did not, or may not yet. */
const FREE_STORAGE = 0.07;
/** gp3 under both engines. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html (looked up 2026-12-01) */
const GP3 = { stripedFromGiB: 400, small: { iops: 3_000, mibps: 125 }, striped: { iops: 12_000, mibps: 500 } };
const SECONDS_IN_QUEUE = 0.01;

export function databaseSettingsOf(scope: IConstruct, props: ReplicatedDatabaseProps): DatabaseSettings {
  const instanceType = props.instanceType ?? DEFAULT_INSTANCE_TYPE;
  const subnets = props.vpc.selectSubnets(props.vpcSubnets).subnets;
  const input = inputOf(props, instanceType, subnets.length, Stack.of(scope).region);
  const logRetention = props.logRetention ?? logs.RetentionDays.ONE_MONTH;
  const protectedFromDeletion = input.protectionOffReason === undefined;
  return {
    input,
    vpc: props.vpc,
    vpcSubnets: props.vpcSubnets,
    subnets,
    multiAz: (props.availability ?? Availability.singleAz())._multiAz,
    allowMajorVersionUpgrade: props.allowMajorVersionUpgrade ?? false,
    logRetention,
    backupCopies: props.backupCopies ?? BackupCopies.none(),
    rotation: props.rotation._subnets && { days: input.rotationDays!, subnets: props.rotation._subnets },
    alarms: {
      ...input.storageLimits,
      cpuPercent: input.cpuPercent,
      freeStorageGiB: input.freeStorageGiB,
      freeMemoryMiB: input.freeMemoryMiB ?? 0,
      connections: input.connections ?? Math.floor((input.maxConnections ?? 0) * CONNECTIONS_IN_USE),
      replicaLagSeconds: input.replicaLagSeconds,
      topics: topicsOf(props),
    },
    removal: {
      instance: protectedFromDeletion ? RemovalPolicy.RETAIN : RemovalPolicy.SNAPSHOT,
      keySecretAndGroups: protectedFromDeletion ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    },
    common: commonProps(props, input, instanceType, logRetention),
  };
}

function inputOf(
  props: ReplicatedDatabaseProps,
  instanceType: ec2.InstanceType,
  subnetCount: number,
  region: string,
): DatabaseInput {
  const storageGiB = props.storageGiB ?? DEFAULT_STORAGE_GIB;
  const thresholds = props.alarmThresholds ?? {};
  const backupRetentionDays = (props.backupRetention ?? Duration.days(7)).toDays({ integral: false });
  return {
    engine: props.engine,
    subnetCount,
    databaseName: props.databaseName ?? 'app',
    masterUsername: props.masterUsername ?? 'app_owner',
    port: props.port ?? props.engine._traits.port,
    instanceType: instanceType.toString(),
    maxConnections: maxConnections(props, instanceType.toString()),
    readReplicas: props.readReplicas ?? 0,
    storageGiB,
    maxStorageGiB: props.maxStorageGiB ?? Math.min(storageGiB * STORAGE_GROWTH, MOST_STORAGE_GIB),
    backupRetentionDays,
    ...copiesOf(props.backupCopies ?? BackupCopies.none(), backupRetentionDays, region),
    backupWindow: props.backupWindow ?? '03:00-04:00',
    maintenanceWindow: props.maintenanceWindow ?? 'sun:04:30-sun:05:30',
    rotationDays: props.rotation._interval?.toDays({ integral: false }),
    rotationOffReason: props.rotation._offReason,
    protectionOffReason: (props.protection ?? Protection.on())._offReason,
    parameters: props.parameters ?? {},
    engineName: props.engine._traits.name,
    tuning: props.tuning ?? DatabaseTuning.standard(),
    source: props.source ?? DatabaseSource.empty(),
    hasOwnKey: props.encryptionKey !== undefined,
    cpuPercent: thresholds.cpuPercent ?? 80,
    freeStorageGiB: thresholds.freeStorageGiB ?? storageGiB * FREE_STORAGE,
    freeMemoryMiB: thresholds.freeMemoryMiB ?? freeMemoryMiB(memoryGiB(instanceType.toString())),
    storageLimits: storageLimitsOf(thresholds, storageGiB),
    connections: thresholds.connections,
    replicaLagSeconds: (thresholds.replicaLag ?? Duration.seconds(30)).toSeconds({ integral: false }),
  };
}

/** The days of the copies are always said: RDS would begin anew with them when those of the backups change. */
function copiesOf(copies: BackupCopies, backupDays: number, region: string) {
  return {
    region,
    copiesRegion: copies._region,
    copiesKeyRegion: copies._key?.env.region,
    copiesDays:
      copies._region === undefined ? undefined : (copies._retention?.toDays({ integral: false }) ?? backupDays),
  };
}

/** What the storage gives, by its size where nobody says. */
function storageLimitsOf(thresholds: DatabaseAlarmThresholds, storageGiB: number): StorageLimits {
  const baseline = storageGiB >= GP3.stripedFromGiB ? GP3.striped : GP3.small;
  const storageIops = thresholds.storageIops ?? baseline.iops;
  return {
    storageIops,
    storageThroughputMiBps: thresholds.storageThroughputMiBps ?? baseline.mibps,
    storageUsePercent: thresholds.storageUsePercent ?? 80,
    queueDepth: thresholds.queueDepth ?? storageIops * SECONDS_IN_QUEUE,
  };
}

/** What the parameter says, where it is a number, or what the memory allows. */
function maxConnections(props: ReplicatedDatabaseProps, instanceType: string): number | undefined {
  const parameter = props.tuning?._maxConnections() ?? Number(props.parameters?.max_connections);
  if (parameter > 0) return parameter;
  const memory = memoryGiB(instanceType);
  return memory === undefined ? undefined : estimatedMaxConnections(props.engine, memory);
}

function commonProps(
  props: ReplicatedDatabaseProps,
  input: DatabaseInput,
  instanceType: ec2.InstanceType,
  logRetention: logs.RetentionDays,
): CommonInstanceProps {
  const insights = supportsInsights(input.engine, input.instanceType);
  return {
    vpc: props.vpc,
    instanceType,
    port: input.port,
    storageType: rds.StorageType.GP3,
    maxAllocatedStorage: input.maxStorageGiB,
    autoMinorVersionUpgrade: true,
    preferredMaintenanceWindow: input.maintenanceWindow,
    copyTagsToSnapshot: true,
    publiclyAccessible: false,
    iamAuthentication: false,
    caCertificate: rds.CaCertificate.RDS_CA_RSA2048_G1,
    cloudwatchLogsExports: [...input.engine._traits.logExports],
    cloudwatchLogsRetention: logRetention,
    // Its key is left to RDS: to name one later, once the instance type allows it, may replace the instance.
    enablePerformanceInsights: insights,
    performanceInsightRetention: insights ? rds.PerformanceInsightRetention.DEFAULT : undefined,
    databaseInsightsMode: insights ? rds.DatabaseInsightsMode.STANDARD : undefined,
  };
}
