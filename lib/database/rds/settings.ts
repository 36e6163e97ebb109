import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import { IConstruct } from 'constructs';
import { topicsOf } from '../../internal/alarm';
import { Protection } from '../../protection/protection';
import { BackupCopies } from '../backup/backup-copies';
import { DatabaseTuning } from '../tuning/database-tuning';
import { AlarmSettings } from './alarms';
import { Availability } from './availability';
import { DatabaseSource } from './database-source';
import { connectionsOf, freeMemoryMiB, memoryGiB, supportsInsights } from './instance-size';
import { replicaZones } from './replica';
import { DatabaseInput } from './replicated-database-checks';
import { ReplicatedDatabaseProps } from './replicated-database-props';
import { storageSettingsOf } from './storage-settings';

/** The props of a `ReplicatedDatabase` after defaults. */
export interface DatabaseSettings {
  /** What the rules check. */
  readonly input: DatabaseInput;
  readonly vpc: ec2.IVpc;
  readonly vpcSubnets: ec2.SubnetSelection;
  /** The zones of the replicas; `undefined` where RDS chooses them. */
  readonly zones: string[] | undefined;
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
const CONNECTIONS_IN_USE = 0.8;

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
    zones: replicaZones(scope, subnets, props.replicaZones),
    multiAz: (props.availability ?? Availability.singleAz())._multiAz,
    allowMajorVersionUpgrade: props.allowMajorVersionUpgrade ?? false,
    logRetention,
    backupCopies: props.backupCopies ?? BackupCopies.none(),
    rotation: props.rotation._subnets && { days: input.rotationDays!, subnets: props.rotation._subnets },
    alarms: {
      storageIops: input.watched.iops,
      storageThroughputMiBps: input.watched.throughputMiBps,
      storageUsePercent: input.storageUsePercent,
      queueDepth: input.queueDepth,
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
  const thresholds = props.alarmThresholds ?? {};
  const backupRetentionDays = (props.backupRetention ?? Duration.days(7)).toDays({ integral: false });
  return {
    engine: props.engine,
    subnetCount,
    databaseName: props.databaseName ?? 'app',
    masterUsername: props.masterUsername ?? 'app_owner',
    port: props.port ?? props.engine._traits.port,
    instanceType: instanceType.toString(),
    maxConnections: connectionsOf(props, instanceType.toString()),
    readReplicas: props.readReplicas ?? 0,
    ...storageSettingsOf(props),
    backupRetentionDays,
    ...copiesOf(props.backupCopies ?? BackupCopies.none(), backupRetentionDays, region),
    backupWindow: props.backupWindow ?? '03:00-04:00',
    maintenanceWindow: props.maintenanceWindow ?? 'sun:04:30-sun:05:30',
    rotationDays: props.rotation._interval?.toDays({ integral: false }),
    rotationOffReason: props.rotation._offReason,
    protectionOffReason: (props.protection ?? Protection.on())._offReason,
    parameters: props.parameters ?? {},
    engineName: props.engine._traits.name,
    replicaZones: props.replicaZones,
    tuning: props.tuning ?? DatabaseTuning.standard(),
    source: props.source ?? DatabaseSource.empty(),
    hasOwnKey: props.encryptionKey !== undefined,
    cpuPercent: thresholds.cpuPercent ?? 80,
    freeMemoryMiB: thresholds.freeMemoryMiB ?? freeMemoryMiB(memoryGiB(instanceType.toString())),
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
