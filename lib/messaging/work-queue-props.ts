import { Duration } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { QueueOrder } from './queue-order';

/** What any queue of jobs is made from. Each value changes in place. */
export interface WorkQueueOptions {
  /**
   * The longest that one job takes, from receiving its message to deleting it, 1 second to 11 hours. Workers may find a
   * job again that has taken longer.
   *
   * The visibility timeout follows: this and a minute for workers in containers; for a Lambda function six times the
   * function's timeout.
   */
  readonly longestJob: Duration;

  /**
   * How long a message may wait until a worker begins with it. The alarm for the oldest message and scaling by backlog
   * follow from it.
   *
   * @default - 15 minutes
   */
  readonly acceptedDelay?: Duration;

  /**
   * How often a message is given to a worker before it goes to the dead-letter queue, 1 to 1000.
   *
   * @default 5
   */
  readonly maxReceives?: number;

  /**
   * How long a message is kept that nobody works on, 1 minute to 13 days. What failed keeps its first date, so the
   * dead-letter queue, with its 14 days, must keep longer.
   *
   * @default - 4 days
   */
  readonly retention?: Duration;

  /**
   * How long each message is held back after it was sent, up to 15 minutes.
   *
   * @default - it is not
   */
  readonly deliveryDelay?: Duration;

  /**
   * A key of yours that encrypts messages at rest, in both queues. Senders and workers get leave to use it by their
   * grants. 1 $ a month and its calls.
   *
   * @default - a key that SQS owns (SSE-SQS), free of charge
   */
  readonly encryptionKey?: kms.IKey;
}

/** What a `WorkQueue` is made from. */
export interface WorkQueueProps extends WorkQueueOptions {
  /** Whether messages keep their order. It can never change. */
  readonly order: QueueOrder;
}
