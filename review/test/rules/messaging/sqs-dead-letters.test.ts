import { Resource } from '../../../model';
import { review } from '../../../review';
import { assembly, resource, reviewStack, StackInput } from '../../support';
import { found, only } from '../support';

const RULE = 'sqs-dead-letters';
const queue = (properties: Record<string, unknown> = {}) => resource('AWS::SQS::Queue', properties);
const jobs = (FifoQueue: boolean | undefined, deadLetterTargetArn: unknown) =>
  queue({ FifoQueue, RedrivePolicy: { maxReceiveCount: 3, deadLetterTargetArn } });
const DEAD = { 'Fn::GetAtt': ['Dead', 'Arn'] };

test.each([
  [true, {}, 'it is a FIFO queue, and its dead-letter queue Dead a standard one'],
  [undefined, { FifoQueue: 'true' }, 'it is a standard queue, and its dead-letter queue Dead a FIFO one'],
])('flags a dead-letter queue of the other kind', (fifo, dead, why) => {
  expect(only(RULE, reviewStack({}, { Jobs: jobs(fifo, DEAD), Dead: queue(dead) }))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Jobs',
    message: `AWS::SQS::Queue Jobs is refused: ${why}`,
  });
});

test('flags a dead-letter queue in another Region', () => {
  const far: StackInput = {
    region: 'us-east-1',
    template: { Resources: { Dead: queue() }, Outputs: { Arn: { Value: DEAD } } },
  };
  const read = { 'Fn::GetStackOutput': { StackName: 'far', OutputName: 'Arn', Region: 'us-east-1' } };
  const step = review(assembly({}), assembly({ far, app: { Jobs: jobs(false, read) } }), { from: 'a', to: 'b' });
  expect(only(RULE, step).message).toBe(
    'AWS::SQS::Queue Jobs is refused: its dead-letter queue Dead is in us-east-1 of 111111111111',
  );
});

test.each<[string, Record<string, Resource>]>([
  ['standard queues', { Jobs: jobs(undefined, DEAD), Dead: queue() }],
  ['FIFO queues', { Jobs: jobs(true, DEAD), Dead: queue({ FifoQueue: true }) }],
  ['a dead-letter queue that stands elsewhere', { Jobs: jobs(true, 'arn:aws:sqs:eu-west-1:111111111111:dead') }],
  ['a queue without one', { Jobs: queue() }],
])('leaves %s alone', (_, resources) => {
  expect(found(RULE, reviewStack({}, resources))).toEqual([]);
});
