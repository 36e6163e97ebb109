import { Duration, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { FanOut } from '../../lib/messaging/fan-out';
import { QueueOrder } from '../../lib/messaging/queue-order';
import { WorkerScaling } from '../../lib/messaging/worker-scaling';
import { policyFindings } from '../support/growth';
import { buildPool, workQueue } from './support';

const scaling = WorkerScaling.byBacklog({ jobDuration: Duration.seconds(12), minTasks: 0, maxTasks: 9 });

const web = (stack: Stack) =>
  new iam.Role(stack, 'Web', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });

const cases: [string, (stack: Stack) => void][] = [
  [
    'senders to a queue and a topic with a key of yours',
    (stack) => {
      const encryptionKey = new kms.Key(stack, 'Key', { enableKeyRotation: true });
      const sender = web(stack);
      workQueue(stack, { encryptionKey }).grantSend(sender);
      new FanOut(stack, 'Events', { order: QueueOrder.standard(), encryptionKey }).grantPublish(sender);
    },
  ],
  ['a pool of containers', (stack) => void buildPool({}, stack)],
  [
    'a pool with everything that can be asked for',
    (stack) =>
      void buildPool(
        {
          queue: {
            order: QueueOrder.fifo(),
            encryptionKey: new kms.Key(stack, 'Key', { enableKeyRotation: true }),
          },
          containers: { scaling, executeCommand: true, readonlyRootFilesystem: true, writablePaths: ['/tmp'] },
        },
        stack,
      ),
  ],
  [
    'a fan-out',
    (stack) => {
      const events = new FanOut(stack, 'Events', {
        order: QueueOrder.standard(),
        subscriberAccounts: ['222222222222'],
      });
      events.addSubscriber('Receipts', { longestJob: Duration.seconds(20) });
      events.grantPublish(web(stack));
    },
  ],
  [
    'an ordered fan-out with a key of yours',
    (stack) => {
      const encryptionKey = new kms.Key(stack, 'Key', { enableKeyRotation: true });
      const events = new FanOut(stack, 'Events', { order: QueueOrder.fifo(), encryptionKey });
      events.addSubscriber('Receipts', { longestJob: Duration.seconds(20), encryptionKey });
    },
  ],
];

test.each(cases)('nothing is found with %s', (_, build) => {
  expect(policyFindings(build)).toEqual([]);
});
