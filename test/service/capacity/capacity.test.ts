import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Capacity } from '../../../lib/service/capacity/capacity';
import { TaskPlacement } from '../../../lib/service/containers/task-placement';
import { WebServiceProps } from '../../../lib/service/tier/web-service-props';
import { build, inZones, only, template } from '../fixture';

const on = (capacity: Capacity, more: Partial<WebServiceProps> = {}) =>
  template((vpc) => ({
    placement: TaskPlacement.privateSubnets(inZones(vpc, 'private', 2)),
    cpu: 2048,
    memoryMiB: 4096,
    scaling: { minTasks: 8, maxTasks: 60 },
    capacity,
    ...more,
  }));

const provider = (of: Template) => only(of, 'AWS::ECS::CapacityProvider');

describe('EC2 capacity', () => {
  const made = on(Capacity.ec2({ vCpus: 8, targetPercent: 90 }));

  test('is a capacity provider with managed scaling, draining and termination protection', () => {
    const { id, properties } = provider(made);
    const group = only(made, 'AWS::AutoScaling::AutoScalingGroup');
    expect(properties).toEqual({
      AutoScalingGroupProvider: {
        AutoScalingGroupArn: { Ref: group.id },
        ManagedDraining: 'ENABLED',
        ManagedScaling: { Status: 'ENABLED', TargetCapacity: 90, InstanceWarmupPeriod: 120 },
        ManagedTerminationProtection: 'ENABLED',
      },
    });
    expect(group.properties.NewInstancesProtectedFromScaleIn).toBe(true);
    expect(only(made, 'AWS::ECS::ClusterCapacityProviderAssociations').properties.CapacityProviders).toEqual([
      'FARGATE',
      'FARGATE_SPOT',
      { Ref: id },
    ]);
    const service = only(made, 'AWS::ECS::Service').properties;
    expect(service.CapacityProviderStrategy).toEqual([{ CapacityProvider: { Ref: id }, Weight: 1 }]);
    expect(service).not.toHaveProperty('LaunchType');
    expect(service).not.toHaveProperty('PlatformVersion');
  });

  test('makes no function that drains instances, as ECS does', () => {
    expect(made.findResources('AWS::Lambda::Function')).toEqual({});
    expect(made.findResources('AWS::SNS::Topic')).toEqual({});
  });

  test('has room for twice the tasks, in the zones of the service', () => {
    // 8 vCPUs hold 4 tasks of 2 by CPU, and 3 by network interfaces: 120 tasks are 20 instances in each of two zones.
    expect(only(made, 'AWS::AutoScaling::AutoScalingGroup').properties).toMatchObject({
      MinSize: '0',
      MaxSize: '45',
      VPCZoneIdentifier: ['subnet-bb000000', 'subnet-bb100000'],
      InstanceMaintenancePolicy: { MinHealthyPercentage: 100, MaxHealthyPercentage: 110 },
    });
    expect(only(made, 'AWS::AutoScaling::AutoScalingGroup').properties).not.toHaveProperty('DesiredCapacity');
  });

  test('takes current ARM types of that size, on demand, at the lowest price', () => {
    const policy = only(made, 'AWS::AutoScaling::AutoScalingGroup').properties.MixedInstancesPolicy;
    expect(policy.InstancesDistribution).toEqual({
      OnDemandAllocationStrategy: 'lowest-price',
      OnDemandPercentageAboveBaseCapacity: 100,
    });
    expect(policy.LaunchTemplate.Overrides).toEqual([{ InstanceType: 'm6g.2xlarge' }, { InstanceType: 'm7g.2xlarge' }]);
  });

  test('starts instances with the newest image, encrypted, with IMDSv2, which tasks do not reach', () => {
    const data = only(made, 'AWS::EC2::LaunchTemplate').properties.LaunchTemplateData;
    expect(data).toMatchObject({
      ImageId: 'resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id',
      MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { Encrypted: true, VolumeSize: 50, VolumeType: 'gp3' } }],
    });
    expect(data).not.toHaveProperty('KeyName');
    const script = JSON.stringify(data.UserData);
    expect(script).toContain('ECS_AWSVPC_BLOCK_IMDS=true');
    expect(script).toContain('ECS_CLUSTER=');
    expect(script.indexOf('ECS_CLUSTER')).toBeGreaterThan(0);
  });

  test('gives instances a role for their cluster alone', () => {
    const policies = Object.entries(made.findResources('AWS::IAM::Policy')).filter(([id]) => /^WebInstances/.test(id));
    const actions = policies.flatMap(([, { Properties }]) =>
      Properties.PolicyDocument.Statement.flatMap((statement: { Action: string | string[] }) => statement.Action),
    );
    expect(actions.sort()).toEqual([
      'autoscaling:StartInstanceRefresh',
      'ecs:DeregisterContainerInstance',
      'ecs:DiscoverPollEndpoint',
      'ecs:Poll',
      'ecs:PutSystemLogEvents',
      'ecs:RegisterContainerInstance',
      'ecs:StartTelemetrySession',
      'ecs:SubmitAttachmentStateChanges',
      'ecs:SubmitContainerStateChange',
      'ecs:SubmitTaskStateChange',
      'sqs:SendMessage',
    ]);
    const [group] = Object.values(made.findResources('AWS::AutoScaling::AutoScalingGroup'));
    expect(group!.DependsOn).toEqual([expect.stringMatching(/^WebInstancesPolicy/)]);
  });

  test('replaces instances each week, protected or not', () => {
    const { properties } = only(made, 'AWS::Scheduler::Schedule');
    expect(properties.ScheduleExpression).toBe('cron(0 4 ? * TUE *)');
    const target = JSON.stringify(properties.Target);
    expect(target).toContain('aws-sdk:autoscaling:startInstanceRefresh');
    expect(target).toContain('\\"ScaleInProtectedInstances\\":\\"Refresh\\"');
    expect(target).toContain('\\"SkipMatching\\":false');
  });

  test('tries for hours to start a refresh, and keeps the failure', () => {
    const { id } = only(made, 'AWS::SQS::Queue');
    expect(only(made, 'AWS::Scheduler::Schedule').properties.Target).toMatchObject({
      RetryPolicy: { MaximumRetryAttempts: 20, MaximumEventAgeInSeconds: 21600 },
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': [id, 'Arn'] } },
    });
  });

  test('tells of a full group, of tasks without room and of a missed refresh', () => {
    const group = only(made, 'AWS::AutoScaling::AutoScalingGroup');
    expect(group.properties.MetricsCollection).toEqual([{ Granularity: '1Minute', Metrics: ['GroupDesiredCapacity'] }]);
    const quarterOfAnHour = { Period: 300, EvaluationPeriods: 3, DatapointsToAlarm: 3, Statistic: 'Minimum' };
    const alarms = Object.entries(made.findResources('AWS::CloudWatch::Alarm')).filter(([id]) => /Instances/.test(id));
    expect(alarms.map(([, { Properties }]) => Properties)).toEqual([
      expect.objectContaining({
        Namespace: 'AWS/AutoScaling',
        MetricName: 'GroupDesiredCapacity',
        Dimensions: [{ Name: 'AutoScalingGroupName', Value: { Ref: group.id } }],
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        Threshold: 45,
        ...quarterOfAnHour,
      }),
      expect.objectContaining({
        Namespace: 'AWS/ECS/ManagedScaling',
        MetricName: 'CapacityProviderReservation',
        Dimensions: [
          { Name: 'CapacityProviderName', Value: { Ref: provider(made).id } },
          { Name: 'ClusterName', Value: { Ref: only(made, 'AWS::ECS::Cluster').id } },
        ],
        ComparisonOperator: 'GreaterThanThreshold',
        Threshold: 100,
        ...quarterOfAnHour,
      }),
      expect.objectContaining({
        Namespace: 'AWS/SQS',
        MetricName: 'ApproximateNumberOfMessagesVisible',
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        Threshold: 1,
        EvaluationPeriods: 1,
      }),
    ]);
  });

  test.each([
    ['of a full group only where it can grow', Capacity.ec2({ vCpus: 8, minInstances: 40, maxInstances: 40 }), 2],
    ['of instances that are still there', Capacity.fargate().movingFrom(Capacity.ec2({ vCpus: 8 })), 3],
    ['of nothing on Fargate', Capacity.fargate(), 0],
  ])('tells %s', (_, capacity, alarms) => {
    const { web } = build((vpc) => ({
      placement: TaskPlacement.privateSubnets(inZones(vpc, 'private', 2)),
      cpu: 2048,
      memoryMiB: 4096,
      capacity,
    }));
    expect(web.capacityAlarms).toHaveLength(alarms);
  });

  test('opens no port', () => {
    const groups = Object.entries(made.findResources('AWS::EC2::SecurityGroup'));
    const [, ofInstances] = groups.find(([id]) => /^WebInstances/.test(id))!;
    expect(ofInstances.Properties).not.toHaveProperty('SecurityGroupIngress');
    for (const rule of Object.values(made.findResources('AWS::EC2::SecurityGroupIngress')))
      expect(JSON.stringify(rule.Properties.GroupId)).not.toMatch(/WebInstances/);
  });

  test('takes the values that are given, on x86', () => {
    const x86 = on(
      Capacity.ec2({
        vCpus: 4,
        memoryGiBPerVCpu: 8,
        minInstances: 2,
        maxInstances: 90,
        instanceTypes: [new ec2.InstanceType('r6i.xlarge'), new ec2.InstanceType('r5.xlarge')],
        spotPercent: 60,
        awsvpcTrunking: true,
        volumeGiB: 100,
        refreshSchedule: 'rate(3 days)',
      }),
      { architecture: ecs.CpuArchitecture.X86_64 },
    );
    const { properties } = only(x86, 'AWS::AutoScaling::AutoScalingGroup');
    expect(properties).toMatchObject({ MinSize: '2', MaxSize: '90' });
    expect(properties.MixedInstancesPolicy).toMatchObject({
      LaunchTemplate: { Overrides: [{ InstanceType: 'r6i.xlarge' }, { InstanceType: 'r5.xlarge' }] },
      InstancesDistribution: {
        OnDemandPercentageAboveBaseCapacity: 40,
        SpotAllocationStrategy: 'price-capacity-optimized',
      },
    });
    expect(only(x86, 'AWS::EC2::LaunchTemplate').properties.LaunchTemplateData).toMatchObject({
      ImageId: 'resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id',
      BlockDeviceMappings: [{ Ebs: { VolumeSize: 100 } }],
    });
    expect(JSON.stringify(x86.findResources('AWS::EC2::LaunchTemplate'))).toContain(
      'ECS_ENABLE_SPOT_INSTANCE_DRAINING=true',
    );
    expect(only(x86, 'AWS::Scheduler::Schedule').properties.ScheduleExpression).toBe('rate(3 days)');
  });
});

