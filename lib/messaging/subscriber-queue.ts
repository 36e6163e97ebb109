import { Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct, IDependable } from 'constructs';
import { makeAlarm } from '../internal/alarm';
import { validateProps } from '../internal/validation';
import { deadLetters } from './alarms';
import { SUBSCRIBER_RULES } from './fan-out-rules';
import { SubscriptionOptions } from './subscription-options';
import { DEAD_LETTERS_KEPT, WorkQueue } from './work-queue';
import { WorkQueueProps } from './work-queue-props';

/** What a `SubscriberQueue` is made from. */
export interface SubscriberQueueProps extends WorkQueueProps, SubscriptionOptions {
  /**
   * The topic: that of a `FanOut` in this stack or another, or one of another account or Region by
   * `sns.Topic.fromTopicArn()`.
   */
  readonly topic: sns.ITopic;
}

/** What a subscription waits for, and the topic's Region where it is another. */
interface Delivery {
  readonly policy?: IDependable;
  readonly region?: string;
}

/**
 * A `WorkQueue` that a topic's messages come to, in the stack of whoever works on them: the queue, its subscription,
 * and a dead-letter queue for what SNS could not deliver. The topic's stack knows nothing of it.
 *
 * With a key of yours, its policy lets SNS use it for this topic; where the key was made elsewhere and is imported,
 * its owner must do so: `kms:Decrypt` and `kms:GenerateDataKey` for `sns.amazonaws.com`, with the topic's ARN as
 * `aws:SourceArn`. One key for a topic and its subscribers lets SNS use it for all topics of the topic's account.
 *
 * **Cost**: that of `WorkQueue`, one more alarm (0.10 $), and for FIFO topics 0.01 $ a million deliveries; deliveries of
 * standard topics to SQS are free (https://aws.amazon.com/sns/pricing/).
 *
 * **One-way doors**: those of `WorkQueue`, and the topic: another one replaces the subscription, and messages that are
 * published meanwhile do not come.
 *
 * @example
 * declare const orders: sns.ITopic;
 * const shipped = new SubscriberQueue(this, 'Shipped', {
 *   topic: orders,
 *   order: QueueOrder.standard(),
 *   longestJob: Duration.seconds(30),
 *   filterPolicy: { type: sns.SubscriptionFilter.stringFilter({ allowlist: ['shipped'] }) },
 * });
 */
export class SubscriberQueue extends WorkQueue {
  /** The subscription. */
  public readonly subscription: sns.Subscription;
  /** Messages that SNS could not deliver, for 14 days; its redrive is a copy by hand. */
  public readonly undelivered: sqs.Queue;

  constructor(scope: Construct, id: string, props: SubscriberQueueProps) {
    super(scope, id, props);
    validateProps(this, 'SubscriberQueue', props, SUBSCRIBER_RULES);
    this.undelivered = this.makeUndelivered(props);
    const delivery = this.allowDelivery(props);
    // Made here for its ID: the L2 would build that from the topic's path, so that a topic that moves or is imported
    // would replace the subscription.
    this.subscription = new sns.Subscription(this, 'Subscription', {
      topic: props.topic,
      protocol: sns.SubscriptionProtocol.SQS,
      endpoint: this.queue.queueArn,
      region: delivery.region,
      rawMessageDelivery: props.rawDelivery ?? true,
      filterPolicy: props.filterPolicy,
      filterPolicyWithMessageBody: props.filterPolicyWithMessageBody,
      deadLetterQueue: this.undelivered,
    });
    if (delivery.policy) this.subscription.node.addDependency(delivery.policy);
    this.addAlarm(
      makeAlarm(this, deadLetters('UndeliveredMessage', this.undelivered, 'SNS could not deliver a message.')),
    );
  }

  /** Lets SNS send to the queue for this topic, and use its key. */
  private allowDelivery(props: SubscriberQueueProps): Delivery {
    const { topic, encryptionKey } = props;
    if (!encryptionKey || !(topic instanceof sns.Topic) || topic.masterKey !== encryptionKey) {
      const bound = new subscriptions.SqsSubscription(this.queue).bind(topic);
      return { policy: bound.subscriptionDependency, region: bound.region };
    }
    // One key for the topic and the queue: it cannot name the topic, which waits for it, so it names the account.
    const service = new iam.ServicePrincipal('sns.amazonaws.com');
    encryptionKey.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [service],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': topic.env.account } },
      }),
    );
    const { policyDependable } = this.queue.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [service],
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': topic.topicArn } },
      }),
    );
    return { policy: policyDependable };
  }

  /** Of the topic's kind, as SNS asks, and with the queue's key, which SNS may use. */
  private makeUndelivered(props: SubscriberQueueProps): sqs.Queue {
    const queue = new sqs.Queue(this, 'Undelivered', {
      fifo: props.topic.fifo ? true : undefined,
      encryption: props.encryptionKey ? sqs.QueueEncryption.KMS : sqs.QueueEncryption.SQS_MANAGED,
      encryptionMasterKey: props.encryptionKey,
      enforceSSL: true,
      retentionPeriod: DEAD_LETTERS_KEPT,
    });
    Validations.of(queue).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'This queue is the dead-letter queue of a subscription, which the rule does not look at.',
    });
    return queue;
  }
}
