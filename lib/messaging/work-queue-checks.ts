import { Duration } from 'aws-cdk-lib';
import { Check } from '../internal/checks/check';
import { QueueSettings, secondsOf } from './queue-settings';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS: readonly (readonly [number, string])[] = [
  [DAY, 'day'],
  [HOUR, 'hour'],
  [MINUTE, 'minute'],
];

/** The rules of a `WorkQueue`. */
export const WORK_QUEUE_CHECKS: readonly Check<QueueSettings>[] = [
  {
    prop: 'longestJob',
    value: (p) => words(p.longestJob),
    broken: (p) => outside(p.longestJob, 1, 11 * HOUR),
    fix: () =>
      'give 1 second to 11 hours: SQS hides a message for 12 hours at most; cut a longer job into steps, each a message',
  },
  {
    prop: 'acceptedDelay',
    value: (p) => words(p.acceptedDelay),
    broken: (p) => outside(p.acceptedDelay, 1, 14 * DAY),
    fix: () => 'give 1 second to 14 days',
  },
  {
    prop: 'acceptedDelay >= retention',
    value: (p) => [words(p.acceptedDelay), words(p.retention)],
    broken: (p) => secondsOf(p.acceptedDelay) >= secondsOf(p.retention),
    fix: () => 'SQS would delete messages before they are late: give a longer retention',
  },
  {
    prop: 'maxReceives',
    value: (p) => p.maxReceives,
    broken: (p) => !Number.isInteger(p.maxReceives) || p.maxReceives < 1 || p.maxReceives > 1000,
    fix: () => 'give a whole number from 1 to 1000',
  },
  {
    prop: 'retention',
    value: (p) => words(p.retention),
    broken: (p) => outside(p.retention, MINUTE, 13 * DAY),
    fix: () => 'give 1 minute to 13 days: what failed keeps its date, and the dead-letter queue must keep it longer',
  },
  {
    prop: 'deliveryDelay',
    value: (p) => (p.deliveryDelay === undefined ? undefined : words(p.deliveryDelay)),
    broken: (p) => p.deliveryDelay !== undefined && outside(p.deliveryDelay, 0, 15 * MINUTE),
    fix: () => 'give up to 15 minutes',
  },
];

/** A duration as people write it. */
export function words(duration: Duration): string {
  const seconds = secondsOf(duration);
  const [size, unit] = UNITS.find(([length]) => seconds >= length && seconds % length === 0) ?? [1, 'second'];
  return `${seconds / size} ${unit}${seconds === size ? '' : 's'}`;
}

export function outside(duration: Duration, min: number, max: number): boolean {
  const seconds = secondsOf(duration);
  return seconds < min || seconds > max;
}
