import { listAt, textAt } from '../engine/deep';
import { Json } from '../engine/state';
import { ServiceRule, World } from './rule';

const SUBNET = 'AWS::EC2::Subnet';

/** The zones of subnets; undefined when one of them is not known here. */
export function zonesIn(subnetIds: Json[], world: World): Set<string> | undefined {
  const subnets = subnetIds.map((id) => world.find([SUBNET], id));
  if (subnets.some((subnet) => subnet === undefined)) return undefined;
  // Zones that were left to EC2 are taken to differ.
  return new Set(
    subnets.map(
      (s) => textAt(s!.properties, 'AvailabilityZone') ?? textAt(s!.properties, 'AvailabilityZoneId') ?? s!.uid,
    ),
  );
}

const TWO_ZONES: ServiceRule = {
  id: 'alb-two-zones',
  types: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
  on: ['create', 'update'],
  source:
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer',
  refuse(step, world) {
    if ((textAt(step.after, 'Type') ?? 'application') !== 'application') return undefined;
    const mapped = listAt(step.after, 'SubnetMappings').map((mapping) => textAt(mapping, 'SubnetId') ?? '');
    const subnets = [...listAt(step.after, 'Subnets'), ...mapped];
    const zones = zonesIn(subnets, world);
    if (zones === undefined) return undefined;
    if (zones.size < subnets.length)
      return 'A load balancer cannot be attached to multiple subnets in the same Availability Zone';
    return zones.size < 2 ? 'At least two subnets in two different Availability Zones must be specified' : undefined;
  },
};

/** A service can only register with a group that a load balancer forwards to. */
const TARGETS_WITHOUT_BALANCER: ServiceRule = {
  id: 'ecs-target-group-unattached',
  types: ['AWS::ECS::Service'],
  on: ['create', 'update'],
  source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/create-service-console-troubleshooting.html',
  refuse(step, world) {
    for (const entry of listAt(step.after, 'LoadBalancers')) {
      const group = world.find(['AWS::ElasticLoadBalancingV2::TargetGroup'], textAt(entry, 'TargetGroupArn'));
      if (group === undefined) continue;
      const forwards = ['AWS::ElasticLoadBalancingV2::Listener', 'AWS::ElasticLoadBalancingV2::ListenerRule'];
      if (world.users(group, forwards).length === 0) {
        return `The target group with targetGroupArn ${group.physicalId} does not have an associated load balancer.`;
      }
    }
    return undefined;
  },
};

const MISSING_CODE: ServiceRule = {
  id: 'lambda-code-missing',
  types: ['AWS::Lambda::Function', 'AWS::Lambda::LayerVersion'],
  on: ['create', 'update'],
  source: 'https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html',
  refuse(step, world) {
    const path = step.type === 'AWS::Lambda::Function' ? 'Code' : 'Content';
    const [bucket, key] = [textAt(step.after, `${path}.S3Bucket`), textAt(step.after, `${path}.S3Key`)];
    if (bucket === undefined || key === undefined) return undefined;
    return world.hasObject(bucket, key)
      ? undefined
      : 'Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.';
  },
};

/** A subnet that is replaced with its range unchanged meets its own old self. */
const SUBNET_CONFLICT: ServiceRule = {
  id: 'subnet-conflict',
  types: [SUBNET],
  on: ['create'],
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html',
  refuse(step, world) {
    const range = textAt(step.after, 'CidrBlock');
    const vpc = world.find(['AWS::EC2::VPC'], textAt(step.after, 'VpcId'));
    if (range === undefined || vpc === undefined) return undefined;
    const own = textAt(vpc.properties, 'CidrBlock');
    const more = world.users(vpc, ['AWS::EC2::VPCCidrBlock']).length > 0;
    if (own !== undefined && !more && !contains(own, range))
      return `The CIDR '${range}' is invalid: it is outside of ${own}.`;
    const taken = world
      .existing([SUBNET], step.scope.region)
      .filter((other) => textAt(other.properties, 'VpcId') === vpc.physicalId)
      .find((other) => overlap(textAt(other.properties, 'CidrBlock') ?? '', range));
    return taken === undefined ? undefined : `The CIDR '${range}' conflicts with another subnet (${taken.physicalId})`;
  },
};

function bounds(range: string): [number, number] | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(range);
  if (match === null) return undefined;
  const [a, b, c, d, prefix] = match.slice(1).map(Number) as [number, number, number, number, number];
  const start = ((a * 256 + b) * 256 + c) * 256 + d;
  return [start, start + 2 ** (32 - prefix) - 1];
}

function overlap(one: string, other: string): boolean {
  const [a, b] = [bounds(one), bounds(other)];
  return a !== undefined && b !== undefined && a[0] <= b[1] && b[0] <= a[1];
}

function contains(outer: string, inner: string): boolean {
  const [a, b] = [bounds(outer), bounds(inner)];
  return a === undefined || b === undefined || (a[0] <= b[0] && b[1] <= a[1]);
}

export const NETWORK_RULES: readonly ServiceRule[] = [
  TWO_ZONES,
  TARGETS_WITHOUT_BALANCER,
  MISSING_CODE,
  SUBNET_CONFLICT,
];
