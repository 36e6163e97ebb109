import { at, isObject, isTrueAt, listAt, textAt } from '../engine/deep';
import { Json, JsonObject, PhysicalResource } from '../engine/state';
import { ServiceRule, World } from './rule';

const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';

/** The load balancer that a listener, or a rule by its listener, belongs to. */
function balancerOf(type: string, properties: JsonObject, world: World): string | undefined {
  if (type === LISTENER) return textAt(properties, 'LoadBalancerArn');
  const listener = world.find([LISTENER], textAt(properties, 'ListenerArn'));
  return listener === undefined ? undefined : textAt(listener.properties, 'LoadBalancerArn');
}

function groupsIn(actions: Json[]): string[] {
  return actions.flatMap((action) => [
    ...[textAt(action, 'TargetGroupArn')].filter((arn) => arn !== undefined),
    ...listAt(action, 'ForwardConfig.TargetGroups').flatMap((group) => textAt(group, 'TargetGroupArn') ?? []),
  ]);
}

const actionsOf = (properties: JsonObject) => [
  ...listAt(properties, 'DefaultActions'),
  ...listAt(properties, 'Actions'),
];

/** A load balancer that is replaced takes its listeners along, but not the target groups that the old one still has. */
const ONE_BALANCER: ServiceRule = {
  id: 'target-group-of-another-balancer',
  types: [LISTENER, RULE],
  on: ['create', 'update'],
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html',
  refuse(step, world) {
    const balancer = balancerOf(step.type, step.after, world);
    const groups = groupsIn(actionsOf(step.after));
    const belongs = (other: PhysicalResource) =>
      other.uid !== step.resource?.uid && groupsIn(actionsOf(other.properties)).some((group) => groups.includes(group));
    const taken = world
      .existing([LISTENER, RULE], step.scope.region)
      .filter(belongs)
      .find((other) => balancerOf(other.type, other.properties, world) !== balancer);
    return balancer === undefined || taken === undefined
      ? undefined
      : `The following target groups cannot be associated with more than one load balancer: ${groups.join(', ')} (${taken.physicalId})`;
  },
};

const strategyOf = (properties: JsonObject) => textAt(properties, 'DeploymentConfiguration.Strategy') ?? 'ROLLING';

/** ECS wants to know the second target group, the rule and the role before it shifts traffic between two groups. */
const BLUE_GREEN_UNPREPARED: ServiceRule = {
  id: 'ecs-blue-green-unprepared',
  types: ['AWS::ECS::Service'],
  on: ['update'],
  source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/update-rolling-to-bluegreen.html',
  refuse(step) {
    if (strategyOf(step.before) !== 'ROLLING' || strategyOf(step.after) === 'ROLLING') return undefined;
    const balancers = listAt(step.before, 'LoadBalancers');
    return balancers.every((balancer) => isObject(at(balancer, 'AdvancedConfiguration')))
      ? undefined
      : 'The service needs a deployment with advancedConfiguration under the ROLLING strategy before it changes its strategy';
  },
};

const ASSOCIATION = 'AWS::ECS::ClusterCapacityProviderAssociations';
const providersIn = (properties: JsonObject) => listAt(properties, 'CapacityProviders').map(String);

const CAPACITY_IN_USE: ServiceRule = {
  id: 'ecs-capacity-in-use',
  types: [ASSOCIATION],
  on: ['update', 'delete'],
  source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PutClusterCapacityProviders.html',
  refuse(step, world) {
    const cluster = world.find(['AWS::ECS::Cluster'], textAt(step.before, 'Cluster'));
    const lost = providersIn(step.before).filter((name) => !providersIn(step.after).includes(name));
    const uses = (service: PhysicalResource) =>
      listAt(service.properties, 'CapacityProviderStrategy').some((item) =>
        lost.includes(textAt(item, 'CapacityProvider') ?? ''),
      );
    const [user] = cluster === undefined ? [] : world.users(cluster, ['AWS::ECS::Service']).filter(uses);
    return user === undefined
      ? undefined
      : `The specified capacity provider is in use and cannot be removed (${user.physicalId})`;
  },
};

const TERMINATION_PROTECTION: ServiceRule = {
  id: 'ecs-termination-protection',
  types: ['AWS::ECS::CapacityProvider'],
  on: ['create', 'update'],
  source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AutoScalingGroupProvider.html',
  refuse({ after }, world) {
    const set = at(after, 'AutoScalingGroupProvider');
    if (textAt(set, 'ManagedTerminationProtection') !== 'ENABLED') return undefined;
    const group = world.find(['AWS::AutoScaling::AutoScalingGroup'], textAt(set, 'AutoScalingGroupArn'));
    const scaled = textAt(set, 'ManagedScaling.Status') !== 'DISABLED';
    return scaled && (group === undefined || isTrueAt(group.properties, 'NewInstancesProtectedFromScaleIn'))
      ? undefined
      : 'The managed termination protection setting for the capacity provider is invalid. To enable managed termination protection for a capacity provider, the Auto Scaling group must have instance protection from scale in enabled.';
  },
};

const kindOf = (properties: JsonObject) => textAt(properties, 'Type') ?? 'application';

/** A network load balancer has security groups from its creation on, or never. */
const NETWORK_BALANCER_GROUPS: ServiceRule = {
  id: 'nlb-security-groups',
  types: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
  on: ['update'],
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SetSecurityGroups.html',
  refuse(step) {
    const [before, after] = [step.before, step.after].map((properties) => listAt(properties, 'SecurityGroups').length);
    return kindOf(step.after) === 'network' && (before === 0) !== (after === 0)
      ? 'You cannot set security groups on a Network Load Balancer that was created without them, nor remove all of them'
      : undefined;
  },
};

export const TRAFFIC_RULES: readonly ServiceRule[] = [
  NETWORK_BALANCER_GROUPS,
  ONE_BALANCER,
  BLUE_GREEN_UNPREPARED,
  CAPACITY_IN_USE,
  TERMINATION_PROTECTION,
];
