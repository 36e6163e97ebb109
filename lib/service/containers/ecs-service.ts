import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct, IDependable } from 'constructs';
import { BoundCapacity } from '../capacity/capacity';
import { Deployment } from '../deployment/deployment';
import { WebServiceSettings } from '../tier/settings';

/** A hook's stages and time, with the function that was made for it. */
export interface BoundHook {
  readonly handler: lambda.IFunction;
  readonly stages: string[];
  readonly timeoutMinutes: number;
}

export interface EcsServiceOptions {
  readonly cluster: ecs.ICluster;
  readonly taskDefinition: ecs.TaskDefinition;
  readonly capacity: BoundCapacity;
  readonly securityGroup: ec2.ISecurityGroup;
  readonly rollbackAlarms: cloudwatch.IAlarm[];
  readonly hooks: BoundHook[];
  /** What must be there before the first task. */
  readonly after: IDependable[];
}

const MIN_HEALTHY_PERCENT = 100;
const MAX_HEALTHY_PERCENT = 200;

export function makeEcsService(
  scope: Construct,
  settings: WebServiceSettings,
  options: EcsServiceOptions,
): ecs.FargateService {
  // FargateService on every capacity: it and Ec2Service differ in a launch type that is not set here, and a change of
  // class would replace the service.
  const service = new ecs.FargateService(scope, 'Service', {
    cluster: options.cluster,
    taskDefinition: options.taskDefinition,
    capacityProviderStrategies: options.capacity.strategy,
    forceNewDeployment: options.capacity.forceNewDeployment,
    deploymentController: { type: ecs.DeploymentControllerType.ECS },
    deploymentStrategy: settings.deployment.strategy,
    circuitBreaker: { enable: true, rollback: true },
    minHealthyPercent: MIN_HEALTHY_PERCENT,
    maxHealthyPercent: MAX_HEALTHY_PERCENT,
    availabilityZoneRebalancing: ecs.AvailabilityZoneRebalancing.ENABLED,
    healthCheckGracePeriod: settings.healthCheckGracePeriod,
    vpcSubnets: settings.placement.subnets,
    assignPublicIp: settings.placement.assignPublicIp,
    securityGroups: [options.securityGroup],
    enableExecuteCommand: settings.executeCommand,
    enableECSManagedTags: true,
    propagateTags: ecs.PropagatedTagSource.SERVICE,
    // No desiredCount: a deployment would set the number of tasks back while autoscaling has raised it.
  });
  const resource = service.node.defaultChild as ecs.CfnService;
  // Named, as a later default or class must not change what would replace the service.
  resource.schedulingStrategy = 'REPLICA';
  const hooks = lifecycleHooks(scope, options.hooks);
  resource.deploymentConfiguration = deploymentConfiguration(settings.deployment, options.rollbackAlarms, hooks.hooks);
  // The first tasks, and the first deployment, need all of this, or they fail while CloudFormation still makes it.
  resource.node.addDependency(...options.after, ...hooks.after);
  return service;
}

/**
 * Written out in full, by the L1, as the L2 has no timeouts for hooks. Alarms and hooks are named where there are none,
 * too: what a template merely leaves out, the service may keep from before, and those it would go on using.
 *
 * What belongs to some strategies only is left out under the others: `canaryConfiguration` and `linearConfiguration` are
 * documented as valid with CANARY and LINEAR alone, and bake time as the time that blue and green run side by side, of
 * which ROLLING has none. Should the service keep such a value, nothing reads it until its strategy is back, which
 * writes it anew.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
function deploymentConfiguration(
  deployment: Deployment,
  alarms: cloudwatch.IAlarm[],
  lifecycleHooks: ecs.CfnService.DeploymentLifecycleHookProperty[],
): ecs.CfnService.DeploymentConfigurationProperty {
  const { bakeTime, canary, linear } = deployment._settings;
  const watched = alarms.length > 0;
  return {
    strategy: deployment.strategy,
    minimumHealthyPercent: MIN_HEALTHY_PERCENT,
    maximumPercent: MAX_HEALTHY_PERCENT,
    deploymentCircuitBreaker: { enable: true, rollback: true },
    alarms: { alarmNames: alarms.map((alarm) => alarm.alarmName), enable: watched, rollback: watched },
    bakeTimeInMinutes: bakeTime?.toMinutes(),
    canaryConfiguration: canary && {
      canaryPercent: canary.percent,
      canaryBakeTimeInMinutes: canary.time.toMinutes(),
    },
    linearConfiguration: linear && { stepPercent: linear.percent, stepBakeTimeInMinutes: linear.time.toMinutes() },
    lifecycleHooks,
  };
}

/** All hooks are called in one role, which may call their functions and nothing else. */
function lifecycleHooks(
  scope: Construct,
  bound: BoundHook[],
): { hooks: ecs.CfnService.DeploymentLifecycleHookProperty[]; after: IDependable[] } {
  if (bound.length === 0) return { hooks: [], after: [] };
  const role = new iam.Role(scope, 'HookRole', {
    description: 'Calls the hooks of a deployment',
    assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com'),
  });
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['lambda:InvokeFunction'],
      resources: bound.map(({ handler }) => handler.functionArn),
    }),
  );
  const hooks = bound.map(({ handler, stages, timeoutMinutes }) => ({
    targetType: 'AWS_LAMBDA',
    hookTargetArn: handler.functionArn,
    roleArn: role.roleArn,
    lifecycleStages: stages,
    timeoutConfiguration: { timeoutInMinutes: timeoutMinutes, action: 'ROLLBACK' },
  }));
  return { hooks, after: [role] };
}
