import * as kms from 'aws-cdk-lib/aws-kms';
import { QueueOrder } from './queue-order';

/** What a `FanOut` is made from. */
export interface FanOutProps {
  /** Whether messages keep their order. It can never change. */
  readonly order: QueueOrder;

  /**
   * A key of yours that encrypts messages at rest. `grantPublish` lets publishers use it. AWS services that publish
   * (S3, EventBridge, CloudWatch) need such a key, whose policy names them.
   *
   * @default - the account's `aws/sns` key, free of charge, by which apps of the account can publish, AWS services not
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Other accounts whose queues may subscribe, by their IDs of twelve digits.
   *
   * @default - none
   */
  readonly subscriberAccounts?: string[];
}
