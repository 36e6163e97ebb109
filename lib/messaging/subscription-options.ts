import * as sns from 'aws-cdk-lib/aws-sns';

/** Which of a topic's messages come, and how. Each value changes in place, within about 15 minutes. */
export interface SubscriptionOptions {
  /**
   * Only messages whose attributes match come: up to five attributes, all of which must.
   *
   * @default - all messages
   */
  readonly filterPolicy?: { [attribute: string]: sns.SubscriptionFilter };

  /**
   * Only messages whose body, in JSON, matches come. SNS charges 0.09 $ a GB that it looks through.
   *
   * @default - all messages
   */
  readonly filterPolicyWithMessageBody?: { [attribute: string]: sns.FilterOrPolicy };

  /**
   * Whether a message comes as it was published. Otherwise it is wrapped in JSON with its topic, time and ID. At most
   * ten message attributes can come with a raw one; messages with more are not delivered.
   *
   * @default true
   */
  readonly rawDelivery?: boolean;
}
