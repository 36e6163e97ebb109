import { Duration } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { QueueOrder } from './queue-order';

/** A queue of jobs that a `WorkerPool` can work on. */
export interface IWorkQueue {
  /** The queue. */
  readonly queue: sqs.IQueue;
  /** The longest that one job takes. */
  readonly longestJob: Duration;
  /** How long a message may wait until a worker begins with it. */
  readonly acceptedDelay: Duration;
  /** How long a message stays out of sight after a worker took it. */
  readonly visibilityTimeout: Duration;
  /** Whether messages keep their order. */
  readonly order: QueueOrder;
}
