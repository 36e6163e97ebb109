import { Resource } from '../../../model';
import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'lambda-queue';
const queue = (properties: Record<string, unknown> = {}) => resource('AWS::SQS::Queue', properties);
const handler = (Timeout?: unknown) => resource('AWS::Lambda::Function', { Timeout });
const mapping = (properties: Record<string, unknown> = {}) =>
  resource('AWS::Lambda::EventSourceMapping', {
    EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
    FunctionName: { Ref: 'Handler' },
    ...properties,
  });
const app = (Queue: Resource, Handler: Resource, Mapping: Resource) => ({ Queue, Handler, Mapping });

test('flags a mapping whose function takes longer than its queue hides messages', () => {
  expect(only(RULE, reviewStack({}, app(queue(), handler(60), mapping())))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Mapping',
    message:
      'AWS::Lambda::EventSourceMapping Mapping is refused: the queue Queue hides a message for 30 s, less than the 60 s that Handler may take',
  });
});

test('flags a mapping that changes while it is so', () => {
  const late = (BatchSize: number) => app(queue({ VisibilityTimeout: 60 }), handler('90'), mapping({ BatchSize }));
  expect(only(RULE, reviewStack(late(1), late(5))).severity).toBe('hazard');
});

test('cautions where only the function changes, which Lambda does not look at', () => {
  const step = reviewStack(app(queue(), handler(30), mapping()), app(queue(), handler(60), mapping()));
  expect(only(RULE, step)).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Mapping',
    message:
      'AWS::Lambda::EventSourceMapping Mapping: the queue Queue hides a message for 30 s, less than the 60 s that Handler may take: what takes longer is worked on twice, and the next change of the mapping is refused',
  });
});

test.each([
  [queue(), { BatchSize: 100 }, 'BatchSize is 100, which over 10 needs a MaximumBatchingWindowInSeconds of 1 or more'],
  [
    queue({ FifoQueue: true }),
    { BatchSize: 20, MaximumBatchingWindowInSeconds: 5 },
    'the queue Queue is FIFO, which takes batches of 10 at most and no window, and BatchSize is 20, MaximumBatchingWindowInSeconds 5',
  ],
  [
    queue({ FifoQueue: true }),
    { MaximumBatchingWindowInSeconds: 5 },
    'the queue Queue is FIFO, which takes batches of 10 at most and no window, and BatchSize is 10, MaximumBatchingWindowInSeconds 5',
  ],
])('flags batches that the queue does not give', (Queue, properties, why) => {
  expect(only(RULE, reviewStack({}, app(Queue, handler(), mapping(properties)))).message).toBe(
    `AWS::Lambda::EventSourceMapping Mapping is refused: ${why}`,
  );
});

test.each<[string, Record<string, Resource>]>([
  ['time enough', app(queue({ VisibilityTimeout: 360 }), handler(60), mapping())],
  ['times that are not set', app(queue(), handler(), mapping())],
  [
    'a large batch with a window',
    app(queue(), handler(), mapping({ BatchSize: 100, MaximumBatchingWindowInSeconds: 1 })),
  ],
  ['ordered batches', app(queue({ FifoQueue: true }), handler(), mapping({ BatchSize: 10 }))],
  ['times that only the deployment knows', app(queue({ VisibilityTimeout: { Ref: 'T' } }), handler(900), mapping())],
  ['a stream', { Mapping: mapping({ EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] }, BatchSize: 100 }) }],
])('leaves %s alone', (_, resources) => {
  expect(found(RULE, reviewStack({}, resources))).toEqual([]);
});
