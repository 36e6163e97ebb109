import { Validations } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { makeAlarm } from '../../internal/alarm';
import { makeRefresh, REPLACING_PERCENT } from '../instances/instance-refresh';
import { Ec2CapacitySettings } from './ec2-capacity-options';
import { GROUP_METRICS, instanceAlarms } from './instance-alarms';
import { interfacesOf, AGENT_MEMORY_MIB } from './instance-plan';
import { makeInstanceRole } from './instance-role';

export interface InstanceGroupProps {
  readonly settings: Ec2CapacitySettings;
  readonly cluster: ecs.Cluster;
  readonly vpc: ec2.IVpc;
  readonly subnets: ec2.SubnetSelection;
  readonly architecture: ecs.CpuArchitecture;
  readonly maxInstances: number;
}

/**
 * EC2 instances under a service's tasks, as a capacity provider of its cluster: ECS adds instances for tasks that find
 * no room, takes those away that have none, and drains those that are replaced.
 */
export class InstanceGroup extends Construct {
  public readonly capacityProvider: ecs.AsgCapacityProvider;
  public readonly autoScalingGroup: autoscaling.AutoScalingGroup;
  public readonly alarms: cloudwatch.IAlarm[];

  constructor(scope: Construct, id: string, props: InstanceGroupProps) {
    super(scope, id);
    const { role, policy } = makeInstanceRole(this, props.cluster);
    this.autoScalingGroup = this.makeGroup(props, this.makeLaunchTemplate(props, role));
    this.autoScalingGroup.node.addDependency(policy);
    this.capacityProvider = new ecs.AsgCapacityProvider(this, 'Provider', {
      autoScalingGroup: this.autoScalingGroup,
      enableManagedScaling: true,
      enableManagedTerminationProtection: true,
      enableManagedDraining: true,
      targetCapacityPercent: props.settings.targetPercent,
      instanceWarmupPeriod: 120,
    });
    props.cluster.addAsgCapacityProvider(this.capacityProvider);
    const { minInstances, refreshSchedule } = props.settings;
    const missedRefreshes = makeRefresh(this, this.autoScalingGroup, refreshSchedule);
    const { autoScalingGroup, capacityProvider } = this;
    const { cluster, maxInstances } = props;
    this.alarms = instanceAlarms({
      autoScalingGroup,
      capacityProvider,
      cluster,
      minInstances,
      maxInstances,
      missedRefreshes,
    }).map((spec) => makeAlarm(this, spec));
  }

  private makeLaunchTemplate(props: InstanceGroupProps, role: iam.Role): ec2.LaunchTemplate {
    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc: props.vpc,
      description: 'Instances of an ECS cluster',
      allowAllOutbound: true,
    });
    return new ec2.LaunchTemplate(this, 'LaunchTemplate', {
      // Asked for when an instance starts, so that a new image changes no template and needs no look-up at synth.
      machineImage: ec2.MachineImage.resolveSsmParameterAtLaunch(imageParameter(props.architecture), {
        userData: agentSettings(),
      }),
      // CDK would add what the agent may do on all clusters.
      role: role.withoutPolicyUpdates() as iam.IRole,
      securityGroup,
      requireImdsv2: true,
      httpPutResponseHopLimit: 1,
      blockDevices: [
        {
          deviceName: '/dev/xvda',
          volume: ec2.BlockDeviceVolume.ebs(props.settings.volumeGiB, {
            volumeType: ec2.EbsDeviceVolumeType.GP3,
            encrypted: true,
          }),
        },
      ],
    });
  }

  private makeGroup(props: InstanceGroupProps, launchTemplate: ec2.LaunchTemplate): autoscaling.AutoScalingGroup {
    const group = new autoscaling.AutoScalingGroup(this, 'Group', {
      vpc: props.vpc,
      vpcSubnets: props.subnets,
      minCapacity: props.settings.minInstances,
      maxCapacity: props.maxInstances,
      groupMetrics: [new autoscaling.GroupMetrics(...GROUP_METRICS)],
      mixedInstancesPolicy: {
        launchTemplate,
        launchTemplateOverrides: [{ instanceRequirements: requirements(props) }],
        instancesDistribution: {
          onDemandPercentageAboveBaseCapacity: 100,
          onDemandAllocationStrategy: autoscaling.OnDemandAllocationStrategy.LOWEST_PRICE,
        },
      },
    });
    const resource = group.node.defaultChild as autoscaling.CfnAutoScalingGroup;
    resource.instanceMaintenancePolicy = {
      minHealthyPercentage: REPLACING_PERCENT.min,
      maxHealthyPercentage: REPLACING_PERCENT.max,
    };
    Validations.of(group).acknowledge({
      id: 'AwsSolutions-AS3',
      reason: 'Instances come and go with the tasks, by the hour; people are told of what users see of it.',
    });
    // The rule reads the group's own launch template, and this one stands in its mixed instances policy.
    Validations.of(group).acknowledge({
      id: 'AwsSolutions-EC26',
      reason: 'The launch template encrypts the one volume of an instance.',
    });
    return group;
  }
}

/**
 * Where AWS publishes the newest ECS-optimised image.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html
 */
function imageParameter(architecture: ecs.CpuArchitecture): string {
  const path = architecture === ecs.CpuArchitecture.ARM64 ? 'amazon-linux-2023/arm64' : 'amazon-linux-2023';
  return `/aws/service/ecs/optimized-ami/${path}/recommended/image_id`;
}

/** CDK adds the cluster's name. Tasks reach no instance metadata, and so no role but their own. */
function agentSettings(): ec2.UserData {
  const userData = ec2.UserData.forLinux();
  userData.addCommands(
    'echo ECS_AWSVPC_BLOCK_IMDS=true >> /etc/ecs/ecs.config',
    `echo ECS_RESERVED_MEMORY=${AGENT_MEMORY_MIB} >> /etc/ecs/ecs.config`,
  );
  return userData;
}

function requirements({
  settings,
  architecture,
}: InstanceGroupProps): autoscaling.CfnAutoScalingGroup.InstanceRequirementsProperty {
  const memoryMiB = settings.vCpus * settings.memoryGiBPerVCpu * 1024;
  return {
    vCpuCount: { min: settings.vCpus, max: settings.vCpus },
    memoryMiB: { min: memoryMiB, max: memoryMiB },
    cpuManufacturers: architecture === ecs.CpuArchitecture.ARM64 ? ['amazon-web-services'] : ['intel', 'amd'],
    instanceGenerations: ['current'],
    burstablePerformance: 'excluded',
    bareMetal: 'excluded',
    acceleratorCount: { max: 0 },
    // What the room for tasks is counted from.
    networkInterfaceCount: { min: interfacesOf(settings.vCpus) },
    excludedInstanceTypes: settings.excludedInstanceTypes.length > 0 ? settings.excludedInstanceTypes : undefined,
  };
}
