import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { ABOVE, AlarmSpec, FIVE_MINUTES, ONE_MINUTE, QUIET_IS_GOOD } from '../internal/alarm';

/** How many requests a web ACL allowed or blocked. */
export type RequestCount = (metricName: 'AllowedRequests' | 'BlockedRequests', period: Duration) => cloudwatch.Metric;

/** Refused requests in percent of all, and how many in five minutes are too few to mean anything. */
const USUAL_PERCENT = 10;
const BLOCKED_AT_LEAST = 100;

const COMMON = {
  id: 'BlockedAlarm',
  // An attack that gets through, or a rule that refuses everybody, shows in the errors and in the requests of the app.
  urgency: 'notice',
  description:
    'Far more requests than usual are refused: an attack, or a rule that refuses users. See in the log of the web ACL which rule and whom.',
  when: ABOVE,
  missing: QUIET_IS_GOOD,
} as const;

/** By a number where somebody knows the usual one, else by the share of all requests. */
export function blockedAlarm(count: RequestCount, blockedPerMinute?: number): AlarmSpec {
  if (blockedPerMinute !== undefined) {
    return { ...COMMON, metric: count('BlockedRequests', ONE_MINUTE), threshold: blockedPerMinute, periods: 5 };
  }
  const metric = new cloudwatch.MathExpression({
    label: 'Refused requests (%)',
    // WAF reports counts above zero alone, and SUM of a list takes what is there.
    expression: `IF(blocked >= ${BLOCKED_AT_LEAST}, 100 * blocked / SUM([allowed, blocked]), 0)`,
    usingMetrics: {
      allowed: count('AllowedRequests', FIVE_MINUTES),
      blocked: count('BlockedRequests', FIVE_MINUTES),
    },
    period: FIVE_MINUTES,
  });
  return { ...COMMON, metric, threshold: USUAL_PERCENT, periods: 3 };
}
