import { Check } from '../internal/checks/check';
import { SubscriberQueueProps } from './subscriber-queue-props';

/** The rules of a `SubscriberQueue` beyond those of a `WorkQueue`. */
export const SUBSCRIBER_CHECKS: readonly Check<SubscriberQueueProps>[] = [
  {
    prop: 'order',
    value: () => 'QueueOrder.fifo()',
    broken: (p) => p.order.isFifo && !p.topic.fifo,
    fix: () =>
      'a standard topic has no order to keep and does not deliver to FIFO queues: give QueueOrder.standard(), or make the topic with QueueOrder.fifo()',
  },
  {
    prop: 'filterPolicy and filterPolicyWithMessageBody',
    value: (p) => [...Object.keys(p.filterPolicy ?? {}), ...Object.keys(p.filterPolicyWithMessageBody ?? {})],
    broken: (p) => p.filterPolicy !== undefined && p.filterPolicyWithMessageBody !== undefined,
    fix: () => 'a subscription looks at attributes or at the body: give one of them',
  },
  {
    prop: 'filterPolicy',
    value: (p) => Object.keys(p.filterPolicy ?? {}),
    broken: (p) => Object.keys(p.filterPolicy ?? {}).length > 5,
    fix: () => 'SNS looks at five attributes at most',
  },
];
