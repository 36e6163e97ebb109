import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { FanOut, SubscriberOptions } from '../../lib/messaging/fan-out';
import { FanOutProps } from '../../lib/messaging/fan-out-props';
import { QueueOrder } from '../../lib/messaging/queue-order';
import { SubscriberQueue } from '../../lib/messaging/subscriber-queue';
import { WorkerPool } from '../../lib/messaging/worker-pool';
import { containers, quickApp, quickStack, resource } from './support';

const SUBSCRIPTION = 'AWS::SNS::Subscription';
const TOPIC_ARN = 'arn:aws:sns:us-east-1:222222222222:orders';
const job = { longestJob: Duration.seconds(20) };

function build(more: Partial<FanOutProps> = {}, subscriber: Partial<SubscriberOptions> = {}) {
  const stack = quickStack();
  const events = new FanOut(stack, 'Events', { order: QueueOrder.standard(), ...more });
  const receipts = events.addSubscriber('Receipts', { ...job, ...subscriber });
  return { stack, events, receipts, template: () => Template.fromStack(stack) };
}

describe('a subscriber', () => {
  const filterPolicy = { type: sns.SubscriptionFilter.stringFilter({ allowlist: ['trip-ended'] }) };
  const template = build({}, { filterPolicy }).template();
  const topic = resource(template, 'AWS::SNS::Topic');
  const queue = resource(template, 'AWS::SQS::Queue', 'EventsReceiptsQueue');
  const undelivered = resource(template, 'AWS::SQS::Queue', 'EventsReceiptsUndelivered');
  const byTopic = { ArnEquals: { 'aws:SourceArn': { Ref: topic.id } } };

  test('gets the messages that it asked for, as they were published', () => {
    expect(resource(template, SUBSCRIPTION).properties).toEqual({
      TopicArn: { Ref: topic.id },
      Protocol: 'sqs',
      Endpoint: { 'Fn::GetAtt': [queue.id, 'Arn'] },
      RawMessageDelivery: true,
      FilterPolicy: { type: ['trip-ended'] },
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': [undelivered.id, 'Arn'] } },
    });
  });

  test.each([queue.id, undelivered.id])('lets SNS send to %s for this topic only, by TLS only', (id) => {
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      Queues: [{ Ref: id }],
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({
            Action: 'sqs:SendMessage',
            Effect: 'Allow',
            Principal: { Service: 'sns.amazonaws.com' },
            Condition: byTopic,
          }),
        ]),
      },
    });
  });

  test('has an alarm for what could not be delivered, beside those of its queue', () => {
    const alarm = resource(template, 'AWS::CloudWatch::Alarm', 'EventsReceiptsUndelivered').properties;
    expect(alarm.Threshold).toBe(1);
    // SQS redrives what comes from a queue only.
    expect(alarm.AlarmDescription).toContain('send the messages on by hand: SQS does not redrive');
    expect(build().receipts.alarms).toHaveLength(3);
  });

  test('is ready for a worker pool', () => {
    const { stack, receipts } = build();
    const pool = new WorkerPool(stack, 'Pool', { queue: receipts, workers: containers(stack) });
    expect(pool.queue).toBe(receipts);
  });
});

test('filters may look at the body', () => {
  const template = build(
    {},
    {
      rawDelivery: false,
      filterPolicyWithMessageBody: {
        city: sns.FilterOrPolicy.filter(sns.SubscriptionFilter.stringFilter({ allowlist: ['Paris'] })),
      },
    },
  ).template();
  expect(resource(template, SUBSCRIPTION).properties).toMatchObject({
    RawMessageDelivery: false,
    FilterPolicyScope: 'MessageBody',
    FilterPolicy: { city: ['Paris'] },
  });
});

describe('the topic', () => {
  test('is encrypted by a key that costs nothing, and reached by TLS only', () => {
    const template = build().template();
    expect(resource(template, 'AWS::SNS::Topic').properties.KmsMasterKeyId).toBe('alias/aws/sns');
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: [Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
      },
    });
  });

  test('counts what SNS could neither deliver nor keep, and has an alarm for it', () => {
    const { events, template: built } = build({ order: QueueOrder.fifo() });
    const topic = resource(built(), 'AWS::SNS::Topic');
    expect(resource(built(), 'AWS::CloudWatch::Alarm', 'EventsLostMessage').properties).toMatchObject({
      Metrics: [
        {
          MetricStat: {
            Metric: {
              Namespace: 'AWS/SNS',
              MetricName: 'NumberOfNotificationsFailedToRedriveToDlq',
              Dimensions: [{ Name: 'TopicName', Value: { 'Fn::GetAtt': [topic.id, 'TopicName'] } }],
            },
            Period: 60,
            Stat: 'Sum',
          },
        },
      ],
      Threshold: 1,
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
    });
    expect(events.alarms).toHaveLength(1);
  });

  test('lets publishers use a key of yours', () => {
    const stack = quickStack();
    const key = new kms.Key(stack, 'Key');
    const events = new FanOut(stack, 'Events', { order: QueueOrder.standard(), encryptionKey: key });
    events.grantPublish(new iam.Role(stack, 'Web', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') }));
    const policy = resource(Template.fromStack(stack), 'AWS::IAM::Policy').properties.PolicyDocument as never as {
      Statement: { Action: string | string[] }[];
    };
    expect(policy.Statement.flatMap(({ Action }) => Action)).toEqual(
      expect.arrayContaining(['sns:Publish', 'kms:Decrypt', 'kms:GenerateDataKey*']),
    );
  });

  test('lets queues of the accounts that were named subscribe, and nothing else of them', () => {
    const template = build({ subscriberAccounts: ['222222222222'] }).template();
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          {
            Sid: 'QueuesOfOtherAccounts',
            Effect: 'Allow',
            Action: 'sns:Subscribe',
            Principal: { AWS: 'arn:aws:iam::222222222222:root' },
            Resource: Match.anyValue(),
            Condition: { StringEquals: { 'sns:Protocol': 'sqs' } },
          },
        ]),
      },
    });
  });
});

