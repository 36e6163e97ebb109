import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { ABOVE, AlarmSpec, AT_LEAST, ONE_MINUTE, QUIET_IS_GOOD, Urgency } from '../internal/alarm';
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
      urgency: 'page',
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
    firstMessage(
      'DeadLetter',
      // It waits for 14 days.
      'notice',
      waiting(queues.deadLetterQueue, 'Failed'),
      "A job has failed for good. Read the message and the workers' logs, mend the cause, then redrive the dead-letter queue; the messages are deleted after 14 days.",
    ),
  ];
}

/**
 * SQS redrives what came from a queue, not what came from a subscription, so people have to send it on.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
 */
export function undeliveredAlarm(undelivered: sqs.IQueue): AlarmSpec {
  return firstMessage(
    'UndeliveredMessage',
    'notice',
    waiting(undelivered, 'Not delivered'),
    'SNS could not deliver a message and keeps it in the queue of undelivered ones for 14 days. The usual cause is the policy of the queue or of its key; mend it, then send the messages on by hand: SQS does not redrive what comes from a subscription.',
  );
}

/**
 * What SNS can neither deliver nor keep is gone. Only the topic counts it, in its own account and Region.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html
 */
export function lostAlarm(topic: sns.ITopic): AlarmSpec {
  return firstMessage(
    'LostMessage',
    'page',
    topic.metric('NumberOfNotificationsFailedToRedriveToDlq', {
      statistic: cloudwatch.Stats.SUM,
      label: 'Lost',
      period: ONE_MINUTE,
    }),
    "SNS could neither deliver a message nor put it into the subscriber's queue of undelivered ones: it is lost to that subscriber. The usual cause is a key that both queues have and SNS may not use: let sns.amazonaws.com use it, then publish again what was lost since the alarm began.",
  );
}

/** One message is enough: somebody's job was not done. */
function firstMessage(id: string, urgency: Urgency, metric: cloudwatch.IMetric, description: string): AlarmSpec {
  return { id, urgency, metric, description, when: AT_LEAST, threshold: 1, periods: 1, missing: QUIET_IS_GOOD };
}
