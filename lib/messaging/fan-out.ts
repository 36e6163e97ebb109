import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { acknowledgeKey } from '../internal/acknowledge-key';
import { makeAlarm } from '../internal/alarm';
import { checkProps } from '../internal/checks/check';
import { checkArguments, checkTypes } from '../internal/checks/types';
import { lostAlarm } from './alarms';
import { FAN_OUT_CHECKS } from './fan-out-checks';
import { FanOutProps } from './fan-out-props';
import { QueueOrder } from './queue-order';
import { SubscriberQueue } from './subscriber-queue';
import { SubscriptionOptions } from './subscription-options';
import { WorkQueueOptions } from './work-queue-props';

/** SNS's own key of the account, which every principal of the account may use through SNS, free of charge. */
const SNS_KEY = 'alias/aws/sns';

/** What a subscriber of a `FanOut` is made from. */
export interface SubscriberOptions extends WorkQueueOptions, SubscriptionOptions {
  /**
   * Where the queue is made: a construct in the stack of whoever works on it, which then depends on the topic's.
   *
   * @default - in the fan-out itself
   */
  readonly scope?: Construct;

  /**
   * Whether the queue keeps the messages' order. A FIFO topic delivers to both kinds, a standard one to standard queues.
   * It can never change.
   *
   * @default - as the topic does
   */
  readonly order?: QueueOrder;
}

/**
 * Publishes once, to any number of queues: an encrypted topic that TLS alone reaches, and for each subscriber a queue
 * with filters, a dead-letter queue of its own and alarms, ready for a `WorkerPool`.
 *
 * ```text
 *                     ┌─ filter ─▶ queue ─▶ WorkerPool
 *   publisher ─▶ topic┤              └─ 5 failures ─▶ dead letters ─▶ alarm
 *                     ├─ not delivered ─▶ undelivered ─▶ alarm
 *                     └─ nor kept there: lost ─▶ alarm
 * ```
 *
 * A subscriber lives where its work is done: give `scope`, or make a `SubscriberQueue` there from the topic. The topic's
 * stack never learns of its subscribers, so stacks form no cycle and teams subscribe without asking.
 *
 * A subscriber in another account: name the account in `subscriberAccounts` here; there, make a `SubscriberQueue` with
 * `sns.Topic.fromTopicArn()`. The subscription must be made by the queue's account, and is then confirmed by itself.
 *
 * **Cost** (https://aws.amazon.com/sns/pricing/): 0.50 $ a million publishes beyond the first million of a month, FIFO
 * 0.30 $ and 0.017 $ a GB; deliveries to SQS are free, FIFO 0.01 $ a million and 0.001 $ a GB. Publishes count in pieces
 * of 64 KB. The alarm is 0.10 $ a month. Each subscriber costs what a `SubscriberQueue` does.
 *
 * **One-way doors**: `order`: a topic cannot become the other kind. A FIFO topic has a name made from its path, which
 * therefore must stay. Encryption, accounts, subscribers and their filters change in place.
 *
 * @example
 * const events = new FanOut(this, 'Events', { order: QueueOrder.standard() });
 * const receipts = events.addSubscriber('Receipts', {
 *   longestJob: Duration.seconds(20),
 *   filterPolicy: { type: sns.SubscriptionFilter.stringFilter({ allowlist: ['trip-ended'] }) },
 * });
 * const archive = events.addSubscriber('Archive', { longestJob: Duration.minutes(1) });
 */
export class FanOut extends Construct {
  /** The topic. */
  public readonly topic: sns.Topic;
  private readonly order: QueueOrder;
  private readonly lost: cloudwatch.Alarm;

  constructor(scope: Construct, id: string, props: FanOutProps) {
    super(scope, id);
    checkTypes(this, 'FanOut', props);
    checkProps(this, 'FanOut', props, FAN_OUT_CHECKS);
    this.order = props.order;
    const fifo = props.order._fifo;
    this.topic = new sns.Topic(this, 'Topic', {
      ...(fifo && {
        fifo: true,
        contentBasedDeduplication: fifo.contentBasedDeduplication,
        fifoThroughputScope: fifo.highThroughput
          ? sns.FifoThroughputScope.MESSAGE_GROUP
          : sns.FifoThroughputScope.TOPIC,
      }),
      masterKey: props.encryptionKey,
      enforceSSL: true,
      signatureVersion: '2',
    });
    if (!props.encryptionKey) (this.topic.node.defaultChild as sns.CfnTopic).kmsMasterKeyId = SNS_KEY;
    if (props.subscriberAccounts?.length) this.allowSubscribers(props.subscriberAccounts);
    this.lost = makeAlarm(this, lostAlarm(this.topic));
  }

  /**
   * An alarm: SNS could neither deliver a message nor keep it for its subscriber, wherever that is. Those of a
   * subscriber are the subscriber's.
   */
  public get alarms(): cloudwatch.IAlarm[] {
    return [this.lost];
  }

  /**
   * Adds a queue that the topic's messages come to.
   *
   * @param id the queue's ID within `scope`
   * @param options the queue, its filters and where it is made
   * @returns a queue ready for a `WorkerPool`
   */
  public addSubscriber(id: string, options: SubscriberOptions): SubscriberQueue {
    checkArguments('FanOut.addSubscriber', { id, options });
    const { scope, order, ...rest } = options;
    return new SubscriberQueue(scope ?? this, id, { ...rest, topic: this.topic, order: order ?? this.order });
  }

  /**
   * Lets somebody publish.
   *
   * @param grantee who publishes, such as a `WebService`
   */
  public grantPublish(grantee: iam.IGrantable): iam.Grant {
    checkArguments('FanOut.grantPublish', { grantee });
    acknowledgeKey(grantee, this.topic.masterKey);
    return this.topic.grantPublish(grantee);
  }

  /** Queues only: a topic that any endpoint may subscribe to can send its messages anywhere. */
  private allowSubscribers(accounts: string[]): void {
    this.topic.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'QueuesOfOtherAccounts',
        principals: accounts.map((account) => new iam.AccountPrincipal(account)),
        actions: ['sns:Subscribe'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'sns:Protocol': 'sqs' } },
      }),
    );
  }
}