describe('FIFO', () => {
  test('pairs a FIFO topic with FIFO queues, what was not delivered included', () => {
    const template = build({ order: QueueOrder.fifo({ contentBasedDeduplication: true }) }).template();
    expect(resource(template, 'AWS::SNS::Topic').properties).toMatchObject({
      FifoTopic: true,
      ContentBasedDeduplication: true,
      FifoThroughputScope: 'MessageGroup',
      TopicName: expect.stringMatching(/\.fifo$/) as never,
    });
    for (const part of ['Queue', 'DeadLetters', 'Undelivered'])
      expect(resource(template, 'AWS::SQS::Queue', `EventsReceipts${part}`).properties.FifoQueue).toBe(true);
  });

  test('a FIFO topic delivers to a standard queue that asks for it', () => {
    const template = build({ order: QueueOrder.fifo() }, { order: QueueOrder.standard() }).template();
    expect(resource(template, 'AWS::SQS::Queue', 'EventsReceiptsQueue').properties.FifoQueue).toBeUndefined();
    expect(resource(template, 'AWS::SQS::Queue', 'EventsReceiptsUndelivered').properties.FifoQueue).toBe(true);
  });
});

describe("a subscriber in its consumer's stack", () => {
  const app = quickApp();
  const messaging = quickStack('Messaging', app);
  const consumer = quickStack('Consumer', app);
  const events = new FanOut(messaging, 'Events', { order: QueueOrder.standard() });
  events.addSubscriber('Receipts', { ...job, scope: consumer });

  test('has all its parts there', () => {
    Template.fromStack(messaging).resourceCountIs('AWS::SQS::Queue', 0);
    Template.fromStack(messaging).resourceCountIs(SUBSCRIPTION, 0);
    Template.fromStack(consumer).resourceCountIs('AWS::SQS::Queue', 3);
    Template.fromStack(consumer).resourceCountIs(SUBSCRIPTION, 1);
  });

  test("makes its stack depend on the topic's, not the other way round", () => {
    const names = (stack: Stack) => stack.dependencies.map(({ stackName }) => stackName);
    expect(names(consumer)).toEqual(['Messaging']);
    expect(names(messaging)).toEqual([]);
  });
});

describe('a subscriber in another account', () => {
  const stack = quickStack();
  new SubscriberQueue(stack, 'Orders', {
    ...job,
    topic: sns.Topic.fromTopicArn(stack, 'Topic', TOPIC_ARN),
    order: QueueOrder.standard(),
  });
  const template = Template.fromStack(stack);

  test('subscribes from its own account', () => {
    expect(resource(template, SUBSCRIPTION).properties).toMatchObject({ TopicArn: TOPIC_ARN, Protocol: 'sqs' });
  });

  test("lets that account's topic send, and no other", () => {
    for (const part of ['Queue', 'Undelivered'])
      template.hasResourceProperties('AWS::SQS::QueuePolicy', {
        Queues: [{ Ref: resource(template, 'AWS::SQS::Queue', `Orders${part}`).id }],
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Action: 'sqs:SendMessage',
              Condition: { ArnEquals: { 'aws:SourceArn': TOPIC_ARN } },
            }),
          ]),
        },
      });
  });

  test("names the topic's Region where it is another", () => {
    const other = quickStack();
    new SubscriberQueue(other, 'Orders', {
      ...job,
      topic: sns.Topic.fromTopicArn(other, 'Topic', 'arn:aws:sns:eu-west-1:222222222222:orders'),
      order: QueueOrder.standard(),
    });
    expect(resource(Template.fromStack(other), SUBSCRIPTION).properties.Region).toBe('eu-west-1');
  });
});

test("the subscription's ID does not depend on where the topic comes from", () => {
  const ids = (topicOf: (stack: Stack) => sns.ITopic) => {
    const stack = quickStack();
    new SubscriberQueue(stack, 'Orders', { ...job, topic: topicOf(stack), order: QueueOrder.standard() });
    return resource(Template.fromStack(stack), SUBSCRIPTION).id;
  };
  expect(ids((stack) => sns.Topic.fromTopicArn(stack, 'Imported', TOPIC_ARN))).toBe(
    ids((stack) => new FanOut(stack, 'Events', { order: QueueOrder.standard() }).topic),
  );
});
