import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';

/** One alarm, as the tables of alarms have it. */
export interface AlarmSpec {
  readonly id: string;
  readonly metric: cloudwatch.IMetric;
  /** What people read when it rings: what is wrong, and where to look first. */
  readonly description: string;
  readonly when: cloudwatch.ComparisonOperator;
  readonly threshold: number;
  /** How many periods in a row. */
  readonly periods: number;
  readonly missing: cloudwatch.TreatMissingData;
}

export const ABOVE = cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD;
export const AT_LEAST = cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD;
export const BELOW = cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD;

/** No data is no trouble: a count of what goes wrong is only there when something does. */
export const QUIET_IS_GOOD = cloudwatch.TreatMissingData.NOT_BREACHING;
/** No data is trouble: what should report is gone. */
export const QUIET_IS_BAD = cloudwatch.TreatMissingData.BREACHING;

export const ONE_MINUTE = Duration.minutes(1);
export const FIVE_MINUTES = Duration.minutes(5);

export function makeAlarm(scope: Construct, spec: AlarmSpec): cloudwatch.Alarm {
  return new cloudwatch.Alarm(scope, spec.id, {
    metric: spec.metric,
    alarmDescription: spec.description,
    comparisonOperator: spec.when,
    threshold: spec.threshold,
    evaluationPeriods: spec.periods,
    datapointsToAlarm: spec.periods,
    treatMissingData: spec.missing,
    // A percentile of three requests says nothing; wait for enough of them.
    evaluateLowSampleCountPercentile: isPercentile(spec.metric) ? 'ignore' : undefined,
  });
}

function isPercentile(metric: cloudwatch.IMetric): boolean {
  return metric instanceof cloudwatch.Metric && /^p\d/.test(metric.statistic);
}
