import { Duration, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { TargetGroupPair } from '../containers/request-scaling';
import { withReservedPriority } from '../entrance/reserved-priorities';

/**
 * The port of both target groups. ECS registers each task with the port of its container, so this number is never
 * used, and a new container port replaces nothing.
 */
const UNUSED_PORT = 80;

/** The rules that take what no other rule took: of 50000 priorities, those of more specific rules come before them. */
const PRODUCTION_PRIORITY = 40000;

/** The port of the test listener. Nobody is admitted to it but a smoke test. */
export const TEST_PORT = 8080;

const TRAFFIC_POLICY = 'AmazonECSInfrastructureRolePolicyForLoadBalancers';

/** What both target groups have in common, which must be everything: ECS swaps them at each deployment. */
export interface TargetOptions {
  readonly vpc: ec2.IVpc;
  readonly healthCheckPath: string;
  readonly healthCheckCodes: string;
  readonly healthCheckInterval: Duration;
  readonly deregistrationDelay: Duration;
}

export function makeTargetGroups(scope: Construct, options: TargetOptions): TargetGroupPair {
  const make = (id: string) =>
    new elbv2.ApplicationTargetGroup(scope, id, {
      vpc: options.vpc,
      targetType: elbv2.TargetType.IP,
      ipAddressType: elbv2.TargetGroupIpAddressType.IPV4,
      protocol: elbv2.ApplicationProtocol.HTTP,
      protocolVersion: elbv2.ApplicationProtocolVersion.HTTP1,
      port: UNUSED_PORT,
      deregistrationDelay: options.deregistrationDelay,
      healthCheck: {
        path: options.healthCheckPath,
        interval: options.healthCheckInterval,
        timeout: Duration.seconds(5),
        healthyThresholdCount: 2,
        unhealthyThresholdCount: 3,
        healthyHttpCodes: options.healthCheckCodes,
      },
    });
  return { blue: make('Blue'), green: make('Green') };
}

/**
 * The rule whose weights ECS moves. Its text is the same in every stage and release: CloudFormation would reset live
 * traffic to the weights written here whenever the text changed (aws/aws-cdk#36649). They are right exactly once, for
 * the first tasks, which are in the blue group.
 */
export function makeProductionRule(
  scope: Construct,
  listener: elbv2.IApplicationListener,
  groups: TargetGroupPair,
): elbv2.ApplicationListenerRule {
  return makeGovernedRule(scope, 'ProductionRule', listener, groups);
}

/**
 * The listener through which new compute is tried before users reach it. It is there from the start, so that no later
 * change touches it. It costs nothing, and the load balancer's security group admits nobody to it until a test asks.
 */
export function makeTestListener(loadBalancer: elbv2.ApplicationLoadBalancer): elbv2.ApplicationListener {
  return loadBalancer.addListener('TestListener', {
    port: TEST_PORT,
    protocol: elbv2.ApplicationProtocol.HTTP,
    open: false,
    defaultAction: elbv2.ListenerAction.fixedResponse(503, {
      contentType: 'text/plain',
      messageBody: 'Service unavailable',
    }),
  });
}

/**
 * The rule through which new tasks are tried before users reach them, there from the start, under every strategy, so
 * that no later change of strategy touches the service's load balancer configuration. ECS moves its weights too.
 */
export function makeTestRule(
  scope: Construct,
  testListener: elbv2.IApplicationListener,
  groups: TargetGroupPair,
): elbv2.ApplicationListenerRule {
  return makeGovernedRule(scope, 'TestRule', testListener, groups);
}

function makeGovernedRule(
  scope: Construct,
  id: string,
  listener: elbv2.IApplicationListener,
  groups: TargetGroupPair,
): elbv2.ApplicationListenerRule {
  return withReservedPriority(
    new elbv2.ApplicationListenerRule(scope, id, {
      listener,
      priority: PRODUCTION_PRIORITY,
      conditions: [elbv2.ListenerCondition.pathPatterns(['/*'])],
      action: elbv2.ListenerAction.weightedForward([
        { targetGroup: groups.blue, weight: 100 },
        { targetGroup: groups.green, weight: 0 },
      ]),
    }),
  );
}

/** The role in which ECS registers tasks with both groups and moves the rule's weights. */
export function makeTrafficRole(scope: Construct): iam.Role {
  const role = new iam.Role(scope, 'TrafficRole', {
    assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com'),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName(TRAFFIC_POLICY)],
  });
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${TRAFFIC_POLICY}]`,
    reason: 'AWS keeps this policy in step with what ECS calls while it shifts traffic; a copy would fall behind.',
  });
  return role;
}
