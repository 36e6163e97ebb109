import {
  aws_cloudwatch as cloudwatch,
  aws_cloudwatch_actions as actions,
  aws_rds as rds,
  aws_sns as sns,
  Duration,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** When the alarms of a database go off. */
export interface DatabaseAlarmThresholds {
  /**
   * Percent of CPU, on average over 15 minutes.
   *
   * @default 80
   */
  readonly cpuPercent?: number;

  /**
   * GiB of free storage, the least of 15 minutes.
   *
   * @default - 7 % of `storageGiB`: storage autoscaling acts at 10 %, so that it did not, or may not yet
   */
  readonly freeStorageGiB?: number;

  /**
   * Open connections, on average over 15 minutes.
   *
   * @default - 80 % of what the memory of the instance type allows by the engine's formula
   */
  readonly connections?: number;

  /**
   * How far a read replica is behind, for five minutes.
   *
   * @default - 30 seconds
   */
  readonly replicaLag?: Duration;
}

/** The thresholds after defaults, in the units of the metrics. */
export interface AlarmSettings {
  readonly cpuPercent: number;
  readonly freeStorageGiB: number;
  readonly connections: number;
  readonly replicaLagSeconds: number;
  readonly topic: sns.ITopic | undefined;
}

const GIB = 1024 ** 3;
const FIVE_MINUTES = { period: Duration.minutes(5), evaluationPeriods: 3 };
const ONE_MINUTE = { period: Duration.minutes(1), evaluationPeriods: 5 };
/** RDS for MySQL reports a lag of -1 while replication is broken: for the alarm that is a day. */
const BROKEN_REPLICATION_SECONDS = 86_400;

type Timing = typeof FIVE_MINUTES & { readonly treatMissingData?: cloudwatch.TreatMissingData };

/** The alarms of one instance; `scope` is the database, and `prefix` tells its instances apart. */
export class InstanceAlarms {
  readonly alarms: cloudwatch.Alarm[] = [];

  constructor(
    private readonly scope: Construct,
    private readonly prefix: string,
    private readonly instance: rds.IDatabaseInstance,
    private readonly settings: AlarmSettings,
  ) {
    this.addCpu();
    this.addStorage();
    this.addConnections();
  }

  addReplicaLag(): void {
    const lag = this.instance.metric('ReplicaLag', { statistic: 'Maximum', period: ONE_MINUTE.period });
    this.add(
      'LagAlarm',
      'The read replica is behind, or replication is broken: readers see old data.',
      new cloudwatch.MathExpression({
        expression: `IF(lag < 0, ${BROKEN_REPLICATION_SECONDS}, lag)`,
        usingMetrics: { lag },
        period: ONE_MINUTE.period,
        label: 'Replica lag in seconds',
      }),
      cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      this.settings.replicaLagSeconds,
      ONE_MINUTE,
    );
  }

  private addCpu(): void {
    this.add(
      'CpuAlarm',
      'The database is short of CPU, or down: find the statements in Database Insights, or take a larger instance type.',
      this.instance.metricCPUUtilization({ period: FIVE_MINUTES.period }),
      cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      this.settings.cpuPercent,
      // Silence for longer than a failover takes is an alarm as well.
      { ...FIVE_MINUTES, treatMissingData: cloudwatch.TreatMissingData.BREACHING },
    );
  }

  private addStorage(): void {
    this.add(
      'StorageAlarm',
      'The database runs out of storage and autoscaling did not help: it waits six hours between steps and ends at maxStorageGiB.',
      this.instance.metricFreeStorageSpace({ statistic: 'Minimum', period: FIVE_MINUTES.period }),
      cloudwatch.ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
      Math.round(this.settings.freeStorageGiB * GIB),
    );
  }

  private addConnections(): void {
    this.add(
      'ConnectionsAlarm',
      'The database is short of connections: pool them, or take a larger instance type.',
      this.instance.metricDatabaseConnections({ period: FIVE_MINUTES.period }),
      cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      this.settings.connections,
    );
  }

  private add(
    id: string,
    alarmDescription: string,
    metric: cloudwatch.IMetric,
    comparisonOperator: cloudwatch.ComparisonOperator,
    threshold: number,
    timing: Timing = FIVE_MINUTES,
  ): void {
    const alarm = new cloudwatch.Alarm(this.scope, `${this.prefix}${id}`, {
      alarmDescription,
      metric,
      comparisonOperator,
      threshold,
      evaluationPeriods: timing.evaluationPeriods,
      // An instance that restarts reports nothing, which must neither alarm nor end an alarm.
      treatMissingData: timing.treatMissingData ?? cloudwatch.TreatMissingData.MISSING,
    });
    if (this.settings.topic) alarm.addAlarmAction(new actions.SnsAction(this.settings.topic));
    if (this.settings.topic) alarm.addOkAction(new actions.SnsAction(this.settings.topic));
    this.alarms.push(alarm);
  }
}
