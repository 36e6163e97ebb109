import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import {
  ABOVE,
  AlarmSpec,
  AlarmTopics,
  AT_LEAST,
  BELOW,
  FIVE_MINUTES,
  makeAlarm,
  ONE_MINUTE,
  QUIET_CHANGES_NOTHING,
  QUIET_IS_GOOD,
} from '../../internal/alarm';

/** When the alarms of a proxy go off. */
export interface ProxyAlarmThresholds {
  /**
   * Percent of the connections that the proxy may take, for 15 minutes.
   *
   * @default 80
   */
  readonly poolPercent?: number;

  /**
   * Percent of the open connections that one session keeps for itself, for 15 minutes: they are not shared.
   *
   * @default 50
   */
  readonly pinnedPercent?: number;

  /**
   * How long a statement waits for a connection, on average for five minutes.
   *
   * @default - 100 milliseconds
   */
  readonly borrowLatency?: Duration;

  /**
   * Logins that fail within five minutes, twice in a row. A rotation fails a few.
   *
   * @default 20
   */
  readonly failedLogins?: number;
}

/** The thresholds after defaults, in the units of the metrics. */
export interface ProxyAlarmSettings {
  readonly poolPercent: number;
  readonly pinnedPercent: number;
  readonly borrowMicroseconds: number;
  readonly failedLogins: number;
}

/** Below this part of a minute the database is unreachable for the proxy; a failover takes less than five minutes. */
const AVAILABLE_PERCENT = 90;

/** Metrics and their dimensions: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.monitoring.html */
class ProxyMetrics {
  constructor(private readonly proxyName: string) {}

  metric(metricName: string, statistic: string, period: Duration, dimensions: Record<string, string> = {}) {
    return new cloudwatch.Metric({
      namespace: 'AWS/RDS',
      metricName,
      statistic,
      period,
      dimensionsMap: { ProxyName: this.proxyName, ...dimensions },
    });
  }

  /** One gauge in percent of another: each node of the proxy reports its part of both. */
  percent(part: string, whole: string, label: string): cloudwatch.MathExpression {
    return new cloudwatch.MathExpression({
      expression: 'IF(whole > 0, 100 * part / whole, 0)',
      usingMetrics: {
        part: this.metric(part, cloudwatch.Stats.SUM, FIVE_MINUTES),
        whole: this.metric(whole, cloudwatch.Stats.SUM, FIVE_MINUTES),
      },
      period: FIVE_MINUTES,
      label,
    });
  }
}

export function proxyAlarms(
  scope: Construct,
  proxyName: string,
  settings: ProxyAlarmSettings,
  topics: AlarmTopics,
): cloudwatch.Alarm[] {
  const metrics = new ProxyMetrics(proxyName);
  return [...poolSpecs(metrics, settings), ...accessSpecs(metrics, settings)].map((spec) =>
    makeAlarm(scope, spec, topics),
  );
}

/** Connections between the proxy and the database. */
function poolSpecs(metrics: ProxyMetrics, settings: ProxyAlarmSettings): AlarmSpec[] {
  return [
    {
      id: 'PoolAlarm',
      urgency: 'notice',
      description: 'The proxy is short of connections to the database: find long transactions, or take a larger type.',
      metric: metrics.percent('DatabaseConnections', 'MaxDatabaseConnectionsAllowed', 'Pool in use, percent'),
      when: AT_LEAST,
      threshold: settings.poolPercent,
      periods: 3,
      missing: QUIET_CHANGES_NOTHING,
    },
    {
      id: 'PinnedAlarm',
      urgency: 'notice',
      description:
        'Sessions keep connections of the proxy for themselves. Its log says why, at each one that is pinned.',
      metric: metrics.percent('DatabaseConnectionsCurrentlySessionPinned', 'DatabaseConnections', 'Pinned, percent'),
      when: ABOVE,
      threshold: settings.pinnedPercent,
      periods: 3,
      missing: QUIET_IS_GOOD,
    },
    {
      id: 'BorrowAlarm',
      urgency: 'notice',
      description: 'Statements wait for a connection: the pool is used up, or the database answers slowly.',
      metric: metrics.metric('DatabaseConnectionsBorrowLatency', cloudwatch.Stats.AVERAGE, ONE_MINUTE),
      when: AT_LEAST,
      threshold: settings.borrowMicroseconds,
      periods: 5,
      missing: QUIET_IS_GOOD,
    },
  ];
}

/** Whether clients get in, and the proxy to the writer. */
function accessSpecs(metrics: ProxyMetrics, settings: ProxyAlarmSettings): AlarmSpec[] {
  return [
    {
      id: 'LoginAlarm',
      urgency: 'notice',
      description: 'Logins at the proxy fail: a password that was not read again after a rotation, or no TLS.',
      metric: metrics.metric('ClientConnectionsSetupFailedAuth', cloudwatch.Stats.SUM, FIVE_MINUTES),
      when: AT_LEAST,
      threshold: settings.failedLogins,
      periods: 2,
      missing: QUIET_IS_GOOD,
    },
    {
      id: 'AvailabilityAlarm',
      urgency: 'page',
      description: 'The proxy does not reach the writer: its log and the target group say why.',
      metric: metrics.metric('AvailabilityPercentage', cloudwatch.Stats.AVERAGE, ONE_MINUTE, {
        TargetGroup: 'default',
        TargetRole: 'READ_WRITE',
      }),
      when: BELOW,
      threshold: AVAILABLE_PERCENT,
      periods: 5,
      // Nothing is reported until the proxy has connected for the first time.
      missing: QUIET_CHANGES_NOTHING,
    },
  ];
}
