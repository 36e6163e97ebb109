import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { Build, ENV, NaiveApp } from './naive-app';

/** One stack with what `fill` puts in it. */
const stack =
  (fill: (scope: Construct) => void, name = 'Acme'): Build =>
  (app: App) =>
    fill(new Stack(app, name, { env: ENV }));

const KEY = { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } };

const index = (name: string): dynamodb.GlobalSecondaryIndexPropsV2 => ({
  indexName: name,
  partitionKey: { name, type: dynamodb.AttributeType.STRING },
});

const table = (props: Partial<dynamodb.TableProps> = {}, indexes: string[] = [], id = 'Sessions') =>
  stack((scope) => {
    const made = new dynamodb.Table(scope, id, { ...KEY, billingMode: dynamodb.BillingMode.PAY_PER_REQUEST, ...props });
    indexes.forEach((name) =>
      made.addGlobalSecondaryIndex({ indexName: name, partitionKey: { name, type: dynamodb.AttributeType.STRING } }),
    );
  });

const tableV2 = (props: Partial<dynamodb.TablePropsV2> = {}) =>
  stack((scope) => new dynamodb.TableV2(scope, 'Sessions', { ...KEY, ...props }));

const replicas = (...regions: string[]) => ({ replicas: regions.map((region) => ({ region })) });

const strong = (timeToLiveAttribute?: string) =>
  tableV2({
    ...replicas('us-east-2', 'us-west-2'),
    multiRegionConsistency: dynamodb.MultiRegionConsistency.STRONG,
    timeToLiveAttribute,
  });

const bucket = (props: s3.BucketProps) => stack((scope) => new s3.Bucket(scope, 'Uploads', props));

const queue = (props: sqs.QueueProps) => stack((scope) => new sqs.Queue(scope, 'Jobs', props));

const topic = (props: sns.TopicProps) => stack((scope) => new sns.Topic(scope, 'Events', props));

const key = (multiRegion: boolean, enableKeyRotation?: boolean) =>
  stack((scope) => new kms.Key(scope, 'Key', { multiRegion, enableKeyRotation }));

/** Two stacks of which one has the bucket. */
const bucketIn = (owner: 'Web' | 'Data', versioned?: boolean) => (app: App) => {
  for (const name of ['Web', 'Data']) {
    const holder = new Stack(app, name, { env: ENV });
    new sns.Topic(holder, 'Alarms');
    if (name === owner) new s3.Bucket(holder, 'Uploads', { versioned });
  }
};

const hazard = (rule: string, logicalId: string, stackName = 'Acme') =>
  ({ rule, severity: 'hazard', stack: stackName, logicalId }) as const;

