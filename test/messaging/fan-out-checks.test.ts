import { Duration } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import { FanOut, SubscriberOptions } from '../../lib/messaging/fan-out';
import { FanOutProps } from '../../lib/messaging/fan-out-props';
import { QueueOrder } from '../../lib/messaging/queue-order';
import { quickStack } from './support';

function build(more: Partial<FanOutProps>, subscriber: Partial<SubscriberOptions>): void {
  const events = new FanOut(quickStack(), 'Events', { order: QueueOrder.standard(), ...more });
  events.addSubscriber('Receipts', { longestJob: Duration.seconds(20), ...subscriber });
}

const anyFilter = sns.SubscriptionFilter.existsFilter();

const broken: [string, Partial<FanOutProps>, Partial<SubscriberOptions>, string][] = [
  [
    'an account that is none',
    { subscriberAccounts: ['2222'] },
    {},
    'FanOut at \'Stack/Events\':\n  - subscriberAccounts is ["2222"]: give account IDs of twelve digits',
  ],
  [
    'an account twice',
    { subscriberAccounts: ['222222222222', '222222222222'] },
    {},
    'FanOut at \'Stack/Events\':\n  - subscriberAccounts is ["222222222222"]: give each account once',
  ],
  [
    'a FIFO queue of a standard topic',
    {},
    { order: QueueOrder.fifo() },
    'SubscriberQueue at \'Stack/Events/Receipts\':\n  - order is "QueueOrder.fifo()": a standard topic has no order to keep and does not deliver to FIFO queues: give QueueOrder.standard(), or make the topic with QueueOrder.fifo()',
  ],
  [
    'two kinds of filters',
    {},
    { filterPolicy: { a: anyFilter }, filterPolicyWithMessageBody: { b: sns.FilterOrPolicy.filter(anyFilter) } },
    'SubscriberQueue at \'Stack/Events/Receipts\':\n  - filterPolicy and filterPolicyWithMessageBody is ["a","b"]: a subscription looks at attributes or at the body: give one of them',
  ],
  [
    'more filters than SNS has',
    {},
    { filterPolicy: Object.fromEntries([...'abcdef'].map((name) => [name, anyFilter])) },
    'SubscriberQueue at \'Stack/Events/Receipts\':\n  - filterPolicy is ["a","b","c","d","e","f"]: SNS looks at five attributes at most',
  ],
];

test.each(broken)('refuses %s', (_, more, subscriber, message) => {
  expect(() => build(more, subscriber)).toThrow(new Error(message));
});
