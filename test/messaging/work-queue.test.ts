import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { QueueOrder } from '../../lib/messaging/queue-order';
import { WorkQueueProps } from '../../lib/messaging/work-queue-props';
import { quickStack, resource, workQueue } from './support';

const QUEUE = 'AWS::SQS::Queue';

function build(more: Partial<WorkQueueProps> = {}) {
  const stack = quickStack();
  const jobs = workQueue(stack, more);
  return { stack, jobs, template: () => Template.fromStack(stack) };
}

const failure = (more: Partial<WorkQueueProps>) => {
  try {
    build(more);
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
};

describe('the queue', () => {
  const template = build().template();
  const queue = resource(template, QUEUE, 'JobsQueue');
  const dead = resource(template, QUEUE, 'JobsDeadLetters');

  test('sends what failed five times to its dead-letter queue, which keeps it for 14 days', () => {
    expect(queue.properties.RedrivePolicy).toEqual({
      deadLetterTargetArn: { 'Fn::GetAtt': [dead.id, 'Arn'] },
      maxReceiveCount: 5,
    });
    expect(dead.properties.MessageRetentionPeriod).toBe(14 * 86_400);
    expect(queue.properties.MessageRetentionPeriod).toBe(4 * 86_400);
  });

  test('is the only one that the dead-letter queue takes messages of, by its own name', () => {
    expect(dead.properties.RedriveAllowPolicy).toEqual({
      redrivePermission: 'byQueue',
      sourceQueueArns: [`arn:aws:sqs:us-east-1:111111111111:${queue.properties.QueueName as string}`],
    });
  });

  test('hides a message for a minute longer than the longest job', () => {
    expect(queue.properties.VisibilityTimeout).toBe(150);
  });

  test('is polled long and encrypted, and so is the dead-letter queue', () => {
    for (const { properties } of [queue, dead])
      expect(properties).toMatchObject({ ReceiveMessageWaitTimeSeconds: 20, SqsManagedSseEnabled: true });
  });

  test('is reached by TLS only, and so is the dead-letter queue', () => {
    for (const { id } of [queue, dead])
      template.hasResourceProperties('AWS::SQS::QueuePolicy', {
        Queues: [{ Ref: id }],
        PolicyDocument: {
          Statement: [{ Effect: 'Deny', Action: 'sqs:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
        },
      });
  });

  test('has alarms for what is late and what failed', () => {
    const alarm = (prefix: string) => resource(template, 'AWS::CloudWatch::Alarm', prefix).properties;
    // Ten minutes to wait and a job of 90 seconds.
    expect(alarm('JobsOldestMessage')).toMatchObject({ Threshold: 690, EvaluationPeriods: 3 });
    expect(alarm('JobsDeadLetter')).toMatchObject({
      Threshold: 1,
      EvaluationPeriods: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    });
    expect(build().jobs.alarms).toHaveLength(2);
  });
});

test('a delivery delay is no lateness', () => {
  const template = build({ deliveryDelay: Duration.minutes(5) }).template();
  expect(resource(template, 'AWS::CloudWatch::Alarm', 'JobsOldestMessage').properties.Threshold).toBe(990);
  expect(resource(template, QUEUE, 'JobsQueue').properties.DelaySeconds).toBe(300);
});

describe('FIFO', () => {
  test('makes both queues FIFO, with a throughput for each message group', () => {
    const template = build({ order: QueueOrder.fifo() }).template();
    for (const prefix of ['JobsQueue', 'JobsDeadLetters'])
      expect(resource(template, QUEUE, prefix).properties).toMatchObject({
        FifoQueue: true,
        ContentBasedDeduplication: false,
        DeduplicationScope: 'messageGroup',
        FifoThroughputLimit: 'perMessageGroupId',
      });
    expect(resource(template, QUEUE, 'JobsQueue').properties.QueueName).toMatch(/\.fifo$/);
  });

  test('takes its options', () => {
    const order = QueueOrder.fifo({ contentBasedDeduplication: true, highThroughput: false });
    const template = build({ order }).template();
    expect(resource(template, QUEUE, 'JobsQueue').properties).toMatchObject({
      ContentBasedDeduplication: true,
      DeduplicationScope: 'queue',
      FifoThroughputLimit: 'perQueue',
    });
  });

  test('a standard queue has no word of it', () => {
    const { properties } = resource(build().template(), QUEUE, 'JobsQueue');
    expect(Object.keys(properties).filter((name) => /Fifo|Dedup/.test(name))).toEqual([]);
  });
});

test('a key of yours encrypts both queues, and senders may use it', () => {
  const stack = quickStack();
  const key = new kms.Key(stack, 'Key');
  const jobs = workQueue(stack, { encryptionKey: key });
  jobs.grantSend(new iam.Role(stack, 'Sender', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') }));
  const template = Template.fromStack(stack);
  const keyArn = { 'Fn::GetAtt': [resource(template, 'AWS::KMS::Key').id, 'Arn'] };
  for (const prefix of ['JobsQueue', 'JobsDeadLetters'])
    expect(resource(template, QUEUE, prefix).properties.KmsMasterKeyId).toEqual(keyArn);
  const statements = resource(template, 'AWS::IAM::Policy').properties.PolicyDocument as never as {
    Statement: { Action: string[] }[];
  };
  expect(statements.Statement.flatMap(({ Action }) => Action)).toEqual(
    expect.arrayContaining(['sqs:SendMessage', 'kms:Decrypt', 'kms:GenerateDataKey*']),
  );
});

const broken: [string, Partial<WorkQueueProps>, string][] = [
  [
    'a job that SQS cannot hide for so long',
    { longestJob: Duration.hours(12), retention: Duration.days(1) },
    'longestJob is 12 hours: give 1 second to 11 hours: SQS hides a message for 12 hours at most; cut a longer job into steps, each a message',
  ],
  ['no delay at all', { acceptedDelay: Duration.seconds(0) }, 'acceptedDelay is 0 seconds: give 1 second to 14 days'],
  [
    'a delay longer than messages live',
    { acceptedDelay: Duration.days(5) },
    'acceptedDelay >= retention is [5 days,4 days]: SQS would delete messages before they are late: give a longer retention',
  ],
  ['no attempt', { maxReceives: 0 }, 'maxReceives is 0: give a whole number from 1 to 1000'],
  [
    'messages that outlive the dead-letter queue',
    { retention: Duration.days(14) },
    'retention is 14 days: give 1 minute to 13 days: what failed keeps its date, and the dead-letter queue must keep it longer',
  ],
  [
    'a delivery delay that SQS does not know',
    { deliveryDelay: Duration.minutes(16) },
    'deliveryDelay is 16 minutes: give up to 15 minutes',
  ],
];

test.each(broken)('refuses %s', (_, more, message) => {
  expect(failure(more)).toBe(`WorkQueue at 'Stack/Jobs':\n  - ${message}`);
});
