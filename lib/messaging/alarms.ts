import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { ABOVE, AlarmSpec, AT_LEAST, ONE_MINUTE, QUIET_IS_GOOD } from '../internal/alarm';
import { QueueSettings, secondsOf } from './queue-settings';

/** A metric of a queue, which SQS reports each minute while the queue is in use. */
export function queueMetric(queue: sqs.IQueue, metricName: string, label: string): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: 'AWS/SQS',
    metricName,
    statistic: cloudwatch.Stats.MAXIMUM,
    label,
    period: ONE_MINUTE,
    dimensionsMap: { QueueName: queue.queueName },
  });
}

export const waiting = (queue: sqs.IQueue, label = 'Waiting') =>
  queueMetric(queue, 'ApproximateNumberOfMessagesVisible', label);

export const inWork = (queue: sqs.IQueue) => queueMetric(queue, 'ApproximateNumberOfMessagesNotVisible', 'In work');

export const oldest = (queue: sqs.IQueue) =>
  queueMetric(queue, 'ApproximateAgeOfOldestMessage', 'Age of the oldest (s)');

interface AlarmedQueues {
  readonly queue: sqs.IQueue;
  readonly deadLetterQueue: sqs.IQueue;
}

/** What people must know of a queue of jobs. */
export function queueAlarms(queues: AlarmedQueues, settings: QueueSettings): AlarmSpec[] {
  return [
    {
      id: 'OldestMessage',
      metric: oldest(queues.queue),
      description:
        'A job has waited longer than accepted. See whether workers run and are at their maximum, and what they log; a job that fails again and again comes back each visibility timeout.',
      when: ABOVE,
      // A message has an age from the moment it is sent until it is deleted, so what is meant to pass is part of it.
      threshold: Math.ceil(
        [settings.acceptedDelay, settings.longestJob, settings.deliveryDelay ?? Duration.seconds(0)]
          .map(secondsOf)
          .reduce((sum, seconds) => sum + seconds),
      ),
      periods: 3,
      missing: QUIET_IS_GOOD,
    },
    deadLetters('DeadLetter', queues.deadLetterQueue, 'A job has failed for good.'),
  ];
}

/** One message is enough: somebody's job was not done. */
export function deadLetters(id: string, queue: sqs.IQueue, what: string): AlarmSpec {
  return {
    id,
    metric: waiting(queue, 'Failed'),
    description: `${what} Read the message and the workers' logs, mend the cause, then redrive the dead-letter queue; the messages are deleted after 14 days.`,
    when: AT_LEAST,
    threshold: 1,
    periods: 1,
    missing: QUIET_IS_GOOD,
  };
}
