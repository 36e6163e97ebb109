import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import {
  ABOVE,
  AlarmSpec,
  AlarmTopics,
  AT_MOST,
  FIVE_MINUTES,
  makeAlarm,
  METRICS_PER_ALARM,
  ONE_MINUTE,
  QUIET_CHANGES_NOTHING,
  QUIET_IS_BAD,
  QUIET_IS_GOOD,
  Urgency,
} from '../internal/alarm';

/** When the alarms of a cache go off. */
export interface CacheAlarmThresholds {
  /**
   * Percent of the memory for data, on the fullest node for 15 minutes.
   *
   * @default 80
   */
  readonly memoryPercent?: number;

  /**
   * Percent of the engine's one thread, on the busiest primary node for 15 minutes.
   *
   * @default 80
   */
  readonly engineCpuPercent?: number;

  /**
   * Keys that one node drops in a minute for want of memory, for 15 minutes.
   *
   * @default - 0 for sessions and job results, 1000 for a read-through cache
   */
  readonly evictionsPerMinute?: number;

  /**
   * How far a replica is behind its primary node, for five minutes.
   *
   * @default - 10 seconds
   */
  readonly replicationLag?: Duration;

  /**
   * Open connections of one node, for 15 minutes.
   *
   * @default - 52000: 80 % of the 65,000 that a node takes
   */
  readonly connections?: number;
}

/** The thresholds after defaults, in the units of the metrics. */
export interface CacheAlarmSettings {
  readonly memoryPercent: number;
  readonly engineCpuPercent: number;
  readonly evictionsPerMinute: number;
  /** Whether a key that is dropped for want of memory is lost, or read again. */
  readonly evictionUrgency: Urgency;
  readonly replicationLagSeconds: number;
  readonly connections: number;
  readonly topics: AlarmTopics;
}

const NAMESPACE = 'AWS/ElastiCache';
const QUARTER_OF_AN_HOUR = 3;

/** The shards of a replication group that alarms are for, numbered from 1. */
export interface WatchedShards {
  readonly id: string;
  readonly first: number;
  readonly last: number;
  readonly nodesPerShard: number;
}

/** The alarms of a whole replication group. Those on its nodes are `nodeAlarms`. */
export function groupAlarms(
  scope: Construct,
  id: string,
  nodesPerShard: number,
  settings: CacheAlarmSettings,
): cloudwatch.Alarm[] {
  const firstShard = nodesOf({ id, first: 1, last: 1, nodesPerShard });
  return [...groupSpecs(id, settings), downSpec(firstShard)].map((spec) => makeAlarm(scope, spec, settings.topics));
}

/**
 * The alarms on single nodes: some metrics exist a node, and an alarm cannot search for them, so each is on the worst of
 * the nodes by name. Those that are not there report nothing, and cost as much as the others.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-search-expressions.html
 */
export function nodeAlarms(scope: Construct, shards: WatchedShards, settings: CacheAlarmSettings): cloudwatch.Alarm[] {
  return lotsOf(shards)
    .flatMap((nodes, lot) => nodeSpecs(nodes, lot, settings))
    .map((spec) => makeAlarm(scope, spec, settings.topics));
}

function groupSpecs(id: string, settings: CacheAlarmSettings): AlarmSpec[] {
  const ofGroup = (metricName: string, dimensions: Record<string, string>) =>
    new cloudwatch.Metric({
      namespace: NAMESPACE,
      metricName,
      dimensionsMap: { ReplicationGroupId: id, ...dimensions },
      statistic: 'Maximum',
      period: FIVE_MINUTES,
    });
  const common = {
    urgency: 'notice',
    when: ABOVE,
    periods: QUARTER_OF_AN_HOUR,
    missing: QUIET_CHANGES_NOTHING,
  } as const;
  return [
    {
      ...common,
      id: 'MemoryAlarm',
      description:
        'The cache is running full: it will drop keys, or refuse writes. Add shards, take a larger node type, or shorten the time to live.',
      metric: ofGroup('DatabaseMemoryUsageCountedForEvictPercentage', {}),
      threshold: settings.memoryPercent,
    },
    {
      ...common,
      id: 'EngineCpuAlarm',
      description:
        'A primary node of the cache is busy. Look for slow commands in the slow log and for a hot key; then add shards.',
      // The metric that scaling by shards follows, with its dimensions in their spelling:
      // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling-Scaling-Policies-Target.html
      metric: ofGroup('EngineCPUUtilization', { Role: 'Primary' }),
      threshold: settings.engineCpuPercent,
    },
  ];
}

