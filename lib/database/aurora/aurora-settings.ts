import { Duration, RemovalPolicy, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Protection } from '../../protection/protection';
import { freeMemoryMiB, memoryGiB } from '../rds/instance-size';
import { DatabaseTuning } from '../tuning/database-tuning';
import { AuroraBacktrack } from './aurora-backtrack';
import { AuroraCapacity } from './aurora-capacity';
import { AuroraInput } from './aurora-checks';
import { AuroraDatabaseProps } from './aurora-database-props';
import { GlobalMembership } from './aurora-global-membership';
import { AuroraReaders } from './aurora-readers';
import { AuroraSource } from './aurora-source';
import { AuroraStorage } from './aurora-storage';

/** The props of an `AuroraDatabase` after defaults. */
export interface AuroraSettings {
  /** What the rules check. */
  readonly input: AuroraInput;
  readonly storage: AuroraStorage;
  readonly iamAuthentication: boolean;
  readonly logRetention: logs.RetentionDays;
  readonly rotation: { readonly days: number; readonly subnets: ec2.SubnetSelection } | undefined;
  readonly identity: ClusterIdentity;
  readonly insights: boolean;
  /** The zones of the subnets, three at most, each once. */
  readonly zones: string[];
  readonly removal: {
    readonly cluster: RemovalPolicy;
    readonly writer: RemovalPolicy;
    readonly keySecretAndGroups: RemovalPolicy;
  };
}

/** What a cluster is told of its user and database: final where it is told, and never told later where it is not. */
interface ClusterIdentity {
  /** Whether the user and the database are named: only where neither comes with the data. */
  readonly named: boolean;
  /** Whether the password is that of the secret. */
  readonly password: boolean;
}

const GIB = 1024 ** 3;
/** What is left of the memory for the formula of `max_connections`, after the system's and Aurora's own part. */
const USABLE_MEMORY = 0.8;
const CONNECTIONS_IN_USE = 0.8;
const ACU_GIB = 2;

export function auroraSettingsOf(props: AuroraDatabaseProps): AuroraSettings {
  const { subnets, availabilityZones } = props.vpc.selectSubnets(props.vpcSubnets);
  const zones = [...new Set(availabilityZones)];
  const input = inputOf(props, subnets.length, zones.length);
  const protectedFromDeletion = input.protectionOffReason === undefined;
  const { _subnets } = props.rotation;
  return {
    input,
    storage: props.storage ?? AuroraStorage.standard(),
    iamAuthentication: props.iamAuthentication ?? false,
    logRetention: props.logRetention ?? logs.RetentionDays.ONE_MONTH,
    rotation: _subnets && { days: input.rotationDays!, subnets: _subnets },
    identity: identityOf(input.source, input.globalMembership),
    insights: !input.engine._traits.withoutInsights?.test(input.instanceType ?? ''),
    zones,
    removal: {
      cluster: protectedFromDeletion ? RemovalPolicy.RETAIN : RemovalPolicy.SNAPSHOT,
      writer: protectedFromDeletion ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      keySecretAndGroups: protectedFromDeletion ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    },
  };
}

function identityOf(source: AuroraSource, membership: GlobalMembership): ClusterIdentity {
  const copied = source._kind !== 'empty' || membership._role === 'secondary' || membership._role === 'detached';
  return { named: !copied, password: source._kind !== 'replica' && membership._role !== 'secondary' };
}

function inputOf(props: AuroraDatabaseProps, subnetCount: number, zoneCount: number): AuroraInput {
  const thresholds = props.alarmThresholds ?? {};
  const maxConnections = maxConnectionsOf(props);
  return {
    engine: props.engine,
    capacity: props.capacity,
    readers: props.readers ?? AuroraReaders.none(),
    backtrack: props.backtrack ?? AuroraBacktrack.off(),
    source: props.source ?? AuroraSource.empty(),
    globalMembership: props.globalMembership ?? GlobalMembership.none(),
    instanceType: props.capacity._instanceType?.toString(),
    subnetCount,
    zoneCount,
    databaseName: props.databaseName ?? 'app',
    masterUsername: props.masterUsername ?? 'app_owner',
    port: props.port ?? props.engine._traits.port,
    backupRetentionDays: (props.backupRetention ?? Duration.days(7)).toDays({ integral: false }),
    backupWindow: props.backupWindow ?? '03:00-04:00',
    maintenanceWindow: props.maintenanceWindow ?? 'sun:04:30-sun:05:30',
    rotationDays: props.rotation._interval?.toDays({ integral: false }),
    rotationOffReason: props.rotation._offReason,
    protectionOffReason: (props.protection ?? Protection.on())._offReason,
    parameters: props.parameters ?? {},
    engineName: props.engine._traits.name,
    tuning: (props.tuning ?? DatabaseTuning.standard())._onAurora(),
    cpuPercent: thresholds.cpuPercent ?? 80,
    acuPercent: thresholds.acuPercent ?? 90,
    connections:
      thresholds.connections ??
      (maxConnections === undefined ? undefined : Math.floor(maxConnections * CONNECTIONS_IN_USE)),
    readerLagSeconds: (thresholds.readerLag ?? Duration.seconds(2)).toSeconds({ integral: false }),
    freeLocalStorageGiB: thresholds.freeLocalStorageGiB ?? 2,
    freeMemoryMiB: thresholds.freeMemoryMiB ?? freeMemoryMiB(memoryOf(props.capacity)),
    volumeLeftTiB: thresholds.volumeLeftTiB ?? 12.8,
    volumeTiB: thresholds.volumeTiB ?? 128,
  };
}

/** The memory of an instance at its most, in GiB; `undefined` where that is not known. */
function memoryOf({ _acus: acus, _instanceType: type }: AuroraCapacity): number | undefined {
  if (acus && Token.isUnresolved(acus.max)) return undefined;
  return acus ? acus.max * ACU_GIB : memoryGiB(type?.toString() ?? '');
}

/** What the parameter says, where it is a number, or what the memory allows; `undefined` where that is not known. */
function maxConnectionsOf({ capacity, engine, tuning, parameters }: AuroraDatabaseProps): number | undefined {
  const parameter = tuning?._maxConnections() ?? Number(parameters?.max_connections);
  if (parameter > 0) return parameter;
  const acus = capacity._acus;
  const memory = memoryOf(capacity);
  if (memory === undefined || (acus && Token.isUnresolved(acus.min))) return undefined;
  const most = Math.max(Math.floor(engine._traits.maxConnections(memory * GIB * USABLE_MEMORY)), 1);
  const small = acus !== undefined && acus.min < 1;
  return small ? Math.min(most, engine._traits.smallServerlessConnections) : most;
}
