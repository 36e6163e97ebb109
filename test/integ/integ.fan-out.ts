import { Duration } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { FanOut } from '../../lib/messaging/fan-out';
import { QueueOrder } from '../../lib/messaging/queue-order';
import { SubscriberQueue } from '../../lib/messaging/subscriber-queue';
import { integApp } from './support/app';
import { staysTheSame } from './support/stays';

// Messages arrive as they were published, where the filter lets them: in the topic's stack, in another one, and under
// a key of one's own.
const { stack: makeStack, test } = integApp('fan-out');
const stack = makeStack('integ-fan-out');
const consumers = makeStack('integ-fan-out-consumers');
const events = new FanOut(stack, 'Events', { order: QueueOrder.standard() });
const longestJob = Duration.seconds(30);
const trips = events.addSubscriber('Trips', {
  longestJob,
  filterPolicy: { type: sns.SubscriptionFilter.stringFilter({ allowlist: ['trip-ended'] }) },
});
const all = new SubscriberQueue(consumers, 'All', { topic: events.topic, order: QueueOrder.standard(), longestJob });
const encrypted = new SubscriberQueue(consumers, 'Encrypted', {
  topic: events.topic,
  order: QueueOrder.standard(),
  longestJob,
  encryptionKey: new kms.Key(consumers, 'Key', { enableKeyRotation: true, pendingWindow: Duration.days(7) }),
});
const orders = new FanOut(stack, 'Orders', { order: QueueOrder.fifo() });
const ordered = orders.addSubscriber('Ordered', { longestJob });
staysTheSame(stack, 'Topic', events.topic.topicArn);
staysTheSame(stack, 'Trips', trips.queue.queueArn);
const checks = test([stack, consumers]);

const publish = (type: string, Message: string) =>
  checks.call('SNS', 'publish', {
    TopicArn: events.topic.topicArn,
    Message,
    MessageAttributes: { type: { DataType: 'String', StringValue: type } },
  });
const receives = ({ queue }: SubscriberQueue, Body: string) =>
  checks.answers(
    'SQS',
    'receiveMessage',
    { QueueUrl: queue.queueUrl, WaitTimeSeconds: 20, VisibilityTimeout: 1 },
    { Messages: [{ Body }] },
    { within: Duration.minutes(3), allow: ['kms:Decrypt'] },
  );

// The filter keeps the first one away: the only message there is the second.
publish('trip-started', 'away');
receives(all, 'away');
receives(encrypted, 'away');
publish('trip-ended', 'home');
receives(trips, 'home');
checks.call('SNS', 'publish', {
  TopicArn: orders.topic.topicArn,
  Message: 'first',
  MessageGroupId: 'customer-1',
  MessageDeduplicationId: 'order-1',
});
receives(ordered, 'first');
