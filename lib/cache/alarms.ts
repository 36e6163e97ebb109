import { aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions, aws_sns as sns, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';

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
  readonly replicationLagSeconds: number;
  readonly connections: number;
  readonly topic: sns.ITopic | undefined;
}

/** An alarm takes no more metrics than this. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html */
export const METRICS_PER_ALARM = 10;

const NAMESPACE = 'AWS/ElastiCache';
const ONE_MINUTE = Duration.minutes(1);
const FIVE_MINUTES = Duration.minutes(5);

export interface AlarmSpec {
  readonly id: string;
  readonly description: string;
  readonly metric: cloudwatch.IMetric;
  readonly threshold: number;
  readonly periods: number;
  readonly missing: cloudwatch.TreatMissingData;
}

/** The replication group that alarms are for. */
interface WatchedGroup {
  readonly id: string;
  readonly watchedShards: number;
  readonly nodesPerShard: number;
}

/** Makes one alarm of a cache; a number at its threshold is still fine. */
export function addAlarm(scope: Construct, topic: sns.ITopic | undefined, spec: AlarmSpec): cloudwatch.Alarm {
  const alarm = new cloudwatch.Alarm(scope, spec.id, {
    alarmDescription: spec.description,
    metric: spec.metric,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    threshold: spec.threshold,
    evaluationPeriods: spec.periods,
    treatMissingData: spec.missing,
  });
  if (topic) alarm.addAlarmAction(new actions.SnsAction(topic));
  if (topic) alarm.addOkAction(new actions.SnsAction(topic));
  return alarm;
}

/**
 * The alarms of a replication group. Two are on metrics of the whole group; the others exist a node, so each is on the
 * worst of all nodes that there may be: those of `watchedShards`, of which some have no metrics yet. So more shards
 * change no alarm, and resharding stays alone in its update.
 */
export function nodeAlarms(scope: Construct, group: WatchedGroup, settings: CacheAlarmSettings): cloudwatch.Alarm[] {
  const nodes = lotsOfNodes(group).flatMap((names, lot) => specsOfNodes(names, lot, settings));
  return [...specsOfGroup(group, settings), ...nodes].map((spec) => addAlarm(scope, settings.topic, spec));
}

function specsOfGroup(group: WatchedGroup, settings: CacheAlarmSettings): AlarmSpec[] {
  const missing = cloudwatch.TreatMissingData.MISSING;
  const ofGroup = (metricName: string, dimensions: Record<string, string>) =>
    new cloudwatch.Metric({
      namespace: NAMESPACE,
      metricName,
      dimensionsMap: { ReplicationGroupId: group.id, ...dimensions },
      statistic: 'Maximum',
      period: FIVE_MINUTES,
    });
  return [
    {
      id: 'MemoryAlarm',
      description:
        'The cache is running full: it will drop keys, or refuse writes. Add shards, take a larger node type, or shorten the time to live.',
      metric: ofGroup('DatabaseMemoryUsageCountedForEvictPercentage', {}),
      threshold: settings.memoryPercent,
      periods: 3,
      missing,
    },
    {
      id: 'EngineCpuAlarm',
      description:
        'A primary node of the cache is busy. Look for slow commands in the slow log and for a hot key; then add shards.',
      // The metric that scaling by shards follows, with its dimensions in their spelling:
      // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling-Scaling-Policies-Target.html
      metric: ofGroup('EngineCPUUtilization', { Role: 'Primary' }),
      threshold: settings.engineCpuPercent,
      periods: 3,
      missing,
    },
  ];
}

/** The alarms on the nodes of one lot, of which the first has no number in its ids. */
function specsOfNodes(nodes: string[], lot: number, settings: CacheAlarmSettings): AlarmSpec[] {
  const missing = cloudwatch.TreatMissingData.NOT_BREACHING;
  const id = (name: string) => (lot === 0 ? name : `${name}${lot + 1}`);
  return [
    {
      id: id('EvictionsAlarm'),
      description:
        'The cache drops keys for want of memory. Add shards, take a larger node type, or shorten the time to live.',
      metric: worstOf(nodes, 'Evictions', 'Sum', ONE_MINUTE),
      threshold: settings.evictionsPerMinute,
      periods: 15,
      missing,
    },
    {
      id: id('ReplicationLagAlarm'),
      description:
        'A replica of the cache is behind its primary node: reads from it are old, and a failover to it loses writes. Look for bursts of writes and for large values.',
      metric: worstOf(nodes, 'ReplicationLag', 'Maximum', ONE_MINUTE),
      threshold: settings.replicationLagSeconds,
      periods: 5,
      missing,
    },
    {
      id: id('ConnectionsAlarm'),
      description:
        lot === 0
          ? 'A node of the cache is short of connections, or all nodes are silent, as those of a cache that is down. Share a client in each process, or pool connections.'
          : 'A node of the cache is short of connections. Share a client in each process, or pool connections.',
      metric: worstOf(nodes, 'CurrConnections', 'Maximum', FIVE_MINUTES),
      threshold: settings.connections,
      periods: 3,
      // The first shards are there as long as the cache is, later ones perhaps not yet. Fifteen minutes of silence are
      // longer than a failover.
      missing: lot === 0 ? cloudwatch.TreatMissingData.BREACHING : missing,
    },
  ];
}

/** The names of all nodes, as many shards together as an alarm can watch. */
function lotsOfNodes({ id, watchedShards, nodesPerShard }: WatchedGroup): string[][] {
  const shardsALot = Math.floor(METRICS_PER_ALARM / nodesPerShard);
  const lots = Array.from({ length: Math.ceil(watchedShards / shardsALot) }, (_, lot) => lot * shardsALot);
  return lots.map((first) =>
    range(first + 1, Math.min(first + shardsALot, watchedShards)).flatMap((shard) =>
      // How ElastiCache numbers them: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Shards.html
      range(1, nodesPerShard).map((node) => `${id}-${padded(shard, 4)}-${padded(node, 3)}`),
    ),
  );
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
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
