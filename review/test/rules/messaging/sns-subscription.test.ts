import { Resource } from '../../../model';
import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'sns-subscription';
const topic = (FifoTopic?: unknown) => resource('AWS::SNS::Topic', { FifoTopic });
const queue = (FifoQueue?: unknown) => resource('AWS::SQS::Queue', { FifoQueue });
const subscription = (
  TopicArn: unknown = { Ref: 'Topic' },
  Endpoint: unknown = { 'Fn::GetAtt': ['Queue', 'Arn'] },
  Protocol: unknown = 'sqs',
) => resource('AWS::SNS::Subscription', { TopicArn, Endpoint, Protocol });
const ARN = 'arn:aws:sqs:eu-west-1:111111111111:jobs.fifo';

test.each<[string, Record<string, Resource>, string]>([
  [
    'a FIFO queue of a standard topic',
    { Topic: topic(), Queue: queue(true), S: subscription() },
    'its queue is FIFO, and its topic a standard one',
  ],
  [
    'one by its ARN',
    { Topic: topic(), S: subscription({ Ref: 'Topic' }, ARN) },
    'its queue is FIFO, and its topic a standard one',
  ],
  [
    'a function of a FIFO topic',
    { Topic: topic(true), S: subscription({ Ref: 'Topic' }, 'arn:aws:lambda:…', 'lambda') },
    'its topic is FIFO, which delivers to queues alone, and its protocol "lambda"',
  ],
])('flags %s', (_, resources, why) => {
  expect(only(RULE, reviewStack({}, resources))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'S',
    message: `AWS::SNS::Subscription S is refused: ${why}`,
  });
});

test.each<[string, Record<string, Resource>]>([
  ['standard ones', { Topic: topic(), Queue: queue(), S: subscription() }],
  ['FIFO ones', { Topic: topic(true), Queue: queue('true'), S: subscription() }],
  ['a standard queue of a FIFO topic', { Topic: topic(true), Queue: queue(), S: subscription() }],
  ['an address', { Topic: topic(), S: subscription({ Ref: 'Topic' }, 'ops@example.com', 'email') }],
  ['what only the deployment knows', { S: subscription({ Ref: 'Given' }, { Ref: 'Other' }, { Ref: 'Protocol' }) }],
])('leaves %s alone', (_, resources) => {
  expect(found(RULE, reviewStack({}, resources))).toEqual([]);
});
