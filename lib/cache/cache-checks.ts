import { Token } from 'aws-cdk-lib';
import { isWholeWithin, pair, percent, text, threshold, whole } from '../internal/checks/blocks';
import { Check } from '../internal/checks/check';
import { parseDailyWindow, parseWeeklyWindow, SHORTEST_WINDOW, windowsOverlap } from '../internal/windows';
import { ACCESS_CHECKS, AccessInput } from './access-checks';
import { CacheAlarmSettings } from './alarms';
import { hasDataTiering, isScalable, SCALABLE_FAMILIES, SCALABLE_SIZES } from './node-types';
import { ScaledDimension } from './scale-cache';

/** What is checked of a `ReplicatedCache`: its props after defaults, and what follows from them. */
export interface CacheInput extends AccessInput {
  readonly subnetCount: number;
  readonly version: string;
  readonly nodeType: string;
  readonly shards: number;
  readonly replicasPerShard: number;
  readonly watchedShards: number;
  /** Shards that there may be once the cache has scaled. */
  readonly mostShards: number;
  readonly nodesPerShard: number;
  readonly nodeQuota: number;
  readonly scaling: ScaledDimension | undefined;
  readonly scalesByTwoMetrics: boolean;
  readonly port: number;
  readonly snapshotWindow: string;
  readonly maintenanceWindow: string;
  readonly parameters: Record<string, string>;
  readonly alarms: CacheAlarmSettings;
}

/** Source: CreateReplicationGroup in the ElastiCache API reference, and the quotas of the service. */
const SHARDS = { least: 1, most: 90 };
const SCALED_SHARDS = { least: 1, most: 250 };
const REPLICAS = { least: 1, most: 5 };
/** Nodes a cluster: by default, and at most. https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Shards.html */
const NODES = { least: 90, most: 500 };
const PORTS = { least: 1150, most: 65_535 };
const OWN_PARAMETERS = ['cluster-enabled', 'maxmemory-policy'];

const ofShards = ({ scaling }: CacheInput) => (scaling?.name === 'NodeGroups' ? scaling : undefined);
const ofReplicas = ({ scaling }: CacheInput) => (scaling?.name === 'Replicas' ? scaling : undefined);

/** Nodes that there may be once the cache has scaled; none where a rule on one of the numbers speaks already. */
function mostNodes(input: CacheInput): number {
  const [shards, scaled] = [input.shards, ofShards(input)?.max ?? 1];
  const known = isWholeWithin(shards, SHARDS) && isWholeWithin(scaled, SCALED_SHARDS);
  const replicas = [input.replicasPerShard, input.nodesPerShard - 1];
  return known && replicas.every((number) => isWholeWithin(number, REPLICAS))
    ? Math.max(shards, scaled) * input.nodesPerShard
    : 0;
}

/** A rule is not asked of a number that only the deployment knows. */
const nodesOrToken = (input: CacheInput): unknown =>
  [input.shards, input.scaling?.max, input.replicasPerShard, input.nodeQuota].find((number) =>
    Token.isUnresolved(number),
  ) ?? mostNodes(input);

const NODE_COUNT: readonly Check<CacheInput>[] = [
  whole(
    'nodeQuota',
    (input) => input.nodeQuota,
    NODES,
    'an account has 90 nodes a cluster, and AWS raises it to 500 at most. Write what Service Quotas shows',
  ),
  {
    prop: 'nodes at most (shards × (1 + replicas))',
    value: nodesOrToken,
    broken: (input) => mostNodes(input) > NODES.most,
    fix: () => 'a cluster has 500 nodes at most. Take fewer shards or replicas of a larger node type',
  },
  {
    prop: 'nodes at most (shards × (1 + replicas)) > nodeQuota',
    value: nodesOrToken,
    broken: (input) => {
      const nodes = mostNodes(input);
      return isWholeWithin(input.nodeQuota, NODES) && nodes <= NODES.most && nodes > input.nodeQuota;
    },
    fix: (input) =>
      `the account's quota is ${input.nodeQuota} nodes a cluster. Have AWS raise it (Service Quotas: nodes per cluster), then write nodeQuota: ${mostNodes(input)}`,
  },
];

const SIZE: readonly Check<CacheInput>[] = [
  {
    prop: 'vpcSubnets (number of subnets)',
    value: (input) => input.subnetCount,
    broken: (input) => input.subnetCount < 2,
    fix: () => 'Multi-AZ needs subnets in two zones or more. Pass those of all zones, used yet or not',
  },
  text(
    'version',
    (input) => input.version,
    /^\d+\.\d+$/,
    "write major and minor version, such as '8.2'; ElastiCache patches it by itself",
  ),
  {
    prop: 'nodeType',
    value: (input) => input.nodeType,
    broken: (input) => input.nodeType.startsWith('cache'),
    fix: (input) => `leave out 'cache.': write new ec2.InstanceType('${input.nodeType.slice('cache.'.length)}')`,
  },
  {
    prop: 'nodeType',
    value: (input) => input.nodeType,
    broken: (input) => hasDataTiering(input.nodeType),
    fix: () =>
      'r6gd nodes keep data on disks as well, which a cache has for good or never. Take r7g, and more shards for more memory',
  },
  whole('shards', (input) => input.shards, SHARDS, 'write a whole number from 1 to 90'),
  {
    prop: 'replicasPerShard',
    value: (input) => input.replicasPerShard,
    broken: (input) => input.replicasPerShard === 0,
    fix: () =>
      'a single node has nothing to fail over to, and ElastiCache refuses Multi-AZ for it. Write 1 at least; it can never be added later',
  },
  {
    prop: 'replicasPerShard',
    value: (input) => input.replicasPerShard,
    broken: (input) => input.replicasPerShard !== 0 && !isWholeWithin(input.replicasPerShard, REPLICAS),
    fix: () => 'write a whole number from 1 to 5',
  },
  {
    prop: 'watchedShards',
    value: (input) => input.watchedShards,
    // By default it is the number of shards, which has checks of its own.
    broken: (input) => input.watchedShards !== input.mostShards && !isWholeWithin(input.watchedShards, SCALED_SHARDS),
    fix: () => 'write a whole number from 1 to 250',
  },
];

