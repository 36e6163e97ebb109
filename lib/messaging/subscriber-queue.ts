import { Validations } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { makeAlarm } from '../internal/alarm';
import { checkProps } from '../internal/checks/check';
import { checkTypes } from '../internal/checks/types';
import { undeliveredAlarm } from './alarms';
import { allowDelivery, keyStatement, subscriptionRegion } from './delivery';
import { SUBSCRIBER_CHECKS } from './subscriber-queue-checks';
import { SubscriberQueueProps } from './subscriber-queue-props';
import { DEAD_LETTERS_KEPT, WorkQueue } from './work-queue';

/**
 * A `WorkQueue` that a topic's messages come to, in the stack of whoever works on them: the queue, its subscription,
 * and a dead-letter queue for what SNS could not deliver. The topic's stack knows nothing of it.
 *
 * With a key of yours, its policy lets SNS use it for this topic; where the key was made elsewhere and is imported,
 * its owner must do so, and synth warns: `kms:Decrypt` and `kms:GenerateDataKey` for `sns.amazonaws.com`, with the
 * topic's ARN as `aws:SourceArn`. One key for a topic and its subscribers lets SNS use it for all topics of the topic's
 * account. What could not be delivered is under the same key, as it is the same data; with a key that SNS may not use
 * nothing can be kept, which the topic counts and a `FanOut` has an alarm for.
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
  /** Messages that SNS could not deliver, for 14 days. SQS does not redrive them: they are sent on by hand. */
  public readonly undelivered: sqs.Queue;

  constructor(scope: Construct, id: string, props: SubscriberQueueProps) {
    super(scope, id, props);
    checkTypes(this, 'SubscriberQueue', props);
    checkProps(this, 'SubscriberQueue', props, SUBSCRIBER_CHECKS);
    this.undelivered = this.makeUndelivered(props);
    if (props.encryptionKey) this.allowKey(props.topic, props.encryptionKey);
    const policy = allowDelivery(this.queue, props.topic);
    // Made here for its ID: the L2 would build that from the topic's path, so that a topic that moves or is imported
    // would replace the subscription.
    this.subscription = new sns.Subscription(this, 'Subscription', {
      topic: props.topic,
      protocol: sns.SubscriptionProtocol.SQS,
      endpoint: this.queue.queueArn,
      region: subscriptionRegion(this.queue, props.topic),
      rawMessageDelivery: props.rawDelivery ?? true,
      filterPolicy: props.filterPolicy,
      filterPolicyWithMessageBody: props.filterPolicyWithMessageBody,
      deadLetterQueue: this.undelivered,
    });
    if (policy) this.subscription.node.addDependency(policy);
    this.addAlarm(makeAlarm(this, undeliveredAlarm(this.undelivered)));
  }

  /** The key is that of both queues: where SNS may not use it, it can neither deliver a message nor keep it. */
  private allowKey(topic: sns.ITopic, key: kms.IKey): void {
    const { statementAdded } = key.addToResourcePolicy(keyStatement(this.queue, topic, key));
    if (statementAdded) return;
    Validations.of(this).addWarning(
      'cdk-scaling-patterns:subscriber-queue-imported-key',
      `SubscriberQueue at '${this.node.path}': encryptionKey is imported, so its policy cannot be changed here. Let sns.amazonaws.com use kms:Decrypt and kms:GenerateDataKey there, with the topic's ARN as aws:SourceArn, or every message is lost: SNS can write neither to the queue nor to the one of undelivered messages.`,
    );
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
