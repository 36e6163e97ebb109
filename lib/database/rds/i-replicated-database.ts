import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { IConstruct } from 'constructs';

/**
 * A relational database that takes writes at one place and reads at several: what an app needs to know of it, whether
 * it is RDS, Aurora or a proxy before one of them.
 */
export interface IReplicatedDatabase extends IConstruct, ec2.IConnectable {
  /** Where writes go, and reads that must see the last write. Its host name stays when the database fails over. */
  readonly writerEndpoint: rds.Endpoint;

  /**
   * Where reads go that may be a moment old, at least one host, each at `port`. Without a reader it is the writer's, so
   * that apps read from here from the first stage on.
   */
  readonly readerHosts: string[];

  /** The port of every host. */
  readonly port: number;

  /** The name of the database on the server. */
  readonly databaseName: string;

  /**
   * The user and the password, as JSON (`username`, `password`, `host`, `port`, `dbname`, `engine`). Where rotation is
   * on, read it when a connection is opened, not when the app starts.
   */
  readonly secret: secretsmanager.ISecret;

  /**
   * Lets a consumer through to all hosts, and lets its role read the secret. Rules and permissions stand in the
   * consumer's stack, so that the database's stack knows no consumer.
   *
   * @param consumer what opens connections, such as a service
   * @param grantee who reads the secret, such as the role of the service's tasks
   */
  grantConnect(consumer: ec2.IConnectable, grantee: iam.IGrantable): iam.Grant;
}
