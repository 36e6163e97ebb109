import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import {
  ABOVE,
  AlarmSpec,
  AlarmTopics,
  AT_LEAST,
  AT_MOST,
  FIVE_MINUTES,
  makeAlarm,
  ONE_MINUTE,
  QUIET_CHANGES_NOTHING,
  QUIET_IS_BAD,
  QUIET_IS_GOOD,
} from '../../internal/alarm';

/** When the alarms of a database go off. */
export interface DatabaseAlarmThresholds {
  /**
   * Percent of CPU, on average over 15 minutes.
   *
   * @default 80
   */
  readonly cpuPercent?: number;

  /**
   * GiB of free storage, the least of 15 minutes: the last resort. What is free in relation to what storage autoscaling
   * has made of the storage is told by events of RDS, since no metric has it.
   *
   * @default - 7 % of `storageGiB`, which is the least that the storage ever has
   */
  readonly freeStorageGiB?: number;

  /**
   * MiB of memory that could be freed, the least of 15 minutes.
   *
   * @default - 5 % of what the instance type has
   */
  readonly freeMemoryMiB?: number;

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

  /**
   * Percent of the storage's IOPS and of its throughput in use, on average over 15 minutes.
   *
   * @default 80
   */
  readonly storageUsePercent?: number;

  /**
   * Operations that wait for the storage, on average over 15 minutes.
   *
   * @default - a hundredth of the storage's IOPS: at full speed each would then wait for 10 milliseconds
   */
  readonly queueDepth?: number;
}

/** What the storage gives, and how much of it may be in use. */
export interface StorageLimits {
  readonly storageIops: number;
  readonly storageThroughputMiBps: number;
  readonly storageUsePercent: number;
  readonly queueDepth: number;
}

/** The thresholds after defaults, in the units of the metrics. */
export interface AlarmSettings extends StorageLimits {
  readonly cpuPercent: number;
  readonly freeStorageGiB: number;
  readonly freeMemoryMiB: number;
  readonly connections: number;
  readonly replicaLagSeconds: number;
  readonly topics: AlarmTopics;
}

/** What an instance is for: who is told how loudly depends on it. */
type Role = 'writer' | 'replica';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const QUARTER_OF_AN_HOUR = 3;
const LONGEST_MINUTES = 5;
/** RDS for MySQL reports a lag of -1 while replication is broken: for the alarm that is a day. */
const BROKEN_REPLICATION_SECONDS = 86_400;

/** Makes the alarms of one instance; `scope` is the database, and `prefix` tells its instances apart. */
export function instanceAlarms(
  scope: Construct,
  prefix: string,
  instance: rds.IDatabaseInstance,
  role: Role,
  settings: AlarmSettings,
): cloudwatch.Alarm[] {
  const metrics = new InstanceMetrics(instance);
  return [
    ...computeSpecs(metrics, settings),
    ...storageSpecs(metrics, role, settings),
    downSpec(metrics, role),
    ...(role === 'replica' ? [lagSpec(metrics, settings)] : []),
  ].map((spec) => makeAlarm(scope, { ...spec, id: `${prefix}${spec.id}` }, settings.topics));
}

/** Metrics and their dimension: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html */
class InstanceMetrics {
  constructor(private readonly instance: rds.IDatabaseInstance) {}

  of(metricName: string, statistic: string = 'Average', period: Duration = FIVE_MINUTES): cloudwatch.Metric {
    return this.instance.metric(metricName, { statistic, period });
  }

  /** Reads and writes together. */
  both(of: 'IOPS' | 'Throughput', label: string): cloudwatch.MathExpression {
    return new cloudwatch.MathExpression({
      expression: 'reads + writes',
      usingMetrics: { reads: this.of(`Read${of}`), writes: this.of(`Write${of}`) },
      period: FIVE_MINUTES,
      label,
    });
  }
}

function computeSpecs(metrics: InstanceMetrics, settings: AlarmSettings): AlarmSpec[] {
  const common = { urgency: 'notice', periods: QUARTER_OF_AN_HOUR, missing: QUIET_CHANGES_NOTHING } as const;
  return [
    {
      ...common,
      id: 'CpuAlarm',
      description:
        'The database is short of CPU: find the statements in Database Insights, or take a larger instance type.',
      metric: metrics.of('CPUUtilization'),
      when: AT_LEAST,
      threshold: settings.cpuPercent,
    },
    {
      ...common,
      id: 'MemoryAlarm',
      description:
        'The database is short of memory, and will swap or restart: see connections and work_mem or the buffer pool, or take a larger instance type.',
      metric: metrics.of('FreeableMemory', 'Minimum'),
      when: AT_MOST,
      threshold: Math.round(settings.freeMemoryMiB * MIB),
    },
    {
      ...common,
      id: 'ConnectionsAlarm',
      description: 'The database is short of connections: pool them, or take a larger instance type.',
      metric: metrics.of('DatabaseConnections'),
      when: AT_LEAST,
      threshold: settings.connections,
    },
    creditsSpec(metrics),
  ];
}

