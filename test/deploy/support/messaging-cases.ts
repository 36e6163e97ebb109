import { att, marker, r, ref } from './resources';
import { Case } from './service-case';

const queue = (more: object = {}) => r('AWS::SQS::Queue', more);
const FIFO = { FifoQueue: true };
const redriven = (more: object = {}) =>
  queue({ ...more, RedrivePolicy: { deadLetterTargetArn: att('Dead', 'Arn'), maxReceiveCount: 3 } });
const topic = (more: object = {}) => r('AWS::SNS::Topic', more);
const subscription = r('AWS::SNS::Subscription', {
  TopicArn: ref('T'),
  Protocol: 'sqs',
  Endpoint: att('Q', 'Arn'),
});
const handler = (Timeout: number) =>
  r('AWS::Lambda::Function', {
    Role: 'arn:aws:iam::111111111111:role/r',
    Code: { ZipFile: 'exports.handler = async () => {}' },
    Handler: 'index.handler',
    Runtime: 'nodejs22.x',
    Timeout,
  });
const mapping = (more: object = {}) =>
  r('AWS::Lambda::EventSourceMapping', { EventSourceArn: att('Q', 'Arn'), FunctionName: ref('F'), ...more });

/** Queues, topics, and functions that read from queues. */
export const MESSAGING_CASES: readonly Case[] = [
  {
    rule: 'sqs-dead-letters',
    before: { Dead: queue(), ...marker },
    after: { Dead: queue(), ...marker, Q: redriven(FIFO) },
    refused: 'Q',
    on: 'create',
    safe: { before: { Dead: queue(FIFO) }, after: { Dead: queue(FIFO), Q: redriven(FIFO) } },
  },
  {
    rule: 'sqs-dead-letters',
    before: { Q: queue() },
    after: {
      Q: queue({
        RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111111111111:dead', maxReceiveCount: 3 },
      }),
    },
    refused: 'Q',
    on: 'update',
  },
  {
    rule: 'sns-subscription',
    before: { T: topic(), Q: queue(FIFO) },
    after: { T: topic(), Q: queue(FIFO), S: subscription },
    refused: 'S',
    on: 'create',
    safe: {
      before: { T: topic({ FifoTopic: true }), Q: queue(FIFO) },
      after: { T: topic({ FifoTopic: true }), Q: queue(FIFO), S: subscription },
    },
  },
  {
    rule: 'sns-subscription',
    before: { T: topic({ FifoTopic: true }) },
    after: {
      T: topic({ FifoTopic: true }),
      S: r('AWS::SNS::Subscription', { TopicArn: ref('T'), Protocol: 'email', Endpoint: 'ops@example.com' }),
    },
    refused: 'S',
    on: 'create',
  },
  {
    rule: 'lambda-queue-times',
    before: { Q: queue(), F: handler(60) },
    after: { Q: queue(), F: handler(60), M: mapping() },
    refused: 'M',
    on: 'create',
    safe: { after: { Q: queue({ VisibilityTimeout: 360 }), F: handler(60), M: mapping() } },
  },
  {
    rule: 'lambda-queue-batch',
    before: { Q: queue(), F: handler(5), M: mapping() },
    after: { Q: queue(), F: handler(5), M: mapping({ BatchSize: 100 }) },
    refused: 'M',
    on: 'update',
    safe: { after: { Q: queue(), F: handler(5), M: mapping({ BatchSize: 100, MaximumBatchingWindowInSeconds: 5 }) } },
  },
  {
    rule: 'lambda-queue-batch',
    before: { Q: queue(FIFO), F: handler(5), M: mapping() },
    after: { Q: queue(FIFO), F: handler(5), M: mapping({ MaximumBatchingWindowInSeconds: 5 }) },
    refused: 'M',
    on: 'update',
  },
];
