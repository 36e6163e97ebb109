import { fullDiff } from '@aws-cdk/cloudformation-diff';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Capacity } from '../../../lib/service/capacity/capacity';
import { TaskPlacement } from '../../../lib/service/containers/task-placement';
import { WebServiceProps } from '../../../lib/service/tier/web-service-props';
import { growthFaults } from '../../support/growth';
import { build, inZones } from '../fixture';

type More = (vpc: ec2.IVpc, stack: Stack) => Partial<WebServiceProps>;
type Json = Record<string, never>;

const synth = (more?: More) => Template.fromStack(build(more).stack).toJSON() as Json;

/** What changed, as `type: properties`. */
function changes(before: Json, after: Json): string[] {
  const found: string[] = [];
  fullDiff(before, after).resources.forEachDifference((_, change) => {
    if (change.isUpdate) found.push(`${change.resourceType}: ${Object.keys(change.propertyUpdates).sort().join(', ')}`);
  });
  return found.sort();
}

/** A new revision of the task definition is how every deployment works; anything else that is replaced is a fault. */
const faults = (before: Json, after: Json) =>
  growthFaults(before, after).filter((fault) => !/\(AWS::ECS::TaskDefinition\) WILL_REPLACE/.test(fault));

const steps: [string, More, string[]][] = [
  [
    'one task to two',
    () => ({ scaling: { minTasks: 2, maxTasks: 2 } }),
    ['AWS::ApplicationAutoScaling::ScalableTarget: MaxCapacity, MinCapacity'],
  ],
  [
    'autoscaling',
    () => ({ scaling: { minTasks: 1, maxTasks: 9, memoryPercent: 70, requestsPerTaskPerMinute: 100 } }),
    ['AWS::ApplicationAutoScaling::ScalableTarget: MaxCapacity'],
  ],
  ['a larger task', () => ({ cpu: 1024, memoryMiB: 2048 }), ['AWS::ECS::TaskDefinition: Cpu, Memory']],
  [
    'public to private subnets',
    (vpc) => ({ placement: TaskPlacement.privateSubnets(inZones(vpc, 'private', 2)) }),
    ['AWS::ECS::Service: NetworkConfiguration'],
  ],
  [
    'two zones to three',
    (vpc) => ({
      loadBalancerSubnets: inZones(vpc, 'isolated', 3),
      placement: TaskPlacement.publicSubnets(inZones(vpc, 'public', 3)),
    }),
    ['AWS::ECS::Service: NetworkConfiguration', 'AWS::ElasticLoadBalancingV2::LoadBalancer: Subnets'],
  ],
  [
    'on demand to spot',
    () => ({ capacity: Capacity.fargate({ spotPercent: 50 }) }),
    ['AWS::ECS::Service: CapacityProviderStrategy, ForceNewDeployment'],
  ],
  [
    'another health check',
    () => ({ healthCheckPath: '/health' }),
    [
      'AWS::ElasticLoadBalancingV2::TargetGroup: HealthCheckPath',
      'AWS::ElasticLoadBalancingV2::TargetGroup: HealthCheckPath',
    ],
  ],
  [
    'Container Insights',
    () => ({ containerInsights: ecs.ContainerInsights.ENABLED }),
    ['AWS::ECS::Cluster: ClusterSettings'],
  ],
  [
    'protection from deletion',
    () => ({ deletionProtection: true }),
    ['AWS::ElasticLoadBalancingV2::LoadBalancer: LoadBalancerAttributes'],
  ],
  [
    'a new image',
    () => ({ image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:mainline') }),
    ['AWS::ECS::TaskDefinition: ContainerDefinitions'],
  ],
];

const small = synth();

const grownBy = new Map<More, Json>();
const grow = (more: More) => {
  const grown = grownBy.get(more) ?? synth(more);
  grownBy.set(more, grown);
  return grown;
};

test.each(steps)('%s changes in place', (_, more, expected) => {
  const grown = grow(more);
  expect(faults(small, grown)).toEqual([]);
  expect(changes(small, grown)).toEqual(expected);
});

test.each(steps)('%s and back changes in place', (name, more) => {
  // Policies go when the bounds meet again: stateless, and wanted.
  const back = faults(grow(more), small).filter((fault) => !/ScalingPolicy\) WILL_DESTROY/.test(fault));
  expect(name === 'autoscaling' ? back : faults(grow(more), small)).toEqual([]);
});

test('all at once keeps every logical ID and the text of the rules that ECS governs', () => {
  const large = synth((vpc) => Object.assign({}, ...steps.map(([, more]) => more(vpc, undefined as never))));
  const ids = (of: Json) => Object.keys(of.Resources);
  expect(ids(large)).toEqual(expect.arrayContaining(ids(small)));
  const rules = (of: Json) =>
    Object.entries(of.Resources as Record<string, { Type: string }>).filter(
      ([, { Type }]) => Type === 'AWS::ElasticLoadBalancingV2::ListenerRule',
    );
  expect(rules(small)).toHaveLength(2);
  expect(rules(large)).toEqual(rules(small));
  expect(faults(small, large)).toEqual([]);
});

test('another container port replaces security group rules only', () => {
  const grown = synth(() => ({ containerPort: 3000 }));
  expect(changes(small, grown)).toEqual([
    'AWS::ECS::Service: LoadBalancers',
    'AWS::ECS::TaskDefinition: ContainerDefinitions',
  ]);
  for (const fault of faults(small, grown))
    expect(fault).toMatch(/\(AWS::EC2::SecurityGroup(In|E)gress\) WILL_DESTROY/);
});

test('the same props give the same bytes', () => {
  expect(JSON.stringify(synth())).toBe(JSON.stringify(small));
});
