import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { ExistingQueue } from '../../lib/messaging/existing-queue';
import { QueueOrder } from '../../lib/messaging/queue-order';
import { WorkerPool } from '../../lib/messaging/worker-pool';
import { Workers } from '../../lib/messaging/workers';
import { buildPool, handler, PoolOptions, poolTemplate, quickStack, resource, workQueue } from './support';

const MAPPING = 'AWS::Lambda::EventSourceMapping';
const mapping = (options: PoolOptions) => resource(poolTemplate(options), MAPPING).properties;

test('messages that failed come back alone, and no more functions run than were asked for', () => {
  const template = poolTemplate({ functions: {} });
  expect(resource(template, MAPPING).properties).toEqual({
    EventSourceArn: { 'Fn::GetAtt': [resource(template, 'AWS::SQS::Queue', 'JobsQueue').id, 'Arn'] },
    FunctionName: { Ref: resource(template, 'AWS::Lambda::Function').id },
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 5 },
    // Two jobs of 90 seconds fit into a timeout of three minutes.
    BatchSize: 2,
    Enabled: true,
  });
});

test.each([
  [3, 10],
  [60, 3],
  [180, 1],
])('jobs of up to %d seconds come %d at a time to a function with three minutes', (seconds, batch) => {
  expect(mapping({ queue: { longestJob: Duration.seconds(seconds) }, functions: {} }).BatchSize).toBe(batch);
});

test("the queue hides messages for six times the function's timeout and the batching window", () => {
  const visibility = (options: PoolOptions) =>
    resource(poolTemplate(options), 'AWS::SQS::Queue', 'JobsQueue').properties.VisibilityTimeout;
  expect(visibility({ functions: {} })).toBe(6 * 180);
  expect(visibility({ functions: { maxBatchingWindow: Duration.seconds(30) } })).toBe(6 * 180 + 30);
});

test('the mapping waits until the function may read the queue', () => {
  const template = poolTemplate({ functions: {} });
  const [made] = Object.values(template.findResources(MAPPING)) as { DependsOn?: string[] }[];
  expect(made!.DependsOn).toEqual(expect.arrayContaining([resource(template, 'AWS::IAM::Policy').id]));
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [Match.objectLike({ Action: Match.arrayWith(['sqs:DeleteMessage']) })] },
  });
});

test('it can be paused', () => {
  expect(mapping({ functions: { enabled: false } }).Enabled).toBe(false);
});

test('batches can be large, with a window', () => {
  const functions = { batchSize: 100, maxBatchingWindow: Duration.seconds(5) };
  expect(mapping({ functions })).toMatchObject({ BatchSize: 100, MaximumBatchingWindowInSeconds: 5 });
});

test('the alarm is for as many functions as may run', () => {
  const template = poolTemplate({ functions: {} });
  const alarm = resource(template, 'AWS::CloudWatch::Alarm', 'PoolAtMaximum').properties;
  expect(alarm).toMatchObject({ Threshold: 5, EvaluationPeriods: 15 });
  expect(JSON.stringify(alarm)).toContain('ConcurrentExecutions');
});

test('a dashboard row shows the function', () => {
  const { pool, stack } = buildPool({ functions: {} });
  expect(JSON.stringify(stack.resolve(pool.dashboardRow().flatMap((widget) => widget.toJson())))).toContain(
    'ConcurrentExecutions',
  );
});

test('grants go to the function', () => {
  const { pool } = buildPool({ functions: {} });
  expect(pool.grantPrincipal).toBe(pool.handler!.grantPrincipal);
  expect(pool.service).toBeUndefined();
});

const FIFO = { order: QueueOrder.fifo() };

const broken: [string, PoolOptions, string][] = [
  [
    'a job that the function cannot end',
    { queue: { longestJob: Duration.minutes(4) }, functions: {} },
    'longestJob > timeout is [4 minutes,3 minutes]: Lambda would stop the function in the middle of its job: give the function a longer timeout, up to 15 minutes, or use Workers.containers()',
  ],
  ['one at a time', { functions: { maxConcurrency: 1 } }, 'maxConcurrency is 1: give a whole number from 2 to 1000'],
  ['no message', { functions: { batchSize: 0 } }, 'batchSize is 0: give a whole number from 1 to 10000'],
  [
    'more messages than FIFO gives',
    { queue: FIFO, functions: { batchSize: 11 } },
    'batchSize is 11: give a whole number from 1 to 10, as the queue is FIFO',
  ],
  [
    'large batches with no time to gather them',
    { functions: { batchSize: 11 } },
    'batchSize and maxBatchingWindow is 11: Lambda gathers more than 10 messages only with a maxBatchingWindow of at least 1 second',
  ],
  [
    'a window that is too long',
    { functions: { maxBatchingWindow: Duration.minutes(6) } },
    'maxBatchingWindow is 6 minutes: give whole seconds from 0 to 300',
  ],
  [
    'a window with FIFO',
    { queue: FIFO, functions: { maxBatchingWindow: Duration.minutes(1) } },
    'maxBatchingWindow is 1 minute: Lambda gathers no messages of a FIFO queue: leave it out',
  ],
];

test.each(broken)('refuses %s', (_, options, message) => {
  expect(() => buildPool(options)).toThrow(new Error(`WorkerPool at 'Stack/Pool':\n  - ${message}`));
});

test('refuses a function from elsewhere whose timeout is not given', () => {
  const stack = quickStack();
  const imported = lambda.Function.fromFunctionArn(stack, 'There', 'arn:aws:lambda:us-east-1:111111111111:function:f');
  const build = (id: string, timeout?: Duration) =>
    new WorkerPool(stack, id, {
      queue: workQueue(quickStack(), {}),
      workers: Workers.functions({ handler: imported, maxConcurrency: 5, timeout }),
    });
  expect(() => build('Pool')).toThrow(
    new Error(
      "WorkerPool at 'Stack/Pool':\n  - timeout is null: the function is made elsewhere and its timeout is not known here: give the function's timeout",
    ),
  );
});

test('refuses a queue of yours that hides messages too shortly', () => {
  const stack = quickStack();
  const queue = new ExistingQueue({
    queue: workQueue(stack).queue,
    longestJob: Duration.seconds(30),
    visibilityTimeout: Duration.minutes(2),
  });
  const workers = Workers.functions({ handler: handler(stack), maxConcurrency: 5 });
  expect(() => new WorkerPool(stack, 'Pool', { queue, workers })).toThrow(
    new Error(
      "WorkerPool at 'Stack/Pool':\n  - visibilityTimeout is 120: Lambda wants six times the function's timeout and the batching window: give the queue 1080 seconds or more",
    ),
  );
});

test('a template with a function has no container', () => {
  const template = Template.fromStack(buildPool({ functions: {} }).stack);
  template.resourceCountIs('AWS::ECS::Service', 0);
});
