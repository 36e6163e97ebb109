import { Duration } from 'aws-cdk-lib';
import { WorkQueueProps } from './work-queue-props';

/** A worker deletes the message after the job is done, and its clock begins when SQS sends it. */
const MARGIN_SECONDS = 60;

/** A `WorkQueue`'s props with their defaults; what stays optional has no default. */
export interface QueueSettings extends WorkQueueProps {
  readonly acceptedDelay: Duration;
  readonly maxReceives: number;
  readonly retention: Duration;
  readonly visibilityTimeout: Duration;
}

/** Resolves all defaults, once. */
export function queueSettingsOf(props: WorkQueueProps): QueueSettings {
  return {
    ...props,
    acceptedDelay: props.acceptedDelay ?? Duration.minutes(15),
    maxReceives: props.maxReceives ?? 5,
    retention: props.retention ?? Duration.days(4),
    visibilityTimeout: Duration.seconds(Math.ceil(secondsOf(props.longestJob)) + MARGIN_SECONDS),
  };
}

export function secondsOf(duration: Duration): number {
  return duration.toSeconds({ integral: false });
}
