import { aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions, aws_sns as sns, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AlarmSpec, AT_LEAST, makeAlarm, ONE_MINUTE, QUIET_IS_BAD, QUIET_IS_GOOD } from '../../internal/alarm';
import { auroraMetric, AuroraRole } from './aurora-metrics';
import { AuroraInput } from './aurora-checks';

const AT_MOST = cloudwatch.ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD;
/** An instance that restarts reports nothing, which must neither alarm nor end an alarm. */
const KEEP = cloudwatch.TreatMissingData.MISSING;
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
    topic: sns.ITopic | undefined,
  ) {
    const specs = [
      ...this.instances('WRITER', 'writer'),
      ...this.capacity(),
      this.volume(),
      ...this.engine(),
      ...(input.readers._fixed > 0 ? this.readers() : []),
    ];
    this.alarms = specs.map((spec) => makeAlarm(scope, spec));
    if (!topic) return;
    for (const alarm of this.alarms) {
      alarm.addAlarmAction(new actions.SnsAction(topic));
      alarm.addOkAction(new actions.SnsAction(topic));
    }
  }

  private metric(metricName: string, statistic: string, role?: AuroraRole, period?: Duration): cloudwatch.Metric {
    return auroraMetric(this.clusterIdentifier, metricName, { statistic, role, period });
  }

  private instances(role: AuroraRole, who: string): AlarmSpec[] {
    const pauses = this.input.capacity._acus?.min === 0;
    const prefix = role === 'WRITER' ? 'Writer' : 'Reader';
    return [
      {
        id: `${prefix}CpuAlarm`,
        metric: this.metric('CPUUtilization', 'Average', role),
        description: `The ${who} is short of CPU, or down: find the statements in Database Insights, or take more capacity.`,
        when: AT_LEAST,
        threshold: this.input.cpuPercent,
        periods: 3,
        // Silence for longer than a failover takes is an alarm as well, but where instances pause.
        missing: pauses ? QUIET_IS_GOOD : QUIET_IS_BAD,
      },
      {
        id: `${prefix}ConnectionsAlarm`,
        metric: this.metric('DatabaseConnections', 'Average', role),
        description: `The ${who} is short of connections: pool them, or take more capacity.`,
        when: AT_LEAST,
        threshold: this.input.connections!,
        periods: 3,
        missing: KEEP,
      },
    ];
  }

  /** What an instance runs out of: one alarm, that stays when the kind of capacity changes. */
  private capacity(): AlarmSpec[] {
    if (this.input.capacity._acus) {
      return [
        {
          id: 'CapacityAlarm',
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

  private volume(): AlarmSpec {
    const { volumeLeftTiB: left, volumeTiB: size } = this.input;
    const common = {
      id: 'VolumeAlarm',
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
      {
        id: 'ReaderLagAlarm',
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
