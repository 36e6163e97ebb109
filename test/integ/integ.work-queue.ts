import { Duration } from 'aws-cdk-lib';
import { QueueOrder } from '../../lib/messaging/queue-order';
import { WorkQueue } from '../../lib/messaging/work-queue';
import { WorkerPool } from '../../lib/messaging/worker-pool';
import { WorkerScaling } from '../../lib/messaging/worker-scaling';
import { Workers } from '../../lib/messaging/workers';
import { TaskPlacement } from '../../lib/service/task-placement';
import { growing, integApp } from './support/app';
import { doneQueue, runShell, WORKER_COMMAND, WORKER_IMAGE } from './support/jobs';
import { testNetwork } from './support/network';
import { staysTheSame } from './support/stays';

// A pool of one task becomes one that follows its backlog, and goes on working.
const { app, test } = integApp('work-queue');
const built: { jobs: WorkQueue; pool: WorkerPool; done: { queueUrl: string } }[] = [];
const { small, large } = growing(app, 'integ-work-queue', (stack, isLarge) => {
  const network = testNetwork(stack);
  const done = doneQueue(stack);
  const jobs = new WorkQueue(stack, 'Jobs', {
    order: QueueOrder.standard(),
    longestJob: Duration.seconds(30),
    acceptedDelay: Duration.minutes(5),
  });
  const pool = new WorkerPool(stack, 'Workers', {
    queue: jobs,
    workers: Workers.containers({
      vpc: network.vpc,
      placement: TaskPlacement.publicSubnets(network.publicSubnets),
      image: WORKER_IMAGE,
      command: WORKER_COMMAND,
      environment: { DONE_QUEUE_URL: done.queueUrl },
      scaling: isLarge
        ? WorkerScaling.byBacklog({ jobDuration: Duration.seconds(5), minTasks: 1, maxTasks: 3 })
        : WorkerScaling.fixed(1),
    }),
  });
  runShell(pool, done);
  built.push({ jobs, pool, done });
  staysTheSame(stack, 'Queue', jobs.queue.queueArn);
  staysTheSame(stack, 'DeadLetters', jobs.deadLetterQueue.queueArn);
  staysTheSame(stack, 'Service', pool.service!.serviceArn);
});
const { jobs, pool, done } = built[1];
const checks = test([small, large]);

checks.call('SQS', 'sendMessage', { QueueUrl: jobs.queue.queueUrl, MessageBody: 'paint the fence' });
checks.answers(
  'SQS',
  'receiveMessage',
  { QueueUrl: done.queueUrl, WaitTimeSeconds: 20 },
  { Messages: [{ Body: 'paint the fence' }] },
  { within: Duration.minutes(10) },
);
checks.holds(
  'ApplicationAutoScaling',
  'describeScalableTargets',
  { ServiceNamespace: 'ecs', ResourceIds: [`service/${pool.cluster!.clusterName}/${pool.service!.serviceName}`] },
  { 'ScalableTargets.0.MinCapacity': 1, 'ScalableTargets.0.MaxCapacity': 3 },
);
checks.holds(
  'SQS',
  'getQueueAttributes',
  { QueueUrl: jobs.queue.queueUrl, AttributeNames: ['SqsManagedSseEnabled', 'ReceiveMessageWaitTimeSeconds'] },
  { 'Attributes.SqsManagedSseEnabled': true, 'Attributes.ReceiveMessageWaitTimeSeconds': 20 },
);