/**
 * The alarm is there under every type, so that it neither comes nor goes with a change of that; others report nothing.
 * t3 and t4g are unlimited: an empty balance slows nothing down, it costs. https://aws.amazon.com/rds/instance-types/
 */
function creditsSpec(metrics: InstanceMetrics): AlarmSpec {
  return {
    id: 'CpuCreditsAlarm',
    urgency: 'notice',
    description:
      'The database uses more CPU than its instance type, a burstable one, earns, and the surplus is charged: take a larger type, or one that is not burstable.',
    metric: metrics.of('CPUSurplusCreditsCharged', 'Maximum'),
    when: ABOVE,
    threshold: 0,
    periods: QUARTER_OF_AN_HOUR,
    missing: QUIET_IS_GOOD,
  };
}

function storageSpecs(metrics: InstanceMetrics, role: Role, settings: AlarmSettings): AlarmSpec[] {
  const full: AlarmSpec = {
    id: 'StorageAlarm',
    // A replica has the storage of its writer, whose alarm pages.
    urgency: role === 'writer' ? 'page' : 'notice',
    description:
      'The database runs out of storage and autoscaling did not help: it waits six hours between steps and ends at maxStorageGiB.',
    metric: metrics.of('FreeStorageSpace', 'Minimum'),
    when: AT_MOST,
    threshold: Math.round(settings.freeStorageGiB * GIB),
    periods: QUARTER_OF_AN_HOUR,
    missing: QUIET_CHANGES_NOTHING,
  };
  return [full, ...storageUseSpecs(metrics, settings)];
}

/** What the storage does of what it can. */
function storageUseSpecs(metrics: InstanceMetrics, settings: AlarmSettings): AlarmSpec[] {
  const common = {
    urgency: 'notice',
    when: AT_LEAST,
    periods: QUARTER_OF_AN_HOUR,
    missing: QUIET_CHANGES_NOTHING,
  } as const;
  const used = (limit: number) => Math.round((limit * settings.storageUsePercent) / 100);
  return [
    {
      ...common,
      id: 'IopsAlarm',
      description:
        'The storage does nearly all operations a second that it can: find the statements in Database Insights, or give it more IOPS.',
      metric: metrics.both('IOPS', 'Operations a second'),
      threshold: used(settings.storageIops),
    },
    {
      ...common,
      id: 'ThroughputAlarm',
      description:
        'The storage moves nearly all bytes a second that it can: find the statements in Database Insights, or give it more throughput.',
      metric: metrics.both('Throughput', 'Bytes a second'),
      threshold: used(settings.storageThroughputMiBps * MIB),
    },
    {
      ...common,
      id: 'QueueDepthAlarm',
      description:
        'Operations wait for the storage: compare with its IOPS and throughput, and with those of the instance type.',
      metric: metrics.of('DiskQueueDepth'),
      threshold: settings.queueDepth,
    },
  ];
}

/** Longer than a failover, or than a restart for patches. */
function downSpec(metrics: InstanceMetrics, role: Role): AlarmSpec {
  return {
    id: 'DownAlarm',
    urgency: role === 'writer' ? 'page' : 'notice',
    description:
      role === 'writer'
        ? 'The database has reported nothing for fifteen minutes: it is down, or was stopped. See its events and its status in RDS.'
        : 'The read replica has reported nothing for fifteen minutes: it is down, and readers that ask it fail. See its events and its status in RDS.',
    metric: metrics.of('DatabaseConnections', 'SampleCount'),
    when: AT_MOST,
    threshold: 0,
    periods: QUARTER_OF_AN_HOUR,
    missing: QUIET_IS_BAD,
  };
}

function lagSpec(metrics: InstanceMetrics, settings: AlarmSettings): AlarmSpec {
  return {
    id: 'LagAlarm',
    urgency: 'notice',
    description: 'The read replica is behind, or replication is broken: readers see old data.',
    metric: new cloudwatch.MathExpression({
      expression: `IF(lag < 0, ${BROKEN_REPLICATION_SECONDS}, lag)`,
      usingMetrics: { lag: metrics.of('ReplicaLag', 'Maximum', ONE_MINUTE) },
      period: ONE_MINUTE,
      label: 'Replica lag in seconds',
    }),
    when: AT_LEAST,
    threshold: settings.replicaLagSeconds,
    periods: LONGEST_MINUTES,
    missing: QUIET_CHANGES_NOTHING,
  };
}
