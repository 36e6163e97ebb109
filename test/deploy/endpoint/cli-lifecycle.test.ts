import { CfnOutput, CfnResource, Duration, NestedStack, RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { cdk, Endpoint, LogEntry, startEndpoint, State } from '../index';
import { assembly, bootstrap, deploy, destroy, stack } from '../support/apps';
import { actions } from '../support/simulation';

/** The real CDK CLI against the simulated endpoint. */

let endpoint: Endpoint;
let ready: State;

beforeAll(async () => {
  endpoint = await startEndpoint();
  expect(await bootstrap(endpoint)).toMatchObject({ code: 0 });
  ready = endpoint.snapshot();
});
beforeEach(() => endpoint.restore(ready));
afterAll(() => endpoint.close());

const stackNamed = (name: string) => Object.values(endpoint.snapshot().stacks).find((s) => s.name === name)!;
const since = (count: number): LogEntry[] => endpoint.log.slice(count);

test('bootstraps, and finds nothing to do the second time', async () => {
  expect(stackNamed('CDKToolkit').status).toBe('CREATE_COMPLETE');
  const again = await bootstrap(endpoint);
  expect(again.output).toContain('bootstrapped (no changes)');
  expect(endpoint.log).toEqual([]);
});

test('creates, updates, sees no change, and shows a diff with what is replaced', async () => {
  const version = (seconds: number, fifo = false) =>
    assembly((app) => {
      const jobs = stack(app, 'jobs');
      const queue = new sqs.Queue(jobs, 'Queue', {
        visibilityTimeout: Duration.seconds(seconds),
        fifo: fifo || undefined,
      });
      new CfnOutput(jobs, 'Name', { value: queue.queueName });
    });
  const created = await deploy(endpoint, version(30));
  expect(created).toMatchObject({ code: 0 });
  expect(created.output).toMatch(/jobs \| 1\/2 .* CREATE_COMPLETE +\| AWS::SQS::Queue +\| Queue/);
  expect(created.output).toMatch(/jobs\.Name = jobs-Queue/);
  const updated = await deploy(endpoint, version(60));
  expect(updated.output).toContain('✅  jobs');
  expect(actions(since(1))).toEqual(['update Queue4A7E3555']);
  expect((await deploy(endpoint, version(60))).output).toContain('✅  jobs (no changes)');
  const diff = await cdk(['diff'], { endpoint: endpoint.url, app: version(60, true) });
  expect(diff.output).toContain('[~] AWS::SQS::Queue Queue Queue4A7E3555 replace');
  expect(diff.output).toContain('(requires replacement)');
  expect(stackNamed('jobs').status).toBe('UPDATE_COMPLETE');
});

test('replaces with a cascade in one stack, and leaves a weak consumer stale until it is deployed again', async () => {
  const version = (fifo: boolean) =>
    assembly((app) => {
      const producer = stack(app, 'producer');
      const queue = new sqs.Queue(producer, 'Queue', { fifo: fifo || undefined });
      new sns.Topic(producer, 'Near', { displayName: queue.queueName });
      new sns.Topic(stack(app, 'consumer'), 'Far', { displayName: queue.queueName });
    });
  await deploy(endpoint, version(false));
  const before = endpoint.log.length;
  const second = version(true);
  const grown = await deploy(endpoint, second);
  expect(grown.output).toContain('✅  consumer (no changes)');
  expect(actions(since(before)).map((line) => line.replace(/[0-9A-F]{8}$/, ''))).toEqual([
    'replace Queue',
    'update Near',
    'delete Queue',
  ]);
  const names = () =>
    Object.values(endpoint.snapshot().resources)
      .filter((r) => r.type === 'AWS::SNS::Topic')
      .map((r) => r.properties['DisplayName']);
  expect(new Set(names()).size).toBe(2);
  expect(await deploy(endpoint, second, '--force')).toMatchObject({ code: 0 });
  expect(new Set(names()).size).toBe(1);
});

test('keeps retained resources, with their data, when everything is destroyed', async () => {
  const app = assembly((a) => {
    const data = stack(a, 'data');
    new dynamodb.TableV2(data, 'Table', {
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    new s3.Bucket(data, 'Scratch', { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true });
  });
  expect(await deploy(endpoint, app)).toMatchObject({ code: 0 });
  endpoint.plantMarkers();
  const destroyed = await destroy(endpoint, app);
  expect(destroyed.output).toContain('✅  data: destroyed');
  const left = endpoint.markers().filter((marker) => marker.orphaned !== undefined);
  expect(left).toMatchObject([
    {
      stack: undefined,
      type: 'AWS::DynamoDB::GlobalTable',
      marker: expect.any(String),
      orphaned: 'kept by its Retain policy',
    },
  ]);
});

test('rolls back when an update fails in the middle, and succeeds when it is tried again', async () => {
  const version = (count: number) =>
    assembly((app) => {
      const jobs = stack(app, 'jobs');
      for (let i = 0; i < count; i += 1) new sqs.Queue(jobs, `Q${i}`, { deliveryDelay: Duration.seconds(count) });
    });
  await deploy(endpoint, version(1));
  const queue = () => Object.values(endpoint.snapshot().resources).find((r) => r.owner?.logicalId.startsWith('Q0'))!;
  const before = queue();
  const failing = Object.keys(JSON.parse(stackTemplate(version(2)))['Resources']).find((id) => id.startsWith('Q1'))!;
  endpoint.failOn({ stack: 'jobs', logicalId: failing });
  const failed = await deploy(endpoint, version(2));
  expect(failed.code).toBe(1);
  expect(failed.output).toContain('UPDATE_ROLLBACK_COMPLET');
  expect(failed.output).toMatch(/Injected\s+failure/);
  expect(queue()).toEqual(before);
  expect(await deploy(endpoint, version(2))).toMatchObject({ code: 0 });
  expect(stackNamed('jobs').status).toBe('UPDATE_COMPLETE');
});

function stackTemplate(directory: string): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return JSON.stringify(require(`${directory}/jobs.template.json`));
}

test('creates again after a failed creation', async () => {
  const app = assembly((a) => void new sqs.Queue(stack(a, 'jobs'), 'Queue'));
  endpoint.failOn({ stack: 'jobs', logicalId: 'Queue4A7E3555' });
  const failed = await deploy(endpoint, app);
  expect(failed.output).toContain('ROLLBACK_COMPLETE');
  expect(stackNamed('jobs').status).toBe('ROLLBACK_COMPLETE');
  expect(await deploy(endpoint, app)).toMatchObject({ code: 0 });
});

test('without rollback it pauses, and cdk rollback goes back', async () => {
  const version = (seconds: number) =>
    assembly((app) => void new sqs.Queue(stack(app, 'jobs'), 'Queue', { deliveryDelay: Duration.seconds(seconds) }));
  await deploy(endpoint, version(1));
  endpoint.failOn({ stack: 'jobs', logicalId: 'Queue4A7E3555' });
  expect(await deploy(endpoint, version(2), '--no-rollback')).toMatchObject({ code: 1 });
  expect(stackNamed('jobs').status).toBe('UPDATE_FAILED');
  expect(await cdk(['rollback', 'jobs'], { endpoint: endpoint.url, app: version(2) })).toMatchObject({ code: 0 });
  expect(stackNamed('jobs').status).toBe('UPDATE_ROLLBACK_COMPLETE');
});

test('changes a nested stack through its parent, in place', async () => {
  const version = (seconds: number) =>
    assembly((app) => {
      const nested = new NestedStack(stack(app, 'outer'), 'Inner');
      new sqs.Queue(nested, 'Queue', { visibilityTimeout: Duration.seconds(seconds) });
    });
  expect(await deploy(endpoint, version(30))).toMatchObject({ code: 0 });
  const before = endpoint.log.length;
  const diff = await cdk(['diff'], { endpoint: endpoint.url, app: version(60) });
  expect(diff.output).toContain('VisibilityTimeout');
  expect(await deploy(endpoint, version(60))).toMatchObject({ code: 0 });
  expect(actions(since(before))).toEqual(['update Queue4A7E3555']);
  expect(Object.values(endpoint.snapshot().stacks).find((s) => s.parent !== undefined)).toMatchObject({
    status: 'UPDATE_COMPLETE',
  });
  expect(await destroy(endpoint, version(60))).toMatchObject({ code: 0 });
});

test('deploys to two Regions, with assets and a weak reference between them', async () => {
  expect(await bootstrap(endpoint, 'eu-west-1')).toMatchObject({ code: 0 });
  const app = assembly((a) => {
    const far = stack(a, 'far', { env: { account: '111111111111', region: 'eu-west-1' } });
    const topic = new sns.Topic(far, 'Topic', { topicName: 'news' });
    new sns.Topic(stack(a, 'near'), 'Topic', { displayName: topic.topicName });
  });
  const result = await deploy(endpoint, app);
  expect(result).toMatchObject({ code: 0 });
  const topics = Object.values(endpoint.snapshot().resources).filter((r) => r.type === 'AWS::SNS::Topic');
  expect(topics.map((t) => t.region)).toEqual(['eu-west-1', 'us-east-1']);
  expect(topics[1]!.properties['DisplayName']).toBe('news');
  expect(new Set(endpoint.calls.map((call) => call.region))).toEqual(new Set(['us-east-1', 'eu-west-1']));
});

test('says what is wrong with a template before anything is made', async () => {
  const app = assembly(
    (a) => void new CfnResource(stack(a, 'jobs'), 'Queue', { type: 'AWS::SQS::Queue', properties: { Delay: 3 } }),
  );
  const result = await deploy(endpoint, app);
  expect(result.code).toBe(1);
  expect(result.output).toContain('extraneous key [Delay] is not permitted (at /Resources/Queue/Properties/Delay)');
  expect(endpoint.log).toEqual([]);
});