describe('managed instances', () => {
  const made = on(Capacity.managedInstances({ maxVCpus: 16, volumeGiB: 120 }));

  test('are a provider of the cluster, which the service uses', () => {
    const { id, properties } = provider(made);
    expect(properties.ClusterName).toEqual({ Ref: only(made, 'AWS::ECS::Cluster').id });
    expect(properties.ManagedInstancesProvider.InstanceLaunchTemplate).toMatchObject({
      NetworkConfiguration: { Subnets: ['subnet-bb000000', 'subnet-bb100000'] },
      StorageConfiguration: { StorageSizeGiB: 120 },
      InstanceRequirements: {
        VCpuCount: { Min: 2, Max: 16 },
        MemoryMiB: { Min: 4096 },
        CpuManufacturers: ['amazon-web-services'],
        InstanceGenerations: ['current'],
        BurstablePerformance: 'excluded',
        BareMetal: 'excluded',
      },
    });
    expect(only(made, 'AWS::ECS::Service').properties.CapacityProviderStrategy).toEqual([
      { CapacityProvider: { Ref: id }, Weight: 1 },
    ]);
  });

  test('run tasks that Fargate and EC2 run as well', () => {
    expect(only(made, 'AWS::ECS::TaskDefinition').properties.RequiresCompatibilities).toEqual([
      'EC2',
      'FARGATE',
      'MANAGED_INSTANCES',
    ]);
  });

  test('have no fixed names, and a role that ECS may pass', () => {
    for (const type of ['AWS::IAM::Role', 'AWS::IAM::InstanceProfile'])
      for (const { Properties } of Object.values(made.findResources(type))) {
        expect(Properties).not.toHaveProperty('RoleName');
        expect(Properties).not.toHaveProperty('InstanceProfileName');
      }
    made.hasResourceProperties('AWS::IAM::Role', {
      Policies: [{ PolicyDocument: { Statement: [{ Action: 'iam:PassRole', Effect: 'Allow' }] } }],
    });
  });
});
