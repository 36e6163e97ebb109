import * as sns from 'aws-cdk-lib/aws-sns';
import { SubscriptionOptions } from './subscription-options';
import { WorkQueueProps } from './work-queue-props';

/** What a `SubscriberQueue` is made from. */
export interface SubscriberQueueProps extends WorkQueueProps, SubscriptionOptions {
  /**
   * The topic: that of a `FanOut` in this stack or another, or one of another account or Region by
   * `sns.Topic.fromTopicArn()`.
   */
  readonly topic: sns.ITopic;
}
