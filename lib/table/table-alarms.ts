import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { ABOVE, AlarmSpec, FIVE_MINUTES, QUIET_IS_GOOD } from '../internal/alarm';

/**
 * Throttled reads and writes of a table, or of one index. Callers try again, so that a few are none that users notice.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 */
export function throttlesAlarm(id: string, tableName: string, indexName?: string): AlarmSpec {
  const events = (kind: 'Read' | 'Write') =>
    new cloudwatch.Metric({
      namespace: 'AWS/DynamoDB',
      metricName: `${kind}ThrottleEvents`,
      dimensionsMap: { TableName: tableName, ...(indexName && { GlobalSecondaryIndexName: indexName }) },
      statistic: cloudwatch.Stats.SUM,
      period: FIVE_MINUTES,
    });
  return {
    id,
    urgency: 'notice',
    metric: new cloudwatch.MathExpression({
      label: 'Throttled reads and writes',
      // Each is there only when something was throttled.
      expression: 'SUM([reads, writes])',
      usingMetrics: { reads: events('Read'), writes: events('Write') },
      period: FIVE_MINUTES,
    }),
    description:
      'DynamoDB throttles reads or writes: a hot key, or the maximum of the table or the account. See its metrics by cause (…KeyRangeThroughput…, …MaxOnDemand…, …AccountLimit…ThrottleEvents), and turn on contributorInsights to find the key.',
    when: ABOVE,
    threshold: 0,
    periods: 3,
    missing: QUIET_IS_GOOD,
  };
}
