import { checkArguments } from '../internal/checks/types';

/** How a FIFO queue or topic orders and counts its messages. Each value changes in place. */
export interface FifoOptions {
  /**
   * Whether SQS and SNS take the SHA-256 of a message's body for its deduplication ID, so that the same body sent
   * again within five minutes is dropped. Without it each message must come with an ID.
   *
   * @default false - the sender gives a `MessageDeduplicationId`, such as the ID of the order
   */
  readonly contentBasedDeduplication?: boolean;

  /**
   * Whether message groups are dealt with apart: 18,000 and more messages a second in large Regions instead of 300 (3,000
   * in batches), and duplicates are looked for within a message group only.
   *
   * @default true
   */
  readonly highThroughput?: boolean;
}

/**
 * Whether messages keep their order. A one-way door: a queue or topic cannot be turned into the other kind, it is
 * replaced, and with it the messages in it are lost.
 *
 * Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues.html
 */
export class QueueOrder {
  /**
   * Any order, at least once: a job may come twice, and a later one before an earlier one, so jobs must bear being
   * repeated. As many messages as one likes, at 0.40 $ a million requests.
   */
  public static standard(): QueueOrder {
    return new QueueOrder();
  }

  /**
   * In order and once, within a *message group*: the sender names the group by `MessageGroupId`, and while a message
   * of a group is being worked on, no other one of that group is given out. So a group is what must stay in order and
   * nothing more (a customer, an order, an account): the number of groups with messages is the most workers that can
   * be busy, and one group for all is one worker at a time, whatever the scaling says. A job that fails stops its
   * group until it has gone to the dead-letter queue. At 0.50 $ a million requests.
   */
  public static fifo(options: FifoOptions = {}): QueueOrder {
    checkArguments('QueueOrder.fifo', { options });
    return new QueueOrder({
      contentBasedDeduplication: options.contentBasedDeduplication ?? false,
      highThroughput: options.highThroughput ?? true,
    });
  }

  private constructor(private readonly options?: Required<FifoOptions>) {}

  /** Whether messages keep their order within a message group. */
  public get isFifo(): boolean {
    return this.options !== undefined;
  }

  /** @internal */
  public get _fifo(): Required<FifoOptions> | undefined {
    return this.options;
  }
}
