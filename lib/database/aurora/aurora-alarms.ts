import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import {
  ABOVE,
  AlarmSpec,
  AlarmTopics,
  AT_LEAST,
  AT_MOST,
  makeAlarm,
  ONE_MINUTE,
  QUIET_CHANGES_NOTHING,
  QUIET_IS_BAD,
  QUIET_IS_GOOD,
} from '../../internal/alarm';
import { AuroraInput } from './aurora-checks';
import { auroraMetric, AuroraRole } from './aurora-metrics';

/** An instance that restarts reports nothing, which must neither alarm nor end an alarm. */
const KEEP = QUIET_CHANGES_NOTHING;
const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const TIB = 1024 ** 4;
/** PostgreSQL stops taking writes at 2.1 billion; AWS advises to alarm at one billion. */
const TRANSACTION_IDS = 1_000_000_000;

/**
 * The alarms of a cluster. By role, not by instance: they follow a failover, and see the readers that autoscaling made,
 * which no template knows.
 */
export class AuroraAlarms {
  readonly alarms: cloudwatch.Alarm[];

  constructor(
    scope: Construct,
    private readonly clusterIdentifier: string,
    private readonly input: AuroraInput,
    topics: AlarmTopics,
  ) {
    const specs = [
      ...this.instances('WRITER', 'writer'),
      ...this.down('WRITER'),
      ...this.capacity(),
      ...this.compute(),
      this.volume(),
      ...this.engine(),
      ...(input.readers._fixed > 0 ? this.readers() : []),
    ];
    this.alarms = specs.map((spec) => makeAlarm(scope, spec, topics));
  }

  private metric(metricName: string, statistic: string, role?: AuroraRole, period?: Duration): cloudwatch.Metric {
    return auroraMetric(this.clusterIdentifier, metricName, { statistic, role, period });
  }

  private instances(role: AuroraRole, who: string): AlarmSpec[] {
    const prefix = role === 'WRITER' ? 'Writer' : 'Reader';
    return [
      {
        id: `${prefix}CpuAlarm`,
        urgency: 'notice',
        metric: this.metric('CPUUtilization', 'Average', role),
        description: `The ${who} is short of CPU: find the statements in Database Insights, or take more capacity.`,
        when: AT_LEAST,
        threshold: this.input.cpuPercent,
        periods: 3,
        missing: KEEP,
      },
      {
        id: `${prefix}ConnectionsAlarm`,
        urgency: 'notice',
        metric: this.metric('DatabaseConnections', 'Average', role),
        description: `The ${who} is short of connections: pool them, or take more capacity.`,
        when: AT_LEAST,
        threshold: this.input.connections!,
        periods: 3,
        missing: KEEP,
      },
    ];
  }

  /** Silence for longer than a failover takes; not where instances pause. */
  private down(role: AuroraRole): AlarmSpec[] {
    if (this.input.capacity._acus?.min === 0) return [];
    const writer = role === 'WRITER';
    return [
      {
        id: writer ? 'WriterDownAlarm' : 'ReaderDownAlarm',
        urgency: writer ? 'page' : 'notice',
        metric: this.metric('DatabaseConnections', 'SampleCount', role),
        description: writer
          ? 'No writer has reported for fifteen minutes: the database is down, or was stopped. See its events and its status in RDS.'
          : 'No reader has reported for fifteen minutes: all are down, and the writer takes their reads. See their events in RDS.',
        when: AT_MOST,
        threshold: 0,
        periods: 3,
        missing: QUIET_IS_BAD,
      },
    ];
  }

  /** What an instance runs out of: one alarm, that stays when the kind of capacity changes. */
  private capacity(): AlarmSpec[] {
    if (this.input.capacity._acus) {
      return [
        {
          id: 'CapacityAlarm',
          urgency: 'notice',
          metric: this.metric('ACUUtilization', 'Average', 'WRITER'),
          description: 'The writer is near maxAcu and cannot grow: raise maxAcu, or find the statements.',
          when: AT_LEAST,
          threshold: this.input.acuPercent,
          periods: 3,
          missing: KEEP,
        },
      ];
    }
    return [
      {
        id: 'CapacityAlarm',
        urgency: 'notice',
        metric: this.metric('FreeLocalStorage', 'Minimum'),
        description:
          'An instance runs out of local storage: find the statements that sort or build indexes on disk, or take a larger instance type.',
        when: AT_MOST,
        threshold: Math.round(this.input.freeLocalStorageGiB * GIB),
        periods: 3,
        missing: KEEP,
      },
    ];
  }

