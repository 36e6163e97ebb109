import { Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';

/** A Lambda function that works on a queue's jobs. Each value but the function's queue changes in place. */
export interface FunctionWorkersOptions {
  /**
   * The function. It gets batches of messages and answers with the ones that failed,
   * `{ "batchItemFailures": [{ "itemIdentifier": "<messageId>" }] }`; those alone come back. An answer without that
   * list means that all went well; an error thrown, that all failed. With FIFO it must stop at the first failure and
   * answer with that message and all after it.
   */
  readonly handler: lambda.IFunction;

  /**
   * The function's timeout, which must leave time for the longest job. Only needed for a function that was made
   * elsewhere.
   *
   * @default - that of the function, where it is made in this app
   */
  readonly timeout?: Duration;

  /**
   * How many of this function run for the queue at a time, 2 to 1000. It is what keeps a burst from the database. The
   * rest waits in the queue and is not counted as failed.
   */
  readonly maxConcurrency: number;

  /**
   * How many messages a batch has at most: 1 to 10 with FIFO, else up to 10000. More than 10 want a
   * `maxBatchingWindow`.
   *
   * @default - as many as the function does one after the other before its timeout, up to 10
   */
  readonly batchSize?: number;

  /**
   * How long Lambda gathers messages for a batch, up to 5 minutes, in whole seconds. Not with FIFO.
   *
   * @default - not at all
   */
  readonly maxBatchingWindow?: Duration;

  /**
   * Whether messages go to the function. `false` pauses it: messages wait, for as long as the queue keeps them.
   *
   * @default true
   */
  readonly enabled?: boolean;
}
