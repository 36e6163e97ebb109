import { RemovalPolicy } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { cdk, Endpoint, startEndpoint, State } from '../index';
import { assembly, bootstrap, deploy, stack } from '../support/apps';

/** What the services refuse, as the CDK CLI tells it. */

let endpoint: Endpoint;
let ready: State;

beforeAll(async () => {
  endpoint = await startEndpoint();
  await bootstrap(endpoint);
  ready = endpoint.snapshot();
});
beforeEach(() => endpoint.restore(ready));
afterAll(() => endpoint.close());

const stackNamed = (name: string) => Object.values(endpoint.snapshot().stacks).find((s) => s.name === name)!;

async function grow(before: string, after: string): Promise<string> {
  expect(await deploy(endpoint, before)).toMatchObject({ code: 0 });
  endpoint.plantMarkers();
  const result = await deploy(endpoint, after);
  expect(result.code).toBe(1);
  return result.output.replace(/\s+/g, ' ');
}

test('an environment that was not bootstrapped', async () => {
  const app = assembly(
    (a) => void new sqs.Queue(stack(a, 'far', { env: { account: '111111111111', region: 'eu-west-1' } }), 'Queue'),
  );
  const result = await deploy(endpoint, app);
  expect(result.code).toBe(1);
  expect(result.output).toContain('Has the environment been bootstrapped?');
});

test('a replacement with a fixed name collides with what it replaces', async () => {
  const version = (fifo: boolean) =>
    assembly(
      (app) =>
        void new sqs.CfnQueue(stack(app, 'app'), 'Queue', { queueName: 'jobs.fifo', fifoQueue: fifo || undefined }),
    );
  expect(await grow(version(false), version(true))).toContain('jobs.fifo already exists');
  expect(stackNamed('app').status).toBe('UPDATE_ROLLBACK_COMPLETE');
});

test('two indexes at once', async () => {
  const version = (names: string[]) =>
    assembly((app) => {
      const key = { name: 'id', type: dynamodb.AttributeType.STRING };
      new dynamodb.TableV2(stack(app, 'app'), 'Table', {
        partitionKey: key,
        globalSecondaryIndexes: names.map((indexName) => ({ indexName, partitionKey: key })),
      });
    });
  expect(await grow(version([]), version(['by-name', 'by-date']))).toContain(
    'Cannot perform more than one GSI creation or deletion in a single update',
  );
  expect(endpoint.markers().filter((m) => m.stack === 'app')).toMatchObject([{ marker: expect.any(String) }]);
});

test('a pinned zone with Multi-AZ', async () => {
  const version = (multiAz: boolean) =>
    assembly((app) => {
      const s = stack(app, 'app');
      const vpc = new ec2.Vpc(s, 'Vpc', { natGateways: 0, availabilityZones: ['us-east-1a', 'us-east-1b'] });
      const engine = rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 });
      const vpcSubnets = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };
      const db = new rds.DatabaseInstance(s, 'Db', {
        vpc,
        engine,
        vpcSubnets,
        availabilityZone: 'us-east-1a',
        storageEncrypted: true,
      });
      // The construct itself would refuse; the service refuses those that get past it.
      (db.node.defaultChild as rds.CfnDBInstance).multiAz = multiAz;
    });
  expect(await grow(version(false), version(true))).toContain(
    'Requesting a specific availability zone is not valid for Multi-AZ instances.',
  );
});

test('more zones re-cut the ranges of a VPC, whose subnets then meet their old selves', async () => {
  const version = (zones: number) =>
    assembly((app) => {
      const availabilityZones = ['us-east-1a', 'us-east-1b', 'us-east-1c'].slice(0, zones);
      new ec2.Vpc(stack(app, 'app'), 'Vpc', { natGateways: 0, availabilityZones });
    });
  expect(await grow(version(2), version(3))).toContain('conflicts with another subnet');
});

test('any update of a VPC origin that a distribution uses', async () => {
  const version = (name: string) =>
    assembly((app) => {
      const s = stack(app, 'app');
      const vpc = new ec2.Vpc(s, 'Vpc', { natGateways: 0, availabilityZones: ['us-east-1a', 'us-east-1b'] });
      const vpcSubnets = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };
      const balancer = new elbv2.ApplicationLoadBalancer(s, 'Lb', { vpc, vpcSubnets });
      const origin = origins.VpcOrigin.withApplicationLoadBalancer(balancer, { vpcOriginName: name });
      new cloudfront.Distribution(s, 'Cdn', { defaultBehavior: { origin } });
    });
  expect(await grow(version('one'), version('two'))).toMatch(
    /The VPC origin vo_\w+ is in use by E\w+ and cannot be updated/,
  );
});

test('an export in use, by strong references', async () => {
  const version = (fifo: boolean) =>
    assembly(
      (app) => {
        const queue = new sqs.Queue(stack(app, 'producer'), 'Queue', { fifo: fifo || undefined });
        new sns.Topic(stack(app, 'consumer'), 'Topic', { displayName: queue.queueName });
      },
      { '@aws-cdk/core:defaultCrossStackReferences': 'strong' },
    );
  expect(await grow(version(false), version(true))).toContain('cannot be updated as it is in use by consumer');
  expect(stackNamed('producer').status).toBe('UPDATE_ROLLBACK_COMPLETE');
});

test('a full bucket, a protected table and a protected stack stay when everything is destroyed', async () => {
  const app = assembly((a) => {
    new s3.Bucket(stack(a, 'files'), 'Bucket', { removalPolicy: RemovalPolicy.DESTROY });
    new dynamodb.TableV2(stack(a, 'rows'), 'Table', {
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
      removalPolicy: RemovalPolicy.DESTROY,
      deletionProtection: true,
    });
    new sqs.Queue(stack(a, 'locked', { terminationProtection: true }), 'Queue');
  });
  expect(await deploy(endpoint, app)).toMatchObject({ code: 0 });
  expect(stackNamed('locked').terminationProtection).toBe(true);
  endpoint.plantMarkers();
  const messages = {
    files: 'The bucket you tried to delete is not empty',
    rows: 'Resource cannot be deleted as it is currently protected against deletion.',
    locked: 'Stack [locked] cannot be deleted while TerminationProtection is enabled',
  };
  for (const [name, message] of Object.entries(messages)) {
    const result = await cdk(['destroy', name, '--force'], { endpoint: endpoint.url, app });
    expect(result.output.replace(/\s+/g, ' ')).toContain(message);
    expect(result.code).toBe(1);
  }
  expect(
    endpoint
      .markers()
      .filter((m) => ['files', 'rows'].includes(m.stack ?? ''))
      .map((m) => typeof m.marker),
  ).toEqual(['string', 'string']);
});