export const DATA_APPS: readonly NaiveApp[] = [
  {
    door: 'DynamoDB: Table, then TableV2 of the same name',
    naive: {
      before: table(),
      after: tableV2(),
      expect: hazard('durable-type-changed', 'Sessions8896A56D'),
      outcome: 'fails',
    },
    safe: { before: tableV2(), after: tableV2(replicas('eu-west-1')) },
  },
  {
    door: 'DynamoDB consistency: eventual, then strong',
    naive: {
      before: tableV2(replicas('us-east-2', 'us-west-2')),
      after: strong(),
      expect: hazard('dynamodb-consistency', 'Sessions8896A56D'),
      outcome: 'fails',
    },
    safe: { before: strong(), after: strong('expires') },
  },
  {
    door: 'DynamoDB indexes: two at once',
    naive: {
      before: table(),
      after: table({}, ['user', 'device']),
      expect: hazard('dynamodb-one-index', 'Sessions8896A56D'),
      outcome: 'fails',
    },
    safe: {
      before: tableV2({ globalSecondaryIndexes: [index('user')] }),
      after: tableV2({ globalSecondaryIndexes: [index('user'), index('device')] }),
    },
  },
  {
    door: 'DynamoDB replicas: two at once',
    naive: {
      before: tableV2(),
      after: tableV2(replicas('eu-west-1', 'us-west-2')),
      expect: hazard('dynamodb-one-replica', 'Sessions8896A56D'),
      outcome: 'fails',
    },
    safe: { before: tableV2(replicas('eu-west-1')), after: tableV2(replicas('eu-west-1', 'us-west-2')) },
  },
  {
    door: 'DynamoDB key: a sort key later, under a fixed name',
    naive: {
      before: table({ tableName: 'sessions' }),
      after: table({ tableName: 'sessions', sortKey: { name: 'at', type: dynamodb.AttributeType.NUMBER } }),
      expect: hazard('fixed-name-collision', 'Sessions8896A56D'),
      outcome: 'fails',
    },
    safe: { before: tableV2(), after: tableV2({ globalSecondaryIndexes: [index('user')] }) },
  },
  {
    door: 'retained table with a fixed name, at another construct path later',
    naive: {
      before: table({ tableName: 'sessions' }),
      after: table({ tableName: 'sessions' }, [], 'UserSessions'),
      expect: hazard('retained-name-reused', 'Sessions8896A56D'),
      outcome: 'fails',
    },
    safe: { before: tableV2(), after: tableV2({ timeToLiveAttribute: 'expires' }) },
  },
  {
    door: 'KMS: single-Region, then multi-Region',
    naive: {
      before: key(false),
      after: key(true),
      expect: hazard('refused-update', 'Key961B73FD'),
      outcome: 'fails',
    },
    safe: { before: key(true, false), after: key(true, true) },
  },
  {
    door: 'SQS: standard, then FIFO',
    naive: {
      before: queue({}),
      after: queue({ fifo: true }),
      expect: hazard('transient-replaced', 'JobsDF1CC2D4'),
      outcome: 'loses',
    },
    safe: { before: queue({ fifo: true }), after: queue({ fifo: true, contentBasedDeduplication: true }) },
  },
  {
    door: 'SNS: standard, then FIFO',
    naive: {
      before: topic({}),
      after: topic({ fifo: true }),
      expect: hazard('transient-replaced', 'EventsD32975C2'),
      outcome: 'loses',
    },
    safe: { before: topic({ fifo: true }), after: topic({ fifo: true, contentBasedDeduplication: true }) },
  },
  {
    door: 'S3 object lock: unset, then on',
    naive: {
      before: bucket({ versioned: true }),
      after: bucket({ versioned: true, objectLockEnabled: true }),
      expect: hazard('durable-replaced', 'Uploads4F6EB0FD'),
      outcome: 'loses',
    },
    safe: {
      before: bucket({ objectLockEnabled: true }),
      after: bucket({ objectLockEnabled: true, lifecycleRules: [{ noncurrentVersionsToRetain: 5 }] }),
    },
  },
  {
    door: 'S3 bucket name: unset, then set',
    naive: {
      before: bucket({}),
      after: bucket({ bucketName: 'acme-uploads' }),
      expect: hazard('durable-replaced', 'Uploads4F6EB0FD'),
      outcome: 'loses',
    },
    safe: { before: bucket({}), after: bucket({ versioned: true }) },
  },
  {
    door: 'stack membership: a bucket moves to another stack',
    naive: {
      before: bucketIn('Web'),
      after: bucketIn('Data'),
      expect: hazard('durable-moved', 'Uploads4F6EB0FD', 'Web'),
      outcome: 'loses',
    },
    safe: { before: bucketIn('Data'), after: bucketIn('Data', true) },
  },
  {
    door: 'the stage in the stack name',
    naive: {
      before: stack((scope) => new s3.Bucket(scope, 'Uploads'), 'acme-one-data'),
      after: stack((scope) => new s3.Bucket(scope, 'Uploads'), 'acme-hundred-data'),
      expect: hazard('durable-moved', 'Uploads4F6EB0FD', 'acme-one-data'),
      outcome: 'loses',
    },
    safe: {
      before: stack((scope) => new s3.Bucket(scope, 'Uploads'), 'acme-data'),
      after: stack((scope) => new s3.Bucket(scope, 'Uploads', { versioned: true }), 'acme-data'),
    },
  },
  {
    door: 'the stage in a construct path',
    naive: {
      before: stack((scope) => new s3.Bucket(new Construct(scope, 'StageOne'), 'Uploads')),
      after: stack((scope) => new s3.Bucket(new Construct(scope, 'StageHundred'), 'Uploads')),
      expect: hazard('durable-moved', 'StageOneUploadsDB5C166F'),
      outcome: 'loses',
    },
    safe: {
      before: stack((scope) => new s3.Bucket(new Construct(scope, 'Storage'), 'Uploads')),
      after: stack((scope) => new s3.Bucket(new Construct(scope, 'Storage'), 'Uploads', { versioned: true })),
    },
  },
  {
    door: 'a retained bucket that is taken out',
    naive: {
      before: bucket({ removalPolicy: RemovalPolicy.RETAIN }),
      after: stack((scope) => new sns.Topic(scope, 'Events')),
      expect: hazard('durable-orphaned', 'Uploads4F6EB0FD'),
      outcome: 'loses',
    },
    safe: { before: bucket({}), after: bucket({ versioned: true }) },
  },
  {
    door: 'removal policy: destroy, then the bucket is taken out',
    naive: {
      // Without the latter a bucket that is not empty would be left behind, and its objects with it.
      before: bucket({ removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true }),
      after: stack((scope) => new sns.Topic(scope, 'Events')),
      expect: hazard('durable-destroyed', 'Uploads4F6EB0FD'),
      outcome: 'loses',
    },
    safe: { before: bucket({ removalPolicy: RemovalPolicy.RETAIN }), after: bucket({ versioned: true }) },
  },
];
