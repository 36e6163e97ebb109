import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ReplicatedCache } from '../lib/cache/replicated-cache';
import { IReplicatedDatabase } from '../lib/database/rds/i-replicated-database';
import { AppEnvironment } from '../lib/environment/app-environment';
import { FanOut } from '../lib/messaging/fan-out';
import { WorkQueue } from '../lib/messaging/work-queue';
import { DurableBucket } from '../lib/storage/durable-bucket';
import { GlobalTable } from '../lib/table/global-table';

/** What the containers of an app work with, the web's as the workers'. */
export interface AppData {
  readonly database: IReplicatedDatabase;
  readonly sessions: GlobalTable;
  readonly uploads: DurableBucket;
  readonly cache?: ReplicatedCache;
  readonly jobs?: WorkQueue;
  readonly events?: FanOut;
}

/** What the contract tells beside. */
export interface AppFacts {
  readonly region: string;
  readonly assetsPath: string;
  /** Connections of a task to the database. */
  readonly poolSize: number;
}

/** The environment contract of a stage, the same for the web's containers and the workers'. */
export function contractOf(data: AppData, { region, assetsPath, poolSize }: AppFacts): AppEnvironment {
  const { cache, database } = data;
  return new AppEnvironment({
    region,
    databaseWriterHost: database.writerEndpoint.hostname,
    databaseReaderHosts: database.readerHosts,
    databasePort: database.port,
    databaseName: database.databaseName,
    databaseSecretArn: database.secret.secretArn,
    databasePoolSize: poolSize,
    sessionTable: data.sessions.table.tableName,
    uploadsBucket: data.uploads.bucket.bucketName,
    assetsPath,
    cacheHost: cache?.host,
    cachePort: cache?.port,
    cacheName: cache?.cacheName,
    cacheUser: cache?.iamUserName,
    cacheSecretArn: cache?.secret?.secretArn,
    jobsQueueUrl: data.jobs?.queue.queueUrl,
    eventsTopicArn: data.events?.topic.topicArn,
  });
}

/** Lets containers use what the contract names. Whoever is told of something may use it, the web as the workers. */
export function grantContract(data: AppData, containers: ec2.IConnectable & iam.IGrantable): void {
  data.database.grantConnect(containers, containers);
  data.sessions.table.grantReadWriteData(containers);
  data.uploads.grantReadWrite(containers);
  data.cache?.grantConnect(containers, containers);
  data.jobs?.grantSend(containers);
  data.events?.grantPublish(containers);
}
