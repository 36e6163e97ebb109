import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { runningTasks } from '../../lib/messaging/backlog-scaling';
import { QueueOrder } from '../../lib/messaging/queue-order';
import { WorkQueue } from '../../lib/messaging/work-queue';
import { WorkerPool } from '../../lib/messaging/worker-pool';
import { WorkerScaling } from '../../lib/messaging/worker-scaling';
import { Workers } from '../../lib/messaging/workers';
import { TaskPlacement } from '../../lib/service/containers/task-placement';
import { growing, integApp } from './support/app';
import { doneQueue, runShell, WORKER_COMMAND, WORKER_IMAGE } from './support/jobs';
import { testNetwork } from './support/network';
import { staysTheSame } from './support/stays';

// A pool of one task becomes one that follows its backlog, and goes on working.
const RUNNING = 2;
const { app, test } = integApp('work-queue');
let counted: cloudwatch.Alarm | undefined;
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
        ? WorkerScaling.byBacklog({ jobDuration: Duration.seconds(5), minTasks: RUNNING, maxTasks: 3 })
        : WorkerScaling.fixed(1),
    }),
  });
  runShell(pool, done);
  built.push({ jobs, pool, done });
  if (isLarge) counted = tasksAreCounted(stack, pool);
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
  { 'ScalableTargets.0.MinCapacity': RUNNING, 'ScalableTargets.0.MaxCapacity': 3 },
);
checks.holds(
  'ECS',
  'describeServices',
  { cluster: pool.cluster!.clusterName, services: [pool.service!.serviceName] },
  { 'services.0.runningCount': RUNNING },
  { within: Duration.minutes(10) },
);
// The samples of a minute are the running tasks, by which the policies count them.
checks.holds(
  'CloudWatch',
  'describeAlarms',
  { AlarmNames: [counted!.alarmName] },
  { 'MetricAlarms.0.StateValue': 'OK' },
  { within: Duration.minutes(15) },
);
checks.holds(
  'SQS',
  'getQueueAttributes',
  { QueueUrl: jobs.queue.queueUrl, AttributeNames: ['SqsManagedSseEnabled', 'ReceiveMessageWaitTimeSeconds'] },
  { 'Attributes.SqsManagedSseEnabled': true, 'Attributes.ReceiveMessageWaitTimeSeconds': 20 },
);

/** An alarm that is in order only while the metric is there and says what runs: a test has no clock to ask by. */
function tasksAreCounted(stack: Stack, { service }: WorkerPool): cloudwatch.Alarm {
  return new cloudwatch.Alarm(stack, 'Counted', {
    metric: new cloudwatch.MathExpression({
      expression: `ABS(running - ${RUNNING})`,
      usingMetrics: { running: runningTasks(service!) },
      period: Duration.minutes(1),
    }),
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    threshold: 0,
    // Each of three minutes: one alone may be that of a task's start.
    evaluationPeriods: 3,
    datapointsToAlarm: 1,
    treatMissingData: cloudwatch.TreatMissingData.BREACHING,
  });
}
