import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { ABOVE, AlarmSpec, FIVE_MINUTES, METRICS_PER_ALARM, ONE_MINUTE, QUIET_IS_GOOD } from '../internal/alarm';

/** How many requests a web ACL, or one of its rules, allowed, blocked or counted. */
export type RequestCount = (
  metricName: 'AllowedRequests' | 'BlockedRequests' | 'CountedRequests',
  period: Duration,
  rule?: string,
) => cloudwatch.Metric;

/** Refused requests in percent of all, and how many in five minutes are too few to mean anything. */
const USUAL_PERCENT = 10;
const BLOCKED_AT_LEAST = 100;
/** What rules on trial may match before somebody looks: they decide whether users are refused. */
const ON_TRIAL_PERCENT = 1;
const ON_TRIAL_AT_LEAST = 20;

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

/**
 * What rules on trial would refuse, as long as there are some. A rule counts under its own name, a group on trial as a
 * whole (https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html).
 */
export function onTrialAlarm(count: RequestCount, rules: readonly string[]): AlarmSpec | undefined {
  if (rules.length === 0) return undefined;
  // An alarm takes so many metrics, of which one is that of all requests.
  const looked = rules.slice(0, METRICS_PER_ALARM - 1);
  const matched = looked.map((_, i) => `matched${i}`);
  const metric = new cloudwatch.MathExpression({
    label: 'Requests that rules on trial would refuse (%)',
    expression:
      `IF(SUM([${matched.join(', ')}]) >= ${ON_TRIAL_AT_LEAST}, ` +
      `100 * SUM([${matched.join(', ')}]) / SUM([allowed, ${matched.join(', ')}]), 0)`,
    usingMetrics: {
      allowed: count('AllowedRequests', FIVE_MINUTES),
      ...Object.fromEntries(looked.map((rule, i) => [matched[i], count('CountedRequests', FIVE_MINUTES, rule)])),
    },
    period: FIVE_MINUTES,
  });
  return {
    id: 'OnTrialAlarm',
    urgency: 'notice',
    description:
      'Rules of the web ACL that are on trial match requests, which they will refuse once they are in force. See in its log whose, and let those rules only count (countOnly) or except the path (uploadPaths) that users need.',
    when: ABOVE,
    missing: QUIET_IS_GOOD,
    metric,
    threshold: ON_TRIAL_PERCENT,
    periods: 3,
  };
}
