import { fullDiff } from '@aws-cdk/cloudformation-diff';
import { Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { FanOut, SubscriberOptions } from '../../lib/messaging/fan-out';
import { FanOutProps } from '../../lib/messaging/fan-out-props';
import { QueueOrder } from '../../lib/messaging/queue-order';
import { WorkerScaling } from '../../lib/messaging/worker-scaling';
import { Capacity } from '../../lib/service/capacity/capacity';
import { growthFaults } from '../support/growth';
import { buildPool, Json, PoolOptions, quickStack } from './support';

const pool = (options: PoolOptions) => Template.fromStack(buildPool(options).stack).toJSON() as Json;
const byBacklog = (minTasks: number, maxTasks: number, jobsAtOnce?: number) =>
  WorkerScaling.byBacklog({ jobDuration: Duration.seconds(12), minTasks, maxTasks, jobsAtOnce });

/** A new revision of the task definition is how every deployment works; anything else that is replaced is a fault. */
const faults = (before: Json, after: Json) =>
  growthFaults(before, after).filter((fault) => !/\(AWS::ECS::TaskDefinition\) WILL_REPLACE/.test(fault));

/** What changed, as `type: properties`. */
function changes(before: Json, after: Json): string[] {
  const found: string[] = [];
  fullDiff(before, after).resources.forEachDifference((_, change) => {
    if (change.isUpdate) found.push(`${change.resourceType}: ${Object.keys(change.propertyUpdates).sort().join(', ')}`);
  });
  return [...new Set(found)].sort();
}

const fixed: PoolOptions = { containers: { scaling: WorkerScaling.fixed(2) } };
const small = pool(fixed);

const steps: [string, PoolOptions, string[]][] = [
  [
    'more tasks',
    { containers: { scaling: WorkerScaling.fixed(9) } },
    ['AWS::ApplicationAutoScaling::ScalableTarget: MaxCapacity, MinCapacity'],
  ],
  [
    'a fixed number to scaling by backlog',
    { containers: { scaling: byBacklog(2, 40) } },
    ['AWS::ApplicationAutoScaling::ScalableTarget: MaxCapacity'],
  ],
  [
    'scaling by backlog from zero',
    { containers: { scaling: byBacklog(0, 40) } },
    ['AWS::ApplicationAutoScaling::ScalableTarget: MaxCapacity, MinCapacity'],
  ],
  [
    'on demand to spot',
    { containers: { ...fixed.containers, capacity: Capacity.fargate({ spotPercent: 80 }) } },
    ['AWS::ECS::Service: CapacityProviderStrategy, ForceNewDeployment'],
  ],
  [
    'larger tasks',
    { containers: { ...fixed.containers, cpu: 1024, memoryMiB: 2048 } },
    ['AWS::ECS::TaskDefinition: Cpu, Memory'],
  ],
  [
    'longer jobs, more attempts, a shorter delay',
    {
      ...fixed,
      queue: { longestJob: Duration.seconds(110), maxReceives: 9, acceptedDelay: Duration.minutes(5) },
    },
    [
      'AWS::CloudWatch::Alarm: Threshold',
      'AWS::ECS::TaskDefinition: ContainerDefinitions',
      'AWS::SQS::Queue: RedrivePolicy, VisibilityTimeout',
    ],
  ],
];

test.each(steps)('%s changes in place, and back', (_, options, expected) => {
  const grown = pool(options);
  expect(faults(small, grown)).toEqual([]);
  expect(changes(small, grown)).toEqual(expected);
  // Policies and their alarms go with the scaling: stateless, and wanted.
  const back = faults(grown, small).filter((fault) => !/(ScalingPolicy|Alarm)\) WILL_DESTROY/.test(fault));
  expect(back).toEqual([]);
});

test('other numbers for the scaling change in place', () => {
  const before = pool({ containers: { scaling: byBacklog(1, 40) } });
  const after = pool({ containers: { scaling: byBacklog(3, 400, 4) } });
  expect(faults(before, after)).toEqual([]);
});

test('containers to a function, and back, leave the queues as they are', () => {
  const functions = pool({ functions: {} });
  for (const [before, after] of [
    [small, functions],
    [functions, small],
  ] as const) {
    expect(growthFaults(before, after).filter((fault) => /SQS/.test(fault))).toEqual([]);
    expect(changes(before, after)).toEqual(['AWS::SQS::Queue: VisibilityTimeout']);
  }
});

test('a key of yours for the queues changes in place', () => {
  const withKey = (use: boolean) => {
    const stack = quickStack();
    const key = new kms.Key(stack, 'Key');
    buildPool({ queue: { encryptionKey: use ? key : undefined } }, stack);
    return Template.fromStack(stack).toJSON() as Json;
  };
  expect(faults(withKey(false), withKey(true))).toEqual([]);
});

test('another order replaces the queues, which is why it is asked for', () => {
  const ordered = pool({ ...fixed, queue: { order: QueueOrder.fifo() } });
  const queues = growthFaults(small, ordered).filter((fault) => /AWS::SQS::Queue\)/.test(fault));
  expect(queues).toEqual([expect.stringContaining('JobsDeadLetters'), expect.stringContaining('JobsQueue')]);
});

describe('a fan-out', () => {
  type Build = (stack: Stack) => { props?: Partial<FanOutProps>; subscriber?: Partial<SubscriberOptions> };
  const fanOut = (build: Build, subscribers = ['Receipts']) => {
    const stack = quickStack();
    const { props, subscriber } = build(stack);
    const events = new FanOut(stack, 'Events', { order: QueueOrder.standard(), ...props });
    for (const id of subscribers) events.addSubscriber(id, { longestJob: Duration.seconds(20), ...subscriber });
    return Template.fromStack(stack).toJSON() as Json;
  };
  const plain = fanOut(() => ({}));

  const grown: [string, Json][] = [
    ['more subscribers', fanOut(() => ({}), ['Receipts', 'Archive'])],
    ['other accounts', fanOut(() => ({ props: { subscriberAccounts: ['222222222222'] } }))],
    ['a key', fanOut((stack) => ({ props: { encryptionKey: new kms.Key(stack, 'Key') } }))],
    [
      'filters and wrapping',
      fanOut(() => ({
        subscriber: { rawDelivery: false, filterPolicy: { type: sns.SubscriptionFilter.existsFilter() } },
      })),
    ],
  ];

  test.each(grown)('takes %s in place', (_, after) => {
    expect(growthFaults(plain, after)).toEqual([]);
  });
});

test('the same props give the same bytes', () => {
  expect(JSON.stringify(pool(fixed))).toBe(JSON.stringify(small));
});
