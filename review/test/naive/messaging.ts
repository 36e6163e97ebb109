import { App, Duration, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { ENV, Expectation, NaiveApp } from './naive-app';

const acme = (app: App) => new Stack(app, 'Acme', { env: ENV });

/** A queue that gets a dead-letter queue when the first messages were lost. */
const redriven =
  (...kinds: boolean[]) =>
  (app: App) => {
    const stack = acme(app);
    const [fifo, ...letters] = kinds.map((kind) => kind || undefined);
    const [dead] = letters.map((fifoQueue) => new sqs.CfnQueue(stack, 'Dead', { fifoQueue }));
    new sqs.CfnQueue(stack, 'Jobs', {
      fifoQueue: fifo,
      redrivePolicy: dead && { deadLetterTargetArn: dead.attrArn, maxReceiveCount: 3 },
    });
  };

/** A topic that gets a subscriber for whom the order counts. */
const fanned =
  (topicIsFifo: boolean, ...queues: boolean[]) =>
  (app: App) => {
    const stack = acme(app);
    const topic = new sns.CfnTopic(stack, 'Events', { fifoTopic: topicIsFifo || undefined });
    for (const [i, fifo] of queues.entries()) {
      const queue = new sqs.CfnQueue(stack, `Queue${i}`, { fifoQueue: fifo || undefined });
      new sns.CfnSubscription(stack, `Subscription${i}`, {
        topicArn: topic.ref,
        protocol: 'sqs',
        endpoint: queue.attrArn,
      });
    }
  };

interface Worker {
  readonly reads: boolean;
  readonly timeout?: number;
  readonly visibility?: number;
  readonly batch?: number;
  readonly window?: number;
}

/** A function on a queue, as in the README of aws-lambda-event-sources. */
const worked =
  ({ reads, timeout = 60, visibility, batch, window }: Worker) =>
  (app: App) => {
    const stack = acme(app);
    const handler = new lambda.Function(stack, 'Worker', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => {};'),
      timeout: Duration.seconds(timeout),
    });
    const queue = new sqs.Queue(stack, 'Jobs', {
      visibilityTimeout: visibility === undefined ? undefined : Duration.seconds(visibility),
    });
    if (!reads) return;
    const maxBatchingWindow = window === undefined ? undefined : Duration.seconds(window);
    handler.addEventSource(new sources.SqsEventSource(queue, { batchSize: batch, maxBatchingWindow }));
  };

const hazard = (rule: string, logicalId: string): Expectation => ({
  rule,
  severity: 'hazard',
  stack: 'Acme',
  logicalId,
});
const [STANDARD, ORDERED] = [false, true];

export const MESSAGING_APPS: readonly NaiveApp[] = [
  {
    door: 'SQS dead letters: a standard queue for a FIFO one',
    naive: {
      before: redriven(ORDERED),
      after: redriven(ORDERED, STANDARD),
      expect: hazard('sqs-dead-letters', 'Jobs'),
      outcome: 'fails',
    },
    safe: { before: redriven(ORDERED), after: redriven(ORDERED, ORDERED) },
  },
  {
    door: 'SNS subscriber: a FIFO queue on a standard topic',
    naive: {
      before: fanned(STANDARD, STANDARD),
      after: fanned(STANDARD, STANDARD, ORDERED),
      expect: hazard('sns-subscription', 'Subscription1'),
      outcome: 'fails',
    },
    safe: { before: fanned(ORDERED, ORDERED), after: fanned(ORDERED, ORDERED, STANDARD) },
  },
  {
    door: 'Lambda on a queue: slower than the queue waits',
    naive: {
      before: worked({ reads: false }),
      after: worked({ reads: true }),
      expect: hazard('lambda-queue', 'WorkerSqsEventSourceAcmeJobs78796FABC80D97CA'),
      outcome: 'fails',
    },
    safe: {
      before: worked({ reads: true, visibility: 360 }),
      after: worked({ reads: true, visibility: 720, timeout: 120, batch: 100, window: 5 }),
    },
  },
];
