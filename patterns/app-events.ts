import { FanOutProps } from '../lib/messaging/fan-out-props';
import { QueueOrder } from '../lib/messaging/queue-order';
import { SubscriptionOptions } from '../lib/messaging/subscription-options';
import { AppWork } from './app-jobs';

/** The events that an app publishes once, to whoever wants to know, from the stage on that has a topic. */
export interface AppEvents extends FanOutProps {
  /**
   * Who works on events: for each a queue, a dead-letter queue and a worker pool of its own. They come and go without
   * touching each other. Others subscribe by a `SubscriberQueue` in a stack of theirs.
   *
   * @default - nobody yet
   */
  readonly subscribers?: AppSubscriber[];
}

/** Somebody who works on an app's events. */
export interface AppSubscriber extends AppWork, SubscriptionOptions {
  /**
   * What the subscriber is called: a letter, then letters and digits, such as `Receipts`. It must stay: the queue, and
   * what waits in it, has its identity from it.
   */
  readonly name: string;

  /**
   * Whether the subscriber's queue keeps the events' order. A FIFO topic delivers to both kinds, a standard one to
   * standard queues. It can never change.
   *
   * @default - as the topic does
   */
  readonly order?: QueueOrder;
}
