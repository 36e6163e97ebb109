import { Duration, Lazy } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { ContainerWorkersOptions } from '../../lib/messaging/container-workers-options';
import { ExistingQueue } from '../../lib/messaging/existing-queue';
import { WorkQueueProps } from '../../lib/messaging/work-queue-props';
import { WorkerPool } from '../../lib/messaging/worker-pool';
import { BacklogScalingOptions, WorkerScaling } from '../../lib/messaging/worker-scaling';
import { Capacity } from '../../lib/service/capacity/capacity';
import { buildPool, containers, quickStack, workQueue } from './support';

const scaling = (more: Partial<BacklogScalingOptions>) => ({
  scaling: WorkerScaling.byBacklog({ jobDuration: Duration.seconds(10), minTasks: 1, maxTasks: 9, ...more }),
});

const broken: [string, Partial<ContainerWorkersOptions>, Partial<WorkQueueProps>, string][] = [
  [
    'fewer than no tasks',
    { scaling: WorkerScaling.fixed(-1) },
    {},
    'scaling is -1: give WorkerScaling.fixed() a whole number from 0 to 5000',
  ],
  ['half a task', scaling({ minTasks: 0.5 }), {}, 'scaling.minTasks is 0.5: give a whole number from 0 to 5000'],
  [
    'more tasks than a service has',
    scaling({ maxTasks: 5001 }),
    {},
    'scaling.maxTasks is 5001: give a whole number from 1 to 5000',
  ],
  [
    'bounds that cross',
    scaling({ minTasks: 10 }),
    {},
    'scaling.minTasks > scaling.maxTasks is [10,9]: give a maxTasks of 10 or more',
  ],
  ['no job at once', scaling({ jobsAtOnce: 0 }), {}, 'scaling.jobsAtOnce is 0: give a whole number from 1 to 1000'],
  [
    'a start that takes too long',
    scaling({ taskStart: Duration.minutes(16) }),
    { acceptedDelay: Duration.hours(1) },
    'scaling.taskStart is 16 minutes: give 1 second to 15 minutes',
  ],
  [
    'a usual job longer than the longest',
    scaling({ jobDuration: Duration.minutes(2) }),
    {},
    'scaling.jobDuration > longestJob is [2 minutes,90 seconds]: give what one job usually takes, or the queue a longer longestJob: workers lose a job that takes longer',
  ],
  [
    'a job that takes no time',
    scaling({ jobDuration: Duration.seconds(0) }),
    {},
    'scaling.jobDuration is 0 seconds: give what one job usually takes, more than 0',
  ],
  [
    'a delay that no scaling keeps',
    scaling({}),
    { acceptedDelay: Duration.minutes(4) },
    'acceptedDelay is 4 minutes: scaling by backlog takes up to 240 seconds from a message to a task that was started for it, and a job before it 10: give the queue an acceptedDelay of at least 250 seconds, or keep enough tasks by WorkerScaling.fixed()',
  ],
  [
    'a delay in which no instance starts',
    { ...scaling({}), capacity: Capacity.managedInstances() },
    { acceptedDelay: Duration.minutes(6) },
    'acceptedDelay is 6 minutes: scaling by backlog takes up to 420 seconds from a message to a task that was started for it, and a job before it 10: give the queue an acceptedDelay of at least 430 seconds, scaling.taskStart what a task takes where instances with room always run, or keep enough tasks by WorkerScaling.fixed()',
  ],
  [
    'a CPU that Fargate lacks',
    { cpu: 300 },
    {},
    'cpu is 300: Fargate has tasks with 256, 512, 1024, 2048, 4096, 8192 or 16384 CPU units',
  ],
  [
    'memory that does not go with the CPU',
    { memoryMiB: 4096 },
    {},
    'memoryMiB is 4096: with cpu 256, Fargate has 512, 1024 or 2048 MiB',
  ],
  [
    'capacity out of bounds',
    { capacity: Capacity.fargate({ spotPercent: 120 }) },
    {},
    'capacity is "spotPercent 120 must be a whole number from 0 to 100": give values within these bounds',
  ],
  [
    'a path that is none',
    { writablePaths: ['tmp'] },
    {},
    'writablePaths is ["tmp"]: give absolute paths other than \'/\'',
  ],
  [
    'a stop that ECS does not wait for',
    { stopTimeout: Duration.seconds(121) },
    {},
    'stopTimeout is 121 seconds: give whole seconds from 2 to 120',
  ],
  [
    'a stop in the middle of a job',
    { stopTimeout: Duration.seconds(30) },
    {},
    'stopTimeout < longestJob is [30 seconds,90 seconds]: ECS would stop a task in the middle of its job: give a stopTimeout as long as the longest job, up to 120 seconds',
  ],
  [
    'a long job without protection',
    {},
    { longestJob: Duration.minutes(10) },
    'stopTimeout < longestJob is [2 minutes,10 minutes]: ECS would stop a task in the middle of its job, as it waits for 120 seconds at most: let the process protect its task while it works and say so by protectsItself: true, or cut the job into steps',
  ],
];

test.each(broken)('refuses %s', (_, options, queue, message) => {
  expect(() => buildPool({ containers: options, queue })).toThrow(
    new Error(`WorkerPool at 'Stack/Pool':\n  - ${message}`),
  );
});

test("refuses the queue's variable as a secret", () => {
  const stack = quickStack();
  const secret = secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'queue');
  const secrets = { QUEUE_URL: ecs.Secret.fromSecretsManager(secret) };
  expect(() => buildPool({ containers: { secrets } }, stack)).toThrow(
    'environment and secrets is ["QUEUE_URL"]: name each variable in one of them only, as ECS refuses both',
  );
});

test('refuses a queue of yours that gives a job to a second worker', () => {
  const stack = quickStack();
  const queue = new ExistingQueue({
    queue: workQueue(stack).queue,
    longestJob: Duration.seconds(60),
    visibilityTimeout: Duration.seconds(30),
  });
  expect(() => new WorkerPool(stack, 'Pool', { queue, workers: containers(stack) })).toThrow(
    'visibilityTimeout < longestJob is [30 seconds,1 minute]: another worker would begin a job that is still being done: give the queue a longer visibility timeout',
  );
});

test('reports all at once', () => {
  expect(() =>
    buildPool({ containers: { cpu: 300, stopTimeout: Duration.seconds(1), ...scaling({ maxTasks: 0 }) } }),
  ).toThrow(/scaling\.maxTasks[^]*cpu[^]*stopTimeout/);
});

test('asks nothing of bounds that are known at deployment only', () => {
  const tasks = Lazy.number({ produce: () => 3 });
  expect(() => buildPool({ containers: { scaling: WorkerScaling.fixed(tasks) } })).not.toThrow();
});
