import { Size, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { BoundKind, CapacityKind, CapacityNeeds, CapacityTarget, publicPlacement } from './capacity-kind';
import { makeInstanceRole } from './instance-role';

/** The instances that ECS looks after under a service's tasks. Every value changes in place. */
export interface ManagedInstancesCapacityOptions {
  /**
   * The fewest vCPUs of an instance. ECS picks types, and how many tasks go on one.
   *
   * @default - what one task needs
   */
  readonly minVCpus?: number;

  /**
   * The most vCPUs of an instance: smaller ones cost users less when one fails.
   *
   * @default - ECS decides
   */
  readonly maxVCpus?: number;

  /**
   * The size of an instance's encrypted volume, for images and what tasks write, in GiB, 30 to 16384.
   *
   * @default 80
   */
  readonly volumeGiB?: number;
}

const INFRASTRUCTURE_POLICY = 'AmazonECSInfrastructureRolePolicyForManagedInstances';

export class ManagedInstancesCapacity implements CapacityKind {
  public readonly name = 'Capacity.managedInstances()';
  public readonly startsInstances = true;

  constructor(private readonly options: ManagedInstancesCapacityOptions) {}

  public bind(scope: Construct, { cluster, taskDefinition, needs }: CapacityTarget): BoundKind {
    // By the L1, as the L2 renders no compatibility at all for all three (its enumeration has a member for them that
    // nothing reads).
    (taskDefinition.node.defaultChild as ecs.CfnTaskDefinition).requiresCompatibilities = [
      'EC2',
      'FARGATE',
      'MANAGED_INSTANCES',
    ];
    const place = new Construct(scope, 'ManagedInstances');
    const { role, policy } = makeInstanceRole(place, cluster);
    const provider = new ecs.ManagedInstancesCapacityProvider(place, 'Provider', {
      infrastructureRole: makeInfrastructureRole(place, role),
      ec2InstanceProfile: new iam.InstanceProfile(place, 'Profile', { role }),
      subnets: needs.vpc.selectSubnets(needs.placement.subnets).subnets,
      securityGroups: [
        new ec2.SecurityGroup(place, 'SecurityGroup', {
          vpc: needs.vpc,
          description: 'Managed instances of an ECS cluster',
          allowAllOutbound: true,
        }),
      ],
      taskVolumeStorage: Size.gibibytes(this.options.volumeGiB ?? 80),
      instanceRequirements: {
        vCpuCountMin: this.minVCpus(needs),
        vCpuCountMax: this.options.maxVCpus,
        memoryMin: Size.mebibytes(needs.memoryMiB),
        cpuManufacturers:
          needs.architecture === ecs.CpuArchitecture.ARM64
            ? [ec2.CpuManufacturer.AWS]
            : [ec2.CpuManufacturer.INTEL, ec2.CpuManufacturer.AMD],
        instanceGenerations: [ec2.InstanceGeneration.CURRENT],
        burstablePerformance: ec2.BurstablePerformance.EXCLUDED,
        bareMetal: ec2.BareMetal.EXCLUDED,
      },
    });
    provider.node.addDependency(policy);
    (cluster as ecs.Cluster).addManagedInstancesCapacityProvider(provider);
    return { strategy: [{ capacityProvider: provider.capacityProviderName, weight: 1 }], alarms: [] };
  }

  public faults(): string[] {
    const { minVCpus, maxVCpus, volumeGiB } = this.options;
    const faults: string[] = [];
    for (const [name, value] of [
      ['minVCpus', minVCpus],
      ['maxVCpus', maxVCpus],
    ] as const)
      if (value !== undefined && (!Number.isInteger(value) || value < 1))
        faults.push(`${name} ${value} must be a whole number of 1 or more`);
    if (minVCpus !== undefined && maxVCpus !== undefined && minVCpus > maxVCpus)
      faults.push(`minVCpus ${minVCpus} is above maxVCpus ${maxVCpus}`);
    if (volumeGiB !== undefined && (!Number.isInteger(volumeGiB) || volumeGiB < 30 || volumeGiB > 16384))
      faults.push(`volumeGiB ${volumeGiB} must be a whole number from 30 to 16384`);
    return faults;
  }

  public mismatches(needs: CapacityNeeds): string[] {
    const mismatches = publicPlacement(this.name, needs);
    if (needs.cluster !== undefined && !(needs.cluster instanceof ecs.Cluster))
      mismatches.push(`${this.name} adds a provider to the cluster, so that must be one made in this app`);
    const { maxVCpus } = this.options;
    if (maxVCpus !== undefined && maxVCpus * 1024 < needs.cpu)
      mismatches.push(`maxVCpus ${maxVCpus} is less than a task of ${needs.cpu} CPU units needs`);
    return mismatches;
  }

  private minVCpus(needs: CapacityNeeds): number {
    return this.options.minVCpus ?? Math.max(1, Math.ceil(needs.cpu / 1024));
  }
}

/** The role in which ECS starts instances. AWS's policy passes roles of one fixed name only; this passes this role. */
function makeInfrastructureRole(scope: Construct, instanceRole: iam.Role): iam.Role {
  const role = new iam.Role(scope, 'InfrastructureRole', {
    description: 'Starts instances for an ECS cluster',
    assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com'),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName(INFRASTRUCTURE_POLICY)],
    inlinePolicies: {
      PassInstanceRole: new iam.PolicyDocument({
        statements: [
          new iam.PolicyStatement({
            actions: ['iam:PassRole'],
            resources: [instanceRole.roleArn],
            conditions: { StringLike: { 'iam:PassedToService': 'ec2.*' } },
          }),
        ],
      }),
    },
  });
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${INFRASTRUCTURE_POLICY}]`,
    reason: 'AWS keeps this policy in step with what ECS calls to look after instances; a copy would fall behind.',
  });
  return role;
}
