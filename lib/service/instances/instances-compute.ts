import { Duration, Lazy, Stack, Validations } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, IConstruct } from 'constructs';
import { checkProps } from '../../internal/checks/check';
import { makeTaskSecurityGroup } from '../../internal/container-task';
import { makeLogGroup } from '../containers/containers';
import { makeTestRoute, makeUsersRoute } from '../entrance/routes';
import { BoundCompute, ComputeContext, ComputeKind } from '../tier/compute-kind';
import { TierSettings } from '../tier/settings';
import { INSTANCES_CHECKS } from './instances-checks';
import { InstancesOptions } from './instances-options';
import { makeWebInstanceRole } from './instances-role';
import { InstancesSettings, instancesSettingsOf } from './instances-settings';
import { instanceUserData, READY_HOOK } from './instances-user-data';

const GROUP = 'Group';

/** What CloudFormation waits for beyond an instance's own start: EC2, and the load balancer. */
const LAUNCH_MINUTES = 5;

/** EC2 instances in an Auto Scaling group, each an app on a machine of its own. */
export class InstancesCompute implements ComputeKind {
  public readonly name = 'Compute.instances()';

  constructor(private readonly options: InstancesOptions) {}

  public validate(scope: Construct, tier: TierSettings): void {
    checkProps(scope, this.name, instancesSettingsOf(this.options, tier), INSTANCES_CHECKS);
  }

  public bind(scope: Construct, { entrance, receivesUsers, tier }: ComputeContext): BoundCompute {
    const settings = instancesSettingsOf(this.options, tier);
    const place = new Construct(scope, 'InstanceCompute');
    const logGroup = makeLogGroup(place, tier.logRetention);
    const role = makeWebInstanceRole(place, logGroup);
    const securityGroup = makeTaskSecurityGroup(place, tier.vpc, 'Instances of the web tier');
    const targetGroup = makeTargetGroup(place, settings);
    const routed = { kind: 'instances' as const, targetGroup };
    const testRoute = makeTestRoute(place, entrance.testListener, routed);

    const template = makeLaunchTemplate(place, settings, { role, securityGroup });
    const autoScalingGroup = makeGroup(place, settings, template);
    targetGroup.addTarget(autoScalingGroup);
    // An instance that starts needs its rights and its way to the load balancer, which asks its health by then.
    autoScalingGroup.node.addDependency(entrance.construct, securityGroup, role, testRoute);
    scaleInstances(autoScalingGroup, settings);
    // After the group alone: the policy that counts requests waits for the rules in its turn.
    if (receivesUsers) makeUsersRoute(place, entrance.listener, routed, [resourceOf(autoScalingGroup)]);
    return {
      targetGroups: [targetGroup],
      minHosts: settings.minInstances,
      securityGroup,
      role,
      logGroup,
      autoScalingGroup,
    };
  }
}

function makeTargetGroup(scope: Construct, { port, tier }: InstancesSettings): elbv2.ApplicationTargetGroup {
  return new elbv2.ApplicationTargetGroup(scope, 'TargetGroup', {
    vpc: tier.vpc,
    targetType: elbv2.TargetType.INSTANCE,
    ipAddressType: elbv2.TargetGroupIpAddressType.IPV4,
    protocol: elbv2.ApplicationProtocol.HTTP,
    protocolVersion: elbv2.ApplicationProtocolVersion.HTTP1,
    port,
    deregistrationDelay: tier.deregistrationDelay,
    healthCheck: {
      path: tier.healthCheckPath,
      interval: tier.healthCheckInterval,
      timeout: Duration.seconds(5),
      healthyThresholdCount: 2,
      unhealthyThresholdCount: 3,
      healthyHttpCodes: tier.healthCheckCodes,
    },
  });
}

interface LaunchParts {
  readonly role: iam.Role;
  readonly securityGroup: ec2.SecurityGroup;
}

function makeLaunchTemplate(scope: Construct, settings: InstancesSettings, parts: LaunchParts): ec2.LaunchTemplate {
  const { tier } = settings;
  return new ec2.LaunchTemplate(scope, 'LaunchTemplate', {
    machineImage: settings.machineImage,
    instanceType: settings.instanceTypes[0],
    userData: instanceUserData({
      environment: tier.environment,
      script: settings.userData,
      port: settings.port,
      healthCheckPath: tier.healthCheckPath,
      region: Stack.of(scope).region,
      startSeconds: settings.startTimeout.toSeconds(),
      settleSeconds: settleSeconds(settings),
      stackName: Stack.of(scope).stackName,
      logicalId: Lazy.string({ produce: () => logicalIdOfGroup(scope) }),
    }),
    role: parts.role,
    securityGroup: parts.securityGroup,
    associatePublicIpAddress: tier.placement.assignPublicIp ? true : undefined,
    requireImdsv2: true,
    httpPutResponseHopLimit: 1,
    detailedMonitoring: settings.detailedMonitoring,
    blockDevices: [
      {
        deviceName: settings.rootDeviceName,
        volume: ec2.BlockDeviceVolume.ebs(settings.volumeGiB, {
          volumeType: ec2.EbsDeviceVolumeType.GP3,
          encrypted: true,
          deleteOnTermination: true,
        }),
      },
    ],
  });
}

