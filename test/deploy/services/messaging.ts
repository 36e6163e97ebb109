import { isTrueAt, numberAt, textAt } from '../engine/deep';
import { ServiceRule } from './rule';

const QUEUE = 'AWS::SQS::Queue';
const LAMBDA = 'https://docs.aws.amazon.com/lambda/latest/dg';

const DEAD_LETTERS: ServiceRule = {
  id: 'sqs-dead-letters',
  types: [QUEUE],
  on: ['create', 'update'],
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html',
  refuse({ after, scope }, world) {
    const arn = textAt(after, 'RedrivePolicy.deadLetterTargetArn');
    if (arn === undefined) return undefined;
    const dead = world.find([QUEUE], arn);
    const [, , , region] = arn.split(':');
    const why =
      region !== scope.region
        ? 'Dead-letter target must be in the same Region.'
        : dead !== undefined && isTrueAt(dead.properties, 'FifoQueue') !== isTrueAt(after, 'FifoQueue')
          ? 'Dead-letter queue must be same type of queue as the source.'
          : undefined;
    return why && `Value for parameter RedrivePolicy is invalid. Reason: ${why}`;
  },
};

const SUBSCRIPTION: ServiceRule = {
  id: 'sns-subscription',
  types: ['AWS::SNS::Subscription'],
  on: ['create'],
  source: 'https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html',
  refuse({ after }, world) {
    const topic = world.find(['AWS::SNS::Topic'], textAt(after, 'TopicArn'));
    const queue = world.find([QUEUE], textAt(after, 'Endpoint'));
    const ordered = topic !== undefined && isTrueAt(topic.properties, 'FifoTopic');
    const protocol = textAt(after, 'Protocol');
    if (ordered && protocol !== 'sqs') return `Invalid parameter: Invalid protocol type: ${protocol}`;
    return topic !== undefined && !ordered && queue !== undefined && isTrueAt(queue.properties, 'FifoQueue')
      ? 'Invalid parameter: Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics'
      : undefined;
  },
};

const MAPPING: ServiceRule = {
  id: 'lambda-queue-times',
  types: ['AWS::Lambda::EventSourceMapping'],
  on: ['create', 'update'],
  source: `${LAMBDA}/services-sqs-configure.html`,
  refuse({ after }, world) {
    const queue = world.find([QUEUE], textAt(after, 'EventSourceArn'));
    const handler = world.find(['AWS::Lambda::Function'], textAt(after, 'FunctionName'));
    if (queue === undefined || handler === undefined) return undefined;
    const hidden = numberAt(queue.properties, 'VisibilityTimeout') ?? 30;
    const longest = numberAt(handler.properties, 'Timeout') ?? 3;
    return hidden < longest
      ? `Queue visibility timeout: ${hidden} seconds is less than Function timeout: ${longest} seconds`
      : undefined;
  },
};

const BATCH: ServiceRule = {
  id: 'lambda-queue-batch',
  types: ['AWS::Lambda::EventSourceMapping'],
  on: ['create', 'update'],
  source: `${LAMBDA}/services-sqs-parameters.html`,
  refuse({ after }, world) {
    const queue = world.find([QUEUE], textAt(after, 'EventSourceArn'));
    if (queue === undefined) return undefined;
    const size = numberAt(after, 'BatchSize') ?? 10;
    const window = numberAt(after, 'MaximumBatchingWindowInSeconds') ?? 0;
    if (isTrueAt(queue.properties, 'FifoQueue') && (size > 10 || window > 0))
      return 'Batching window is not supported for FIFO queues, and their maximum batch size is 10';
    return size > 10 && window === 0
      ? 'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10'
      : undefined;
  },
};

export const MESSAGING_RULES: readonly ServiceRule[] = [DEAD_LETTERS, SUBSCRIPTION, MAPPING, BATCH];
