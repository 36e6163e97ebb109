import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/**
 * How loud an alarm is.
 *
 * - `page`: users are hit now, or data is lost or about to be, and nothing louder says so. Somebody gets up.
 * - `notice`: a cause, or an early sign. Somebody looks at it in the morning.
 * - `none`: it scales or rolls back by itself, and tells nobody.
 *
 * docs/steady-state.md lists every alarm with its urgency; a test compares the two.
 */
export type Urgency = 'page' | 'notice' | 'none';

/** One alarm, as the tables of alarms have it. */
export interface AlarmSpec {
  readonly id: string;
  readonly urgency: Urgency;
  readonly metric: cloudwatch.IMetric;
  /** What people read when it rings: what is wrong, and where to look first. */
  readonly description: string;
  readonly when: cloudwatch.ComparisonOperator;
  readonly threshold: number;
  /** How many periods in a row. */
  readonly periods: number;
  readonly missing: cloudwatch.TreatMissingData;
}

/** Who hears of the alarms of a construct, by their urgency. */
export interface AlarmTopics {
  readonly page?: sns.ITopic;
  readonly notice?: sns.ITopic;
}

/** The props by which a construct is told its topics. */
interface TopicProps {
  readonly alarmTopic?: sns.ITopic;
  readonly noticeTopic?: sns.ITopic;
}

export const ABOVE = cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD;
export const AT_LEAST = cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD;
export const AT_MOST = cloudwatch.ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD;
export const BELOW = cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD;

/** No data is no trouble: a count of what goes wrong is only there when something does. */
export const QUIET_IS_GOOD = cloudwatch.TreatMissingData.NOT_BREACHING;
/** No data is trouble: what should report is gone. */
export const QUIET_IS_BAD = cloudwatch.TreatMissingData.BREACHING;
/** No data neither begins an alarm nor ends one: what restarts reports nothing. */
export const QUIET_CHANGES_NOTHING = cloudwatch.TreatMissingData.MISSING;

export const ONE_MINUTE = Duration.minutes(1);
export const FIVE_MINUTES = Duration.minutes(5);

/** An alarm takes no more metrics than this. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html */
export const METRICS_PER_ALARM = 10;

const URGENCY = 'cdk-scaling-patterns:urgency';

/**
 * Makes an alarm; nothing else in this library does. Its urgency stands with the construct, for `SteadyState` in
 * whatever stack to read.
 *
 * @param topics who hears of it, and of its end; those of a `SteadyState` are told by that
 */
export function makeAlarm(scope: Construct, spec: AlarmSpec, topics: AlarmTopics = {}): cloudwatch.Alarm {
  const alarm = new cloudwatch.Alarm(scope, spec.id, {
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
  alarm.node.addMetadata(URGENCY, spec.urgency);
  const topic = spec.urgency === 'none' ? undefined : topics[spec.urgency];
  if (topic) {
    alarm.addAlarmAction(new actions.SnsAction(topic));
    alarm.addOkAction(new actions.SnsAction(topic));
  }
  return alarm;
}

/** The urgency that an alarm was made with; `undefined` for one that somebody else made. */
export function urgencyOf(alarm: cloudwatch.IAlarm): Urgency | undefined {
  return alarm.node.metadata.find(({ type }) => type === URGENCY)?.data as Urgency | undefined;
}

/** Notices go to the topic of the others where they have none of their own. */
export function topicsOf({ alarmTopic, noticeTopic }: TopicProps): AlarmTopics {
  return { page: alarmTopic, notice: noticeTopic ?? alarmTopic };
}

function isPercentile(metric: cloudwatch.IMetric): boolean {
  return metric instanceof cloudwatch.Metric && /^p\d/.test(metric.statistic);
}
