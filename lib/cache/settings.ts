import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import { topicsOf } from '../internal/alarm';
import { APP_ACCESS } from './access-string';
import { CacheAlarmSettings, CacheAlarmThresholds } from './alarms';
import { CacheAccess } from './cache-access';
import { CacheInput } from './cache-checks';
import { CacheScaling } from './cache-scaling';
import { ReplicatedCacheProps } from './replicated-cache-props';
import { ValkeyVersion } from './valkey-version';

/** The props of a `ReplicatedCache` after defaults. */
export interface CacheSettings {
  /** What the rules check. */
  readonly input: CacheInput;
  readonly subnets: ec2.ISubnet[];
  readonly access: CacheAccess;
  readonly version: ValkeyVersion;
  readonly parameters: Record<string, string>;
  readonly logRetention: logs.RetentionDays;
  readonly nodesPerShard: number;
  readonly alarms: CacheAlarmSettings;
}

const DEFAULT_NODE_TYPE = ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.SMALL);
/** 80 % of what a node takes: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html (maxclients) */
export const CONNECTIONS_OF_A_NODE = 52_000;

export function cacheSettingsOf(props: ReplicatedCacheProps): CacheSettings {
  const access = props.access ?? CacheAccess.iam();
  const version = props.version ?? ValkeyVersion.V8_2;
  const nodes = nodeSettingsOf(props);
  const subnets = props.vpc.selectSubnets(props.vpcSubnets).subnets;
  const parameters = props.parameters ?? {};
  const alarms = alarmSettingsOf(props);
  const input: CacheInput = {
    subnetCount: subnets.length,
    version: version.version,
    accessString: props.accessString ?? APP_ACCESS,
    nodeType: (props.nodeType ?? DEFAULT_NODE_TYPE).toString(),
    ...nodes,
    port: props.port ?? 6379,
    snapshotDays: (props.snapshotRetention ?? Duration.days(props.use._traits.snapshotDays)).toDays({
      integral: false,
    }),
    snapshotWindow: props.snapshotWindow ?? '03:00-04:00',
    maintenanceWindow: props.maintenanceWindow ?? 'sun:04:30-sun:05:30',
    parameters,
    rotationDays: access._rotation?._interval?.toDays({ integral: false }),
    alarms,
  };
  return {
    input,
    subnets,
    access,
    version,
    parameters: { ...parameters, 'cluster-enabled': 'yes', 'maxmemory-policy': props.use._traits.evictionPolicy },
    logRetention: props.logRetention ?? logs.RetentionDays.ONE_MONTH,
    nodesPerShard: nodes.nodesPerShard,
    alarms,
  };
}

type NodeSettings = Pick<
  CacheInput,
  | 'shards'
  | 'mostShards'
  | 'replicasPerShard'
  | 'nodesPerShard'
  | 'nodeQuota'
  | 'watchedShards'
  | 'scaling'
  | 'scalesByTwoMetrics'
>;

function nodeSettingsOf(props: ReplicatedCacheProps): NodeSettings {
  const scaling = (props.scaling ?? CacheScaling.none())._dimension;
  const replicasPerShard = props.replicasPerShard ?? 1;
  const shards = props.shards ?? 1;
  const mostShards = Math.max(shards, scaling?.name === 'NodeGroups' ? scaling.max : 0);
  return {
    shards,
    mostShards,
    replicasPerShard,
    nodesPerShard: 1 + Math.max(replicasPerShard, scaling?.name === 'Replicas' ? scaling.max : 0),
    nodeQuota: props.nodeQuota ?? 90,
    watchedShards: props.watchedShards ?? mostShards,
    scaling: scaling && {
      ...scaling,
      min: scaling.min ?? (scaling.name === 'Replicas' ? replicasPerShard : shards),
    },
    scalesByTwoMetrics: props.scaling?._twoMetrics ?? false,
  };
}

function alarmSettingsOf(props: ReplicatedCacheProps): CacheAlarmSettings {
  const thresholds: CacheAlarmThresholds = props.alarmThresholds ?? {};
  return {
    memoryPercent: thresholds.memoryPercent ?? 80,
    engineCpuPercent: thresholds.engineCpuPercent ?? 80,
    evictionsPerMinute: thresholds.evictionsPerMinute ?? props.use._traits.evictionsPerMinute,
    replicationLagSeconds: (thresholds.replicationLag ?? Duration.seconds(10)).toSeconds({ integral: false }),
    connections: thresholds.connections ?? CONNECTIONS_OF_A_NODE,
    evictionUrgency: props.use._traits.evictionUrgency,
    topics: topicsOf(props),
  };
}
