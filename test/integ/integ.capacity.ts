import { Duration } from 'aws-cdk-lib';
import { QueueOrder } from '../../lib/messaging/queue-order';
import { WorkQueue } from '../../lib/messaging/work-queue';
import { WorkerPool } from '../../lib/messaging/worker-pool';
import { Workers } from '../../lib/messaging/workers';
import { NatGateways } from '../../lib/network/nat-gateways';
import { Capacity } from '../../lib/service/capacity/capacity';
import { TaskPlacement } from '../../lib/service/containers/task-placement';
import { growing, integApp } from './support/app';
import { doneQueue, runShell, WORKER_COMMAND, WORKER_IMAGE } from './support/jobs';
import { testNetwork } from './support/network';
import { staysTheSame } from './support/stays';

// From Fargate to Fargate Spot, to instances of one's own, and to managed ones, each in place: the services stay, and
// their tasks work on jobs where they are then.
const MOVES = {
  Spot: () => Capacity.fargate({ spotPercent: 100, onDemandBase: 0 }),
  Ec2: () => Capacity.ec2({ vCpus: 2 }),
  Managed: () => Capacity.managedInstances({ maxVCpus: 2 }),
};

const { app, test } = integApp('capacity');
const built: { jobs: WorkQueue; pool: WorkerPool; done: { queueUrl: string }; name: string }[] = [];
const { small, large } = growing(app, 'integ-capacity', (stack, isLarge) => {
  const network = testNetwork(stack, NatGateways.one());
  for (const [name, capacity] of Object.entries(MOVES)) {
    const done = doneQueue(stack, `${name}Done`);
    const jobs = new WorkQueue(stack, `${name}Jobs`, {
      order: QueueOrder.standard(),
      longestJob: Duration.seconds(30),
    });
    const pool = new WorkerPool(stack, `${name}Workers`, {
      queue: jobs,
      workers: Workers.containers({
        vpc: network.vpc,
        placement: TaskPlacement.privateSubnets(network.privateSubnets),
        image: WORKER_IMAGE,
        command: WORKER_COMMAND,
        environment: { DONE_QUEUE_URL: done.queueUrl },
        capacity: isLarge ? capacity() : Capacity.fargate(),
      }),
    });
    runShell(pool, done);
    staysTheSame(stack, `${name}Service`, pool.service!.serviceArn);
    if (isLarge) built.push({ jobs, pool, done, name });
  }
});
const checks = test([small, large]);

for (const { jobs, pool, done, name } of built) {
  checks.holds(
    'ECS',
    'describeServices',
    { cluster: pool.cluster!.clusterName, services: [pool.service!.serviceName] },
    {
      'services.0.capacityProviderStrategy.0.capacityProvider': name === 'Spot' ? 'FARGATE_SPOT' : /^(?!FARGATE)/,
      'services.0.runningCount': 1,
      'services.0.deployments.0.rolloutState': 'COMPLETED',
    },
    { within: Duration.minutes(20) },
  );
  checks.call('SQS', 'sendMessage', { QueueUrl: jobs.queue.queueUrl, MessageBody: name });
  checks.answers(
    'SQS',
    'receiveMessage',
    { QueueUrl: done.queueUrl, WaitTimeSeconds: 20 },
    { Messages: [{ Body: name }] },
    { within: Duration.minutes(10) },
  );
}
