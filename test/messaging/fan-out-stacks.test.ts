import { Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { FanOut } from '../../lib/messaging/fan-out';
import { QueueOrder } from '../../lib/messaging/queue-order';
import { WorkerPool } from '../../lib/messaging/worker-pool';
import { WorkerScaling } from '../../lib/messaging/worker-scaling';
import { growthFaults } from '../support/growth';
import { containers, Json, quickApp, quickStack, resource } from './support';

interface Options {
  readonly subscribers: string[];
  readonly order?: QueueOrder;
  /** A key of one's own, made in the stack of the topic, for all that is encrypted. */
  readonly ownKey?: boolean;
}

/** The topic, who publishes to it, and who works on its messages, each in a stack that is deployed by itself. */
function threeStacks({ subscribers, order = QueueOrder.standard(), ownKey = false }: Options) {
  const app = quickApp();
  const [messaging, web, workers] = ['Messaging', 'Web', 'Workers'].map((id) => quickStack(id, app)) as [
    Stack,
    Stack,
    Stack,
  ];
  const encryptionKey = ownKey ? new kms.Key(messaging, 'Key') : undefined;
  const events = new FanOut(messaging, 'Events', { order, encryptionKey });
  const role = new iam.Role(web, 'Web', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
  events.grantPublish(role);
  for (const name of subscribers) {
    const scope = new Construct(workers, name);
    const queue = events.addSubscriber('Events', {
      scope,
      longestJob: Duration.seconds(20),
      filterPolicy: { type: sns.SubscriptionFilter.stringFilter({ allowlist: [name] }) },
      encryptionKey,
    });
    new WorkerPool(scope, 'Pool', {
      queue,
      workers: containers(scope as Stack, {
        scaling: WorkerScaling.byBacklog({ jobDuration: Duration.seconds(5), minTasks: 1, maxTasks: 20 }),
      }),
    });
  }
  // A cycle would fail here.
  app.synth();
  return { messaging, web, workers };
}

const names = (stack: Stack) => stack.dependencies.map(({ stackName }) => stackName).sort();
const template = (stack: Stack) => Template.fromStack(stack).toJSON() as Json;
/** Without what the stack tells others, which is read by reference. */
const resources = (stack: Stack): object => template(stack).Resources;

const variants: [string, Omit<Options, 'subscribers'>][] = [
  ['a standard topic', {}],
  ['a FIFO topic', { order: QueueOrder.fifo() }],
  ['a key of one’s own', { ownKey: true }],
];

describe.each(variants)('with %s', (_, options) => {
  const one = threeStacks({ subscribers: ['Receipts'], ...options });
  const two = threeStacks({ subscribers: ['Archive', 'Receipts'], ...options });

  test('whoever publishes and whoever works depend on the topic, which knows neither', () => {
    expect([names(one.messaging), names(one.web), names(one.workers)]).toEqual([[], ['Messaging'], ['Messaging']]);
  });

  test('a further subscriber changes nothing of the topic, the publisher and the other subscriber', () => {
    expect(resources(two.web)).toEqual(resources(one.web));
    expect(growthFaults(template(one.messaging), template(two.messaging))).toEqual([]);
    expect(growthFaults(template(one.workers), template(two.workers))).toEqual([]);
    expect(resources(two.workers)).toMatchObject(resources(one.workers));
  });
});

test('nothing of a subscriber stands in the stack of the topic', () => {
  const none = threeStacks({ subscribers: [] });
  const one = threeStacks({ subscribers: ['Receipts'] });

  expect(resources(one.messaging)).toEqual(resources(none.messaging));
});

test('the workers take messages of their queue alone', () => {
  const { workers } = threeStacks({ subscribers: ['Receipts'] });
  const queue = resource(Template.fromStack(workers), 'AWS::SQS::Queue', 'ReceiptsEventsQueue');
  const policy = resource(Template.fromStack(workers), 'AWS::IAM::Policy', 'ReceiptsPoolTaskDefinitionTaskRole')
    .properties.PolicyDocument as { Statement: { Action: string[] | string; Resource: unknown }[] };

  const receiving = policy.Statement.filter(({ Action }) => [Action].flat().includes('sqs:ReceiveMessage'));
  expect(receiving.map(({ Resource }) => Resource)).toEqual([{ 'Fn::GetAtt': [queue.id, 'Arn'] }]);
});
