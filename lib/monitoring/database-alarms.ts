import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { validateProps } from '../internal/validation';
import { ABOVE, AlarmSpec, BELOW, FIVE_MINUTES, makeAlarm, QUIET_IS_BAD, QUIET_IS_GOOD } from './alarm';
import { databaseMetric } from './database-metrics';
import { IMonitoredDatabase } from './monitored-database';
import { DATABASE_ALARMS_RULES } from './rules';
import { SteadyStateLevel } from './steady-state-level';

const GIB = 1024 ** 3;

/** Properties of `DatabaseAlarms`. */
export interface DatabaseAlarmsProps {
  /** The instance that takes writes. */
  readonly instance: rds.IDatabaseInstance;
  /**
   * Its read replicas.
   *
   * @default - none
   */
  readonly replicas?: rds.IDatabaseInstance[];
  /** The storage that the instance starts with, in GiB. */
  readonly allocatedStorageGiB: number;
  /**
   * The engine's limit of connections, of which 80 % are the threshold.
   *
   * @default - no alarm for connections: the limit follows from the instance's memory and is not known here
   */
  readonly maxConnections?: number;
  /**
   * How much of the storage must be free, in percent.
   *
   * @default - 7: storage autoscaling acts at 10, so it has not, or may not yet again
   */
  readonly freeStoragePercent?: number;
  /**
   * CPU in percent, over fifteen minutes.
   *
   * @default 80
   */
  readonly cpuPercent?: number;
  /**
   * How far a replica may be behind, over five minutes.
   *
   * @default - 1 minute
   */
  readonly replicaLag?: Duration;
  /**
   * How closely the database is watched: `basic()` is storage only.
   *
   * @default SteadyStateLevel.full()
   */
  readonly level?: SteadyStateLevel;
}

/**
 * Alarms for an RDS instance of your own and its replicas: storage, CPU, connections, replica lag. `ReplicatedDatabase`
 * comes with alarms already.
 *
 * **Cost**: 0.10 $ a month and alarm (https://aws.amazon.com/cloudwatch/pricing/).
 *
 * **One-way doors**: none; thresholds change in place.
 *
 * @example
 * declare const instance: rds.DatabaseInstance;
 * const database = new DatabaseAlarms(this, 'DatabaseAlarms', { instance, allocatedStorageGiB: 100 });
 * new SteadyState(this, 'SteadyState', { level: SteadyStateLevel.full(), database });
 */
export class DatabaseAlarms extends Construct implements IMonitoredDatabase {
  public readonly instance: rds.IDatabaseInstance;
  private readonly known: rds.IDatabaseInstance[];
  private readonly made: cloudwatch.Alarm[];

  constructor(scope: Construct, id: string, props: DatabaseAlarmsProps) {
    super(scope, id);
    validateProps(this, 'DatabaseAlarms', props, DATABASE_ALARMS_RULES);
    this.instance = props.instance;
    this.known = [...(props.replicas ?? [])];
    const early = (props.level ?? SteadyStateLevel.full()).includesEarlySigns;
    const specs = [freeStorage(props), ...(early ? [cpu(props), ...connections(props), ...lags(props)] : [])];
    this.made = specs.map((spec) => makeAlarm(this, spec));
  }

  /** The replicas, as given. */
  public get replicas(): rds.IDatabaseInstance[] {
    return [...this.known];
  }

  /** The alarms made here. */
  public get alarms(): cloudwatch.IAlarm[] {
    return [...this.made];
  }
}

function freeStorage(props: DatabaseAlarmsProps): AlarmSpec {
  const percent = props.freeStoragePercent ?? 7;
  return {
    id: 'FreeStorage',
    metric: databaseMetric(props.instance, 'FreeStorageSpace', cloudwatch.Stats.MINIMUM),
    description:
      'The database is running full and will stop taking writes. See whether storage autoscaling has reached its limit, or grew less than six hours ago and must wait.',
    when: BELOW,
    threshold: Math.floor((props.allocatedStorageGiB * GIB * percent) / 100),
    periods: 2,
    // RDS reports nothing while an instance restarts; storage does not fill up meanwhile.
    missing: QUIET_IS_GOOD,
  };
}

function cpu(props: DatabaseAlarmsProps): AlarmSpec {
  return {
    id: 'Cpu',
    metric: databaseMetric(props.instance, 'CPUUtilization'),
    description:
      'The database has been busy, or silent, for fifteen minutes. Look for its top statements in Database Insights; add replicas for reads or a larger class for writes.',
    when: ABOVE,
    threshold: props.cpuPercent ?? 80,
    periods: 3,
    // Longer than a failover: an instance that reports nothing for fifteen minutes is down.
    missing: QUIET_IS_BAD,
  };
}

function connections(props: DatabaseAlarmsProps): AlarmSpec[] {
  if (props.maxConnections === undefined) return [];
  return [
    {
      id: 'Connections',
      metric: databaseMetric(props.instance, 'DatabaseConnections', cloudwatch.Stats.MAXIMUM),
      description:
        'The database has used 80 % of its connections. Pool them in the app or by a proxy before new ones are refused.',
      when: ABOVE,
      threshold: Math.floor(props.maxConnections * 0.8),
      periods: 2,
      missing: QUIET_IS_GOOD,
    },
  ];
}

function lags(props: DatabaseAlarmsProps): AlarmSpec[] {
  return (props.replicas ?? []).map((replica) => ({
    // The replica's own id, so that alarms stay with their replica when one in front of it goes.
    id: `Lag-${replica.node.id}`,
    // RDS for MySQL reports -1 while replication is broken; for the alarm that is a day.
    metric: new cloudwatch.MathExpression({
      label: 'Seconds behind',
      expression: 'IF(lag < 0, 86400, lag)',
      usingMetrics: { lag: databaseMetric(replica, 'ReplicaLag', cloudwatch.Stats.MAXIMUM) },
      period: FIVE_MINUTES,
    }),
    description:
      'A read replica is far behind its source, or does not replicate. Take it out of the reader hosts; look for long statements on either.',
    when: ABOVE,
    threshold: (props.replicaLag ?? Duration.minutes(1)).toSeconds(),
    periods: 1,
    // A replica that reports no lag does not replicate.
    missing: QUIET_IS_BAD,
  }));
}