/** As text, not as a reference: the group refers to its launch template, and a circle would be refused. */
function logicalIdOfGroup(scope: Construct): string {
  return Stack.of(scope).getLogicalId(resourceOf(scope.node.findChild(GROUP)));
}

function resourceOf(group: IConstruct): autoscaling.CfnAutoScalingGroup {
  return group.node.defaultChild as autoscaling.CfnAutoScalingGroup;
}

function makeGroup(
  scope: Construct,
  settings: InstancesSettings,
  launchTemplate: ec2.LaunchTemplate,
): autoscaling.AutoScalingGroup {
  const { tier } = settings;
  const group = new autoscaling.AutoScalingGroup(scope, GROUP, {
    vpc: tier.vpc,
    vpcSubnets: tier.placement.subnets,
    ...launch(settings, launchTemplate),
    // No desired capacity: a deployment would set it back while scaling has raised it.
    minCapacity: settings.minInstances,
    maxCapacity: settings.maxInstances,
    newInstancesProtectedFromScaleIn: false,
    maxInstanceLifetime: settings.maxInstanceLifetime,
    minHealthyPercentage: settings.refresh.minHealthyPercent,
    maxHealthyPercentage: settings.refresh.maxHealthyPercent,
    defaultInstanceWarmup: Duration.seconds(settleSeconds(settings)),
    groupMetrics: [autoscaling.GroupMetrics.all()],
    healthChecks: autoscaling.HealthChecks.withAdditionalChecks({
      gracePeriod: Duration.seconds(settleSeconds(settings)),
      additionalTypes: [autoscaling.AdditionalHealthCheckType.ELB],
    }),
    signals: autoscaling.Signals.waitForMinCapacity({
      timeout: settings.startTimeout.plus(Duration.minutes(LAUNCH_MINUTES)),
    }),
    updatePolicy: refreshPolicy(settings),
  });
  resourceOf(group).lifecycleHookSpecificationList = [
    {
      lifecycleHookName: READY_HOOK,
      lifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
      heartbeatTimeout: settings.startTimeout.toSeconds(),
      defaultResult: 'ABANDON',
    },
  ];
  if (settings.warmPool)
    group.addWarmPool({
      minSize: settings.warmPool.minSize,
      maxGroupPreparedCapacity: settings.warmPool.maxPrepared,
      reuseOnScaleIn: settings.warmPool.reuseOnScaleIn,
      // Only a stopped instance starts anew when it is needed, and says anew that it is ready.
      poolState: autoscaling.PoolState.STOPPED,
    });
  acknowledge(group, settings);
  return group;
}

type Launch = Pick<autoscaling.AutoScalingGroupProps, 'launchTemplate' | 'mixedInstancesPolicy'>;

function launch({ instanceTypes }: InstancesSettings, launchTemplate: ec2.LaunchTemplate): Launch {
  if (instanceTypes.length === 1) return { launchTemplate };
  return {
    mixedInstancesPolicy: {
      launchTemplate,
      launchTemplateOverrides: instanceTypes.map((instanceType) => ({ instanceType })),
      instancesDistribution: {
        onDemandPercentageAboveBaseCapacity: 100,
        onDemandAllocationStrategy: autoscaling.OnDemandAllocationStrategy.PRIORITIZED,
      },
    },
  };
}

function refreshPolicy({ refresh }: InstancesSettings): autoscaling.UpdatePolicy {
  return autoscaling.UpdatePolicy.instanceRefresh({
    strategy: autoscaling.InstanceRefreshStrategy.ROLLING,
    minHealthyPercentage: refresh.minHealthyPercent,
    maxHealthyPercentage: refresh.maxHealthyPercent,
    skipMatching: true,
    bakeTime: refresh.bakeTime,
    alarms: refresh.alarms,
    // An instance that somebody protects or takes out by hand must not hold a deployment up for good.
    scaleInProtectedInstances: autoscaling.ScaleInProtectedInstances.REFRESH,
    standbyInstances: autoscaling.StandbyInstances.TERMINATE,
  });
}

/** How long the load balancer takes to call an instance healthy that answers: it asks twice, and learns of it first. */
function settleSeconds({ tier }: InstancesSettings): number {
  return 2 * tier.healthCheckInterval.toSeconds() + 30;
}

function scaleInstances(group: autoscaling.AutoScalingGroup, settings: InstancesSettings): void {
  if (settings.minInstances === settings.maxInstances) return;
  group.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: settings.cpuPercent });
  if (settings.requestsPerInstancePerMinute !== undefined)
    group.scaleOnRequestCount('Requests', { targetRequestsPerMinute: settings.requestsPerInstancePerMinute });
}

function acknowledge(group: autoscaling.AutoScalingGroup, { instanceTypes }: InstancesSettings): void {
  Validations.of(group).acknowledge(
    {
      id: 'AwsSolutions-AS3',
      reason: 'Instances come and go with the load, by the hour; people are told of what users see of it.',
    },
    {
      id: 'Annotation::@aws-cdk/aws-autoscaling:signalsNotUsedByInstanceRefresh',
      reason: 'The signal is for the making of the group; in a refresh, the lifecycle hook holds an instance back.',
    },
  );
  // The rule reads the group's own launch template, and with several types it stands in the mixed instances policy.
  if (instanceTypes.length > 1)
    Validations.of(group).acknowledge({
      id: 'AwsSolutions-EC26',
      reason: 'The launch template encrypts the one volume of an instance.',
    });
}