  private compute(): AlarmSpec[] {
    return [
      {
        id: 'MemoryAlarm',
        urgency: 'notice',
        metric: this.metric('FreeableMemory', 'Minimum'),
        description:
          'An instance is short of memory, and will swap or restart: see connections and work_mem or the buffer pool, or take a larger instance type.',
        when: AT_MOST,
        threshold: Math.round(this.input.freeMemoryMiB! * MIB),
        periods: 3,
        missing: KEEP,
      },
      {
        id: 'CpuCreditsAlarm',
        urgency: 'notice',
        // It is there under every capacity, so that it neither comes nor goes with a change of that; others report nothing.
        // t3 and t4g are unlimited: an empty balance slows nothing down, it costs. https://aws.amazon.com/rds/instance-types/
        metric: this.metric('CPUSurplusCreditsCharged', 'Maximum'),
        description:
          'An instance uses more CPU than its type, a burstable one, earns, and the surplus is charged: take a larger type, or one that is not burstable.',
        when: ABOVE,
        threshold: 0,
        periods: 3,
        missing: QUIET_IS_GOOD,
      },
    ];
  }

  private volume(): AlarmSpec {
    const { volumeLeftTiB: left, volumeTiB: size } = this.input;
    const common = {
      id: 'VolumeAlarm',
      // Tebibytes are left; when they run out RDS says so, by an event that pages.
      urgency: 'notice' as const,
      description: `Of the ${size} TiB of a cluster volume little is left: drop or archive data, or split the database.`,
      periods: 1,
      missing: KEEP,
    };
    // PostgreSQL reports what is used alone.
    return this.input.engine._traits.reportsBytesLeft
      ? {
          ...common,
          metric: this.metric('AuroraVolumeBytesLeftTotal', 'Minimum'),
          when: AT_MOST,
          threshold: Math.round(left * TIB),
        }
      : {
          ...common,
          metric: this.metric('VolumeBytesUsed', 'Maximum'),
          when: AT_LEAST,
          threshold: Math.round((size - left) * TIB),
        };
  }

  private engine(): AlarmSpec[] {
    const wraparound: AlarmSpec = {
      id: 'TransactionIdsAlarm',
      urgency: 'notice',
      metric: this.metric('MaximumUsedTransactionIDs', 'Maximum'),
      description:
        'Vacuum does not keep up, and PostgreSQL stops taking writes when its transaction ids run out: end old transactions and replication slots, and vacuum.',
      when: AT_LEAST,
      threshold: TRANSACTION_IDS,
      periods: 1,
      missing: KEEP,
    };
    const backtrack: AlarmSpec = {
      id: 'BacktrackAlarm',
      urgency: 'notice',
      metric: this.metric('BacktrackWindowAlert', 'Sum', 'WRITER'),
      description: 'There is more change than the backtrack window can hold: it reaches back less than was asked for.',
      when: AT_LEAST,
      threshold: 1,
      periods: 1,
      missing: QUIET_IS_GOOD,
    };
    return [
      ...(this.input.engine._traits.wrapsAround ? [wraparound] : []),
      ...(this.input.backtrack._window ? [backtrack] : []),
    ];
  }

  private readers(): AlarmSpec[] {
    return [
      ...this.instances('READER', 'readers together'),
      ...this.down('READER'),
      {
        id: 'ReaderLagAlarm',
        urgency: 'notice',
        // The writer reports it, of its slowest reader.
        metric: this.metric('AuroraReplicaLagMaximum', 'Maximum', undefined, ONE_MINUTE),
        description: 'A reader is behind: it is too small for the writes, or runs a long statement.',
        when: AT_LEAST,
        threshold: this.input.readerLagSeconds * 1000,
        periods: 5,
        missing: KEEP,
      },
    ];
  }
}