const SCALING: readonly Check<CacheInput>[] = [
  {
    prop: 'nodeType',
    value: (input) => input.nodeType,
    broken: (input) => input.scaling !== undefined && !isScalable(input.nodeType),
    fix: () =>
      `Application Auto Scaling serves the families ${SCALABLE_FAMILIES.join(', ')} in the sizes ${SCALABLE_SIZES.join(', ')} alone. Take one of them, or CacheScaling.none()`,
  },
  {
    prop: 'scaling',
    value: () => ['cpuPercent', 'memoryPercent'],
    broken: (input) => input.scalesByTwoMetrics,
    fix: () => 'shards follow one metric. Leave out one of the two',
  },
  percent('scaling (target in percent)', (input) => input.scaling?.target),
  {
    prop: 'scaling (shards)',
    value: (input) => pair(ofShards(input)?.min, ofShards(input)?.max),
    broken: (input) => {
      const scaling = ofShards(input);
      return (
        scaling !== undefined &&
        !(
          isWholeWithin(scaling.min, SCALED_SHARDS) &&
          isWholeWithin(scaling.max, SCALED_SHARDS) &&
          scaling.min <= scaling.max
        )
      );
    },
    fix: () => 'write whole numbers from 1 to 250, min not above max',
  },
  {
    prop: 'shards > scaling (max)',
    value: (input) => pair(input.shards, ofShards(input)?.max),
    broken: (input) => input.shards > (ofShards(input)?.max ?? Infinity),
    fix: () => 'the cache would be made smaller as soon as it is there. Raise max',
  },
  {
    prop: 'scaling (replicas)',
    value: (input) => pair(ofReplicas(input)?.min, ofReplicas(input)?.max),
    broken: (input) => {
      const scaling = ofReplicas(input);
      return scaling !== undefined && !(isWholeWithin(scaling.max, REPLICAS) && scaling.min <= scaling.max);
    },
    fix: () => 'max must be a whole number up to 5, and not below replicasPerShard',
  },
];

const OPERATION: readonly Check<CacheInput>[] = [
  whole(
    'port',
    (input) => input.port,
    PORTS,
    'ElastiCache takes whole numbers from 1150 to 65535. Leave it out for 6379',
  ),
  {
    prop: 'snapshotWindow',
    value: (input) => input.snapshotWindow,
    broken: (input) => !parseDailyWindow(input.snapshotWindow, SHORTEST_WINDOW.elastiCache),
    fix: () => "write an hour or more of a day in UTC, such as '03:00-04:00'",
  },
  {
    prop: 'maintenanceWindow',
    value: (input) => input.maintenanceWindow,
    broken: (input) => !parseWeeklyWindow(input.maintenanceWindow, SHORTEST_WINDOW.elastiCache),
    fix: () => "write an hour to a day of a week in UTC, such as 'sun:04:30-sun:05:30'",
  },
  {
    prop: 'snapshotWindow and maintenanceWindow',
    value: (input) => pair(input.snapshotWindow, input.maintenanceWindow),
    broken: (input) => {
      const [daily, weekly] = [
        parseDailyWindow(input.snapshotWindow, SHORTEST_WINDOW.elastiCache),
        parseWeeklyWindow(input.maintenanceWindow, SHORTEST_WINDOW.elastiCache),
      ];
      return daily !== undefined && weekly !== undefined && windowsOverlap(daily, weekly);
    },
    fix: () => 'they overlap, which ElastiCache refuses. Move one of them',
  },
  {
    prop: 'parameters',
    value: (input) => input.parameters,
    broken: (input) => OWN_PARAMETERS.some((name) => Object.hasOwn(input.parameters, name)),
    fix: () =>
      "cluster mode is always on, and `use` says what is dropped when memory is full. Leave out 'cluster-enabled' and 'maxmemory-policy'",
  },
];

const ALARMS: readonly Check<CacheInput>[] = [
  percent('alarmThresholds.memoryPercent', (input) => input.alarms.memoryPercent),
  percent('alarmThresholds.engineCpuPercent', (input) => input.alarms.engineCpuPercent),
  {
    prop: 'alarmThresholds.evictionsPerMinute',
    value: (input) => input.alarms.evictionsPerMinute,
    broken: (input) => input.alarms.evictionsPerMinute < 0,
    fix: () => 'write zero or more keys',
  },
  threshold('replicationLag (seconds)', (input) => input.alarms.replicationLagSeconds),
  threshold('connections', (input) => input.alarms.connections),
];

export const CACHE_CHECKS: readonly Check<CacheInput>[] = [
  ...SIZE,
  ...NODE_COUNT,
  ...SCALING,
  ...OPERATION,
  ...ACCESS_CHECKS,
  ...ALARMS,
];
