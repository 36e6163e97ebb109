import { Duration } from 'aws-cdk-lib';
import { QueueOrder } from '../../lib/messaging/queue-order';
import { WorkQueue } from '../../lib/messaging/work-queue';
import { WorkerPool } from '../../lib/messaging/worker-pool';
import { Workers } from '../../lib/messaging/workers';
import { integApp } from './support/app';
import { doneQueue, workerFunction } from './support/jobs';

// Of a batch with a bad job the good ones are done, and the bad one alone ends among the dead letters.
const { stack: makeStack, test } = integApp('function-workers');
const stack = makeStack('integ-function-workers');
const done = doneQueue(stack);
const jobs = new WorkQueue(stack, 'Jobs', {
  order: QueueOrder.standard(),
  longestJob: Duration.seconds(5),
  maxReceives: 2,
});
new WorkerPool(stack, 'Workers', {
  queue: jobs,
  workers: Workers.functions({ handler: workerFunction(stack, done), maxConcurrency: 2 }),
});
const checks = test([stack]);
const QueueUrl = jobs.queue.queueUrl;

checks.call('SQS', 'sendMessageBatch', {
  QueueUrl,
  Entries: [
    { Id: 'good', MessageBody: 'paint the fence' },
    { Id: 'bad', MessageBody: 'poison' },
  ],
});
checks.answers(
  'SQS',
  'receiveMessage',
  { QueueUrl: done.queueUrl, WaitTimeSeconds: 20 },
  { Messages: [{ Body: 'paint the fence' }] },
  { within: Duration.minutes(5) },
);
checks.answers(
  'SQS',
  'receiveMessage',
  { QueueUrl: jobs.deadLetterQueue.queueUrl, WaitTimeSeconds: 20 },
  { Messages: [{ Body: 'poison' }] },
  { within: Duration.minutes(10) },
);
