import { Duration } from 'aws-cdk-lib';
import { duration, whole } from '../internal/checks/blocks';
import { Check } from '../internal/checks/check';
import { QueueSettings, secondsOf } from './queue-settings';

/** The rules of a `WorkQueue`. */
export const WORK_QUEUE_CHECKS: readonly Check<QueueSettings>[] = [
  duration(
    'longestJob',
    (p) => p.longestJob,
    Duration.seconds(1),
    Duration.hours(11),
    'give 1 second to 11 hours: SQS hides a message for 12 hours at most; cut a longer job into steps, each a message',
  ),
  duration('acceptedDelay', (p) => p.acceptedDelay, Duration.seconds(1), Duration.days(14)),
  {
    prop: 'acceptedDelay >= retention',
    value: (p) => [p.acceptedDelay, p.retention],
    broken: (p) => secondsOf(p.acceptedDelay) >= secondsOf(p.retention),
    fix: () => 'SQS would delete messages before they are late: give a longer retention',
  },
  whole('maxReceives', (p) => p.maxReceives, { least: 1, most: 1000 }, 'give a whole number from 1 to 1000'),
  duration(
    'retention',
    (p) => p.retention,
    Duration.minutes(1),
    Duration.days(13),
    'give 1 minute to 13 days: what failed keeps its date, and the dead-letter queue must keep it longer',
  ),
  duration('deliveryDelay', (p) => p.deliveryDelay, Duration.seconds(0), Duration.minutes(15), 'give up to 15 minutes'),
];
