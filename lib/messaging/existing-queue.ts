import { Duration } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { checkArguments } from '../internal/checks/types';
import { IWorkQueue } from './i-work-queue';
import { QueueOrder } from './queue-order';

/** What a `WorkerPool` must know of a queue that was made elsewhere. */
export interface ExistingQueueProps {
  /** The queue. */
  readonly queue: sqs.IQueue;

  /** The longest that one job takes. */
  readonly longestJob: Duration;

  /** How long the queue hides a message after a worker took it: longer than the longest job. */
  readonly visibilityTimeout: Duration;

  /**
   * How long a message may wait until a worker begins with it.
   *
   * @default - 15 minutes
   */
  readonly acceptedDelay?: Duration;
}

/**
 * A queue of your own, for a `WorkerPool` to work on. It has the alarms and the dead-letter queue that you gave it.
 *
 * **Cost**: none. **One-way doors**: none.
 *
 * @example
 * const queue = new ExistingQueue({
 *   queue: sqs.Queue.fromQueueArn(this, 'Imports', 'arn:aws:sqs:us-east-1:111111111111:imports'),
 *   longestJob: Duration.seconds(30),
 *   visibilityTimeout: Duration.minutes(2),
 * });
 */
export class ExistingQueue implements IWorkQueue {
  public readonly queue: sqs.IQueue;
  public readonly longestJob: Duration;
  public readonly acceptedDelay: Duration;
  public readonly visibilityTimeout: Duration;
  public readonly order: QueueOrder;

  /** @param props what is known of the queue */
  constructor(props: ExistingQueueProps) {
    checkArguments('new ExistingQueue', { props });
    this.queue = props.queue;
    this.longestJob = props.longestJob;
    this.acceptedDelay = props.acceptedDelay ?? Duration.minutes(15);
    this.visibilityTimeout = props.visibilityTimeout;
    this.order = props.queue.fifo ? QueueOrder.fifo() : QueueOrder.standard();
  }
}