/** The first shard is there as long as the cache is. Fifteen minutes of silence are longer than a failover. */
function downSpec(firstShard: string[]): AlarmSpec {
  return {
    id: 'DownAlarm',
    urgency: 'page',
    description:
      'No node of the first shard has reported for fifteen minutes: the cache is down. See its events in ElastiCache.',
    metric: worstOf(firstShard, 'CurrConnections', 'SampleCount', FIVE_MINUTES),
    when: AT_MOST,
    threshold: 0,
    periods: QUARTER_OF_AN_HOUR,
    missing: QUIET_IS_BAD,
  };
}

/** The alarms on the nodes of one lot, of which the first has no number in its ids. */
function nodeSpecs(nodes: string[], lot: number, settings: CacheAlarmSettings): AlarmSpec[] {
  const id = (name: string) => (lot === 0 ? name : `${name}${lot + 1}`);
  const common = { when: ABOVE, missing: QUIET_IS_GOOD } as const;
  return [
    {
      ...common,
      id: id('EvictionsAlarm'),
      urgency: settings.evictionUrgency,
      description:
        'The cache drops keys for want of memory. Add shards, take a larger node type, or shorten the time to live.',
      metric: worstOf(nodes, 'Evictions', 'Sum', ONE_MINUTE),
      threshold: settings.evictionsPerMinute,
      periods: 15,
    },
    {
      ...common,
      id: id('ReplicationLagAlarm'),
      urgency: 'notice',
      description:
        'A replica of the cache is behind its primary node: reads from it are old, and a failover to it loses writes. Look for bursts of writes and for large values.',
      metric: worstOf(nodes, 'ReplicationLag', 'Maximum', ONE_MINUTE),
      threshold: settings.replicationLagSeconds,
      periods: 5,
    },
    {
      ...common,
      id: id('ConnectionsAlarm'),
      urgency: 'notice',
      description: 'A node of the cache is short of connections. Share a client in each process, or pool connections.',
      metric: worstOf(nodes, 'CurrConnections', 'Maximum', FIVE_MINUTES),
      threshold: settings.connections,
      periods: QUARTER_OF_AN_HOUR,
    },
  ];
}

/** The names of all nodes, as many shards together as an alarm can watch. */
function lotsOf(shards: WatchedShards): string[][] {
  const { first, last, nodesPerShard } = shards;
  const shardsPerLot = Math.floor(METRICS_PER_ALARM / nodesPerShard);
  const lots = Math.ceil((last - first + 1) / shardsPerLot);
  return range(0, lots - 1).map((lot) => {
    const start = first + lot * shardsPerLot;
    return nodesOf({ ...shards, first: start, last: Math.min(start + shardsPerLot - 1, last) });
  });
}

/** How ElastiCache names nodes: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Shards.html */
function nodesOf({ id, first, last, nodesPerShard }: WatchedShards): string[] {
  return range(first, last).flatMap((shard) =>
    range(1, nodesPerShard).map((node) => `${id}-${padded(shard, 4)}-${padded(node, 3)}`),
  );
}

const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
const padded = (number: number, length: number) => String(number).padStart(length, '0');

/** The largest value of a metric among nodes. `MAX` leaves out those that report nothing. */
function worstOf(nodes: string[], metricName: string, statistic: string, period: Duration): cloudwatch.IMetric {
  const usingMetrics = Object.fromEntries(
    nodes.map((CacheClusterId, index) => [
      `n${index + 1}`,
      new cloudwatch.Metric({ namespace: NAMESPACE, metricName, dimensionsMap: { CacheClusterId }, statistic, period }),
    ]),
  );
  return new cloudwatch.MathExpression({
    expression: `MAX([${Object.keys(usingMetrics).join(',')}])`,
    usingMetrics,
    period,
    label: metricName,
  });
}
