import { fullDiff } from '@aws-cdk/cloudformation-diff';
import { App } from 'aws-cdk-lib';
import { Capacity } from '../../../lib/service/capacity/capacity';
import { TaskPlacement } from '../../../lib/service/containers/task-placement';
import { Deployment } from '../../../lib/service/deployment/deployment';
import { readAssembly } from '../../../review/read/assembly';
import { review } from '../../../review/review';
import { growthFaults } from '../../support/growth';
import { build, inZones } from '../fixture';

type Json = Record<string, never>;

const ec2 = Capacity.ec2({ vCpus: 8 });
const deployment = Deployment.blueGreen();

function synth(capacity: Capacity): { app: App; template: Json; assembly: ReturnType<typeof readAssembly> } {
  const { app, stack } = build((vpc) => ({
    placement: TaskPlacement.privateSubnets(inZones(vpc, 'private', 2)),
    cpu: 2048,
    memoryMiB: 4096,
    scaling: { minTasks: 8, maxTasks: 60 },
    deployment,
    capacity,
  }));
  const made = app.synth();
  return {
    app,
    template: made.getStackArtifact(stack.artifactId).template as Json,
    assembly: readAssembly(made.directory),
  };
}

const states = new Map<string, ReturnType<typeof synth>>(
  (
    [
      ['fargate', Capacity.fargate()],
      ['ec2', ec2],
      ['ec2, larger', Capacity.ec2({ vCpus: 16, memoryGiBPerVCpu: 8, minInstances: 2, targetPercent: 80 })],
      ['managed, from ec2', Capacity.managedInstances().movingFrom(ec2)],
      ['managed', Capacity.managedInstances()],
      ['fargate, from ec2', Capacity.fargate().movingFrom(ec2)],
    ] as const
  ).map(([name, capacity]) => [name, synth(capacity)] as const),
);

/** The steps in order, and the properties of what was there that each changes. */
const steps: [string, string, string[]][] = [
  [
    'fargate',
    'ec2',
    [
      'AWS::ECS::ClusterCapacityProviderAssociations: CapacityProviders',
      'AWS::ECS::Service: CapacityProviderStrategy, ForceNewDeployment',
    ],
  ],
  [
    'ec2',
    'ec2, larger',
    [
      'AWS::AutoScaling::AutoScalingGroup: MaxSize, MinSize, MixedInstancesPolicy',
      'AWS::CloudWatch::Alarm: AlarmDescription, Threshold',
      'AWS::ECS::CapacityProvider: AutoScalingGroupProvider',
    ],
  ],
  [
    'ec2',
    'managed, from ec2',
    [
      'AWS::ECS::Service: CapacityProviderStrategy, ForceNewDeployment',
      'AWS::ECS::TaskDefinition: RequiresCompatibilities',
    ],
  ],
  ['managed, from ec2', 'managed', ['AWS::ECS::ClusterCapacityProviderAssociations: CapacityProviders']],
  ['ec2', 'fargate, from ec2', ['AWS::ECS::Service: CapacityProviderStrategy, ForceNewDeployment']],
  ['fargate, from ec2', 'fargate', ['AWS::ECS::ClusterCapacityProviderAssociations: CapacityProviders']],
];

/** What capacity is made of; the last step of a move takes the old one's away. */
const ofCapacity = /^Web(ManagedInstances|Instances)/;

test.each(steps)('%s to %s changes the strategy and replaces nothing', (from, to, expected) => {
  const [before, after] = [states.get(from)!, states.get(to)!];
  const changes: string[] = [];
  fullDiff(before.template, after.template).resources.forEachDifference((id, change) => {
    if (ofCapacity.test(id) && !change.isUpdate) return;
    changes.push(`${change.newResourceType}: ${Object.keys(change.propertyUpdates).sort().join(', ')}`);
  });
  expect(changes.sort()).toEqual(expected);
  const faults = growthFaults(before.template, after.template).filter(
    (fault) => !ofCapacity.test(fault) && !/\(AWS::ECS::TaskDefinition\) WILL_REPLACE/.test(fault),
  );
  expect(faults).toEqual([]);
});

test.each(steps)('%s to %s is safe', (from, to) => {
  const found = review(states.get(from)!.assembly, states.get(to)!.assembly, { from, to });
  expect(found.findings.filter(({ severity }) => severity === 'hazard')).toEqual([]);
  expect(found.verdict).toBe('safe');
});

test.each([
  ['ec2', 'fargate'],
  ['ec2', 'managed'],
])('%s to %s in one step is a hazard', (from, to) => {
  const found = review(states.get(from)!.assembly, states.get(to)!.assembly, { from, to });
  expect(found.findings.filter(({ severity }) => severity === 'hazard').map(({ rule }) => rule)).toEqual([
    'ecs-capacity-in-use',
  ]);
});

test('all at once, from the smallest rolling service to blue/green on instances, is safe', () => {
  const { app } = build();
  const smallest = readAssembly(app.synth().directory);
  const found = review(smallest, states.get('ec2')!.assembly, { from: 'smallest', to: 'ec2' });
  expect(found.findings.filter(({ severity }) => severity === 'hazard')).toEqual([]);
});

test('service, cluster, target groups, listeners and rules are the same all the way', () => {
  const stays =
    /^AWS::(ECS::(Service|Cluster)|ElasticLoadBalancingV2::(LoadBalancer|TargetGroup|Listener|ListenerRule))$/;
  const ids = [...states.values()].map(({ template }) =>
    Object.entries(template.Resources as Record<string, { Type: string }>)
      .filter(([, { Type }]) => stays.test(Type))
      .map(([id]) => id)
      .sort(),
  );
  expect(ids[0]).toHaveLength(9);
  for (const other of ids) expect(other).toEqual(ids[0]);
});
