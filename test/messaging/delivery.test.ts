import { App, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { FanOut } from '../../lib/messaging/fan-out';
import { QueueOrder } from '../../lib/messaging/queue-order';
import { SubscriberQueue } from '../../lib/messaging/subscriber-queue';
import { TEST_ENV } from '../support/growth';
import { Json, quickStack, resource } from './support';

const job = { longestJob: Duration.seconds(20) };

interface Statement {
  readonly Action: string | string[];
  readonly Principal: { readonly Service?: string };
  readonly Condition?: object;
}

/** What a policy says of SNS, whichever of its principals. */
function statementsOf(properties: Json, policy: string): Statement[] {
  const { Statement: statements } = properties[policy] as unknown as { Statement: Statement[] };
  return statements.filter(({ Principal }) => /^sns\./.test(Principal.Service ?? ''));
}

function built(stack: Stack, sharesKey = false) {
  const encryptionKey = new kms.Key(stack, 'Key');
  const events = new FanOut(stack, 'Events', {
    order: QueueOrder.standard(),
    encryptionKey: sharesKey ? encryptionKey : undefined,
  });
  events.addSubscriber('Receipts', { ...job, encryptionKey });
  const template = Template.fromStack(stack);
  return { template, key: resource(template, 'AWS::KMS::Key'), topic: resource(template, 'AWS::SNS::Topic') };
}

// The L2 names the topic only under `@aws-cdk/aws-sns-subscriptions:restrictSqsDescryption`.
describe.each([
  ['with the recommended flags', () => quickStack()],
  ['without any flag', () => new Stack(new App(), 'Stack', { env: TEST_ENV })],
])('a key of yours, %s', (_, stackOf) => {
  test('lets SNS use it for this topic and no other', () => {
    const { key, topic } = built(stackOf());
    expect(statementsOf(key.properties, 'KeyPolicy')).toEqual([
      {
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Resource: '*',
        Condition: { ArnEquals: { 'aws:SourceArn': { Ref: topic.id } } },
      },
    ]);
  });

  test('names the account where it is the topic’s as well, as it cannot wait for the topic', () => {
    const { key } = built(stackOf(), true);
    expect(statementsOf(key.properties, 'KeyPolicy')).toEqual([
      expect.objectContaining({ Condition: { StringEquals: { 'aws:SourceAccount': TEST_ENV.account } } }),
    ]);
  });

  test('encrypts what could not be delivered as well', () => {
    const { template, key } = built(stackOf());
    for (const part of ['Queue', 'Undelivered'])
      expect(resource(template, 'AWS::SQS::Queue', `EventsReceipts${part}`).properties.KmsMasterKeyId).toEqual({
        'Fn::GetAtt': [key.id, 'Arn'],
      });
  });
});

describe('a key whose policy is elsewhere', () => {
  const warned = (encryptionKey: (stack: Stack) => kms.IKey | undefined) => {
    const stack = quickStack();
    const events = new FanOut(stack, 'Events', { order: QueueOrder.standard() });
    events.addSubscriber('Receipts', { ...job, encryptionKey: encryptionKey(stack) });
    return Annotations.fromStack(stack).findWarning('*', Match.anyValue());
  };
  const arn = 'arn:aws:kms:us-east-1:111111111111:key/11111111-2222-3333-4444-555555555555';

  test('is warned about, as SNS could write to neither queue', () => {
    const [warning] = warned((stack) => kms.Key.fromKeyArn(stack, 'Key', arn));
    expect(warning?.id).toBe('/Stack/Events/Receipts');
    expect(warning?.entry.data).toMatch(
      /^SubscriberQueue at 'Stack\/Events\/Receipts': encryptionKey is imported, so its policy cannot be changed here\. Let sns\.amazonaws\.com use kms:Decrypt and kms:GenerateDataKey there, with the topic's ARN as aws:SourceArn, or every message is lost/,
    );
  });

  test('no other key is', () => {
    expect(warned((stack) => new kms.Key(stack, 'Key'))).toEqual([]);
    expect(warned(() => undefined)).toEqual([]);
  });
});

test.each([
  ['us-east-1', 'us-east-1', 'sns.amazonaws.com', undefined],
  ['eu-west-1', 'us-east-1', 'sns.amazonaws.com', 'eu-west-1'],
  ['af-south-1', 'us-east-1', 'sns.af-south-1.amazonaws.com', 'af-south-1'],
  ['us-east-1', 'af-south-1', 'sns.af-south-1.amazonaws.com', 'us-east-1'],
  ['af-south-1', 'af-south-1', 'sns.amazonaws.com', undefined],
])('a topic in %s delivers to %s as %s', (from, to, principal, region) => {
  const stack = new Stack(new App(), 'Stack', { env: { ...TEST_ENV, region: to } });
  new SubscriberQueue(stack, 'Orders', {
    ...job,
    topic: sns.Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:${from}:222222222222:orders`),
    order: QueueOrder.standard(),
    encryptionKey: new kms.Key(stack, 'Key'),
  });
  const template = Template.fromStack(stack);
  const allowed = Object.values(template.findResources('AWS::SQS::QueuePolicy'))
    .filter((policy) => /OrdersQueue/.test(JSON.stringify(policy.Properties.Queues)))
    .flatMap((policy) => statementsOf(policy.Properties, 'PolicyDocument'));
  expect(allowed.map(({ Principal }) => Principal.Service)).toEqual([principal]);
  const [key] = statementsOf(resource(template, 'AWS::KMS::Key').properties, 'KeyPolicy');
  expect(key?.Principal.Service).toBe(principal);
  // The L2 gives an imported topic's Region even where it is the same.
  const given = resource(template, 'AWS::SNS::Subscription').properties.Region;
  expect(given).toBe(region ?? from);
});
