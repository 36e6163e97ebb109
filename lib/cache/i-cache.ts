import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { IConstruct } from 'constructs';

/**
 * A cache that speaks the protocol of Valkey and Redis OSS in cluster mode, over TLS: what an app needs to know of it,
 * whether it has nodes or is serverless.
 */
export interface ICache extends IConstruct, ec2.IConnectable {
  /** Where clients in cluster mode begin: the host that tells them of all shards. */
  readonly host: string;

  /** The port of `host` and of every node. */
  readonly port: number;

  /** The name of the cache, which an IAM token is made for. */
  readonly cacheName: string;

  /**
   * The user that logs in with a password, as JSON (`username`, `password`); `undefined` where there is none. Where it
   * rotates, read it when a connection is opened, not when the app starts.
   */
  readonly secret?: secretsmanager.ISecret;

  /** The user that logs in with an IAM token in place of a password; `undefined` where there is none. */
  readonly iamUserName?: string;

  /** The alarms of the cache, for whoever tells people of them. */
  readonly alarms: cloudwatch.Alarm[];

  /**
   * Lets a consumer through, and lets its role read the secret, make IAM tokens, or both, as the cache's access allows.
   * Rules and permissions stand in the consumer's stack, so that the cache's stack knows no consumer.
   *
   * @param consumer what opens connections, such as a service
   * @param grantee who logs in, such as the role of the service's tasks
   */
  grantConnect(consumer: ec2.IConnectable, grantee: iam.IGrantable): iam.Grant;
}
