import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { ContainerWorkersOptions } from '../../lib/messaging/container-workers-options';
import { FunctionWorkersOptions } from '../../lib/messaging/function-workers-options';
import { QueueOrder } from '../../lib/messaging/queue-order';
import { WorkQueue } from '../../lib/messaging/work-queue';
import { WorkQueueProps } from '../../lib/messaging/work-queue-props';
import { WorkerPool } from '../../lib/messaging/worker-pool';
import { Workers } from '../../lib/messaging/workers';
import { TaskPlacement } from '../../lib/service/containers/task-placement';
import { importedVpc, inZones } from '../service/fixture';
import { testApp } from '../support/app';
import { TEST_ENV } from '../support/growth';

export type Json = Record<string, never>;

/** An app whose synth does not validate, which would double its time. */
export function quickApp(): App {
  return testApp({ builtinCloudFormationValidation: false });
}

export function quickStack(id = 'Stack', app = quickApp()): Stack {
  return new Stack(app, id, { env: TEST_ENV });
}

export function workQueue(stack: Stack, more: Partial<WorkQueueProps> = {}): WorkQueue {
  return new WorkQueue(stack, 'Jobs', {
    order: QueueOrder.standard(),
    longestJob: Duration.seconds(90),
    acceptedDelay: Duration.minutes(10),
    ...more,
  });
}

export function containers(stack: Stack, more: Partial<ContainerWorkersOptions> = {}): Workers {
  const vpc = importedVpc(stack);
  return Workers.containers({
    vpc,
    placement: TaskPlacement.privateSubnets(inZones(vpc, 'private', 2)),
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:stable'),
    ...more,
  });
}

export function handler(stack: Stack, more: Partial<lambda.FunctionProps> = {}): lambda.Function {
  return new lambda.Function(stack, 'Handler', {
    runtime: lambda.Runtime.NODEJS_LATEST,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => ({ batchItemFailures: [] });'),
    timeout: Duration.minutes(3),
    ...more,
  });
}

export interface PoolOptions {
  readonly queue?: Partial<WorkQueueProps>;
  readonly containers?: Partial<ContainerWorkersOptions>;
  readonly functions?: Partial<FunctionWorkersOptions>;
}

export interface BuiltPool {
  readonly stack: Stack;
  readonly jobs: WorkQueue;
  readonly pool: WorkerPool;
}

/** A queue with containers, or with a function where `functions` is given. */
export function buildPool(options: PoolOptions = {}, stack = quickStack()): BuiltPool {
  const jobs = workQueue(stack, options.queue);
  const workers = options.functions
    ? Workers.functions({ handler: handler(stack), maxConcurrency: 5, ...options.functions })
    : containers(stack, options.containers);
  return { stack, jobs, pool: new WorkerPool(stack, 'Pool', { queue: jobs, workers }) };
}

export const poolTemplate = (options?: PoolOptions) => Template.fromStack(buildPool(options).stack);

/** The one resource of a type whose logical ID begins so. */
export function resource(template: Template, type: string, prefix = ''): { id: string; properties: Json } {
  const found = Object.entries(template.findResources(type)).filter(([id]) => id.startsWith(prefix));
  expect(found.map(([id]) => id)).toHaveLength(1);
  return { id: found[0]![0], properties: (found[0]![1] as { Properties: Json }).Properties };
}
