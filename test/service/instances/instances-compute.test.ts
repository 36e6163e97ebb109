import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { TaskPlacement } from '../../../lib/service/containers/task-placement';
import { inZones, only } from '../fixture';
import { buildTier, instances } from '../tier/compute-fixture';

describe('instances', () => {
  const made = buildTier(instances()).template;

  test('are as many as the load needs, and no deployment says how many', () => {
    const { properties } = only(made, 'AWS::AutoScaling::AutoScalingGroup');
    expect(properties).toMatchObject({
      MinSize: '2',
      MaxSize: '6',
      NewInstancesProtectedFromScaleIn: false,
      HealthCheckType: 'ELB',
      HealthCheckGracePeriod: 60,
      DefaultInstanceWarmup: 60,
      MaxInstanceLifetime: 2592000,
      InstanceMaintenancePolicy: { MinHealthyPercentage: 100, MaxHealthyPercentage: 110 },
      MetricsCollection: [{ Granularity: '1Minute' }],
      LifecycleHookSpecificationList: [
        {
          LifecycleHookName: 'ready',
          LifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
          HeartbeatTimeout: 600,
          DefaultResult: 'ABANDON',
        },
      ],
    });
    expect(properties).not.toHaveProperty('DesiredCapacity');
    expect(properties).not.toHaveProperty('AutoScalingGroupName');
    expect(only(made, 'AWS::AutoScaling::ScalingPolicy').properties.TargetTrackingConfiguration).toMatchObject({
      TargetValue: 60,
      PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' },
    });
  });

  test('are replaced by a refresh, in place', () => {
    const [group] = Object.values(made.findResources('AWS::AutoScaling::AutoScalingGroup'));
    expect(group!.UpdatePolicy).toEqual({
      AutoScalingInstanceRefresh: {
        Strategy: 'Rolling',
        Preferences: {
          MinHealthyPercentage: 100,
          MaxHealthyPercentage: 110,
          SkipMatching: true,
          ScaleInProtectedInstances: 'Refresh',
          StandbyInstances: 'Terminate',
        },
      },
      AutoScalingScheduledAction: { IgnoreUnmodifiedGroupSizeProperties: true },
    });
  });

  test('have IMDSv2, an encrypted volume, no key and no public address', () => {
    const { LaunchTemplateData: data } = only(made, 'AWS::EC2::LaunchTemplate').properties;
    expect(data).toMatchObject({
      ImageId: 'resolve:ssm:/shop/image-id',
      InstanceType: 't4g.small',
      MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
      BlockDeviceMappings: [
        {
          DeviceName: '/dev/xvda',
          Ebs: { Encrypted: true, VolumeType: 'gp3', VolumeSize: 8, DeleteOnTermination: true },
        },
      ],
      Monitoring: { Enabled: true },
    });
    expect(data).not.toHaveProperty('KeyName');
    expect(data).not.toHaveProperty('NetworkInterfaces');
  });

  test('have a public address of their own in public subnets, and no more open ports', () => {
    const { template } = buildTier(instances(), (vpc) => ({
      placement: TaskPlacement.publicSubnets(inZones(vpc, 'public', 2)),
    }));
    const { LaunchTemplateData: data } = only(template, 'AWS::EC2::LaunchTemplate').properties;
    expect(data.NetworkInterfaces).toMatchObject([{ AssociatePublicIpAddress: true, DeviceIndex: 0 }]);
    const ports = Object.entries(template.findResources('AWS::EC2::SecurityGroupIngress'))
      .filter(([, { Properties }]) => /InstanceCompute/.test(JSON.stringify(Properties.GroupId)))
      .map(([, { Properties }]) => [Properties.FromPort, Properties.ToPort]);
    expect(ports).toEqual([[8080, 8080]]);
  });

  test('open to Session Manager, not to every parameter', () => {
    const text = JSON.stringify(made.findResources('AWS::IAM::Policy'));
    expect(text).toContain('ssmmessages:OpenDataChannel');
    expect(text).not.toContain('ssm:GetParameter');
    expect(JSON.stringify(made.findResources('AWS::IAM::Role'))).not.toContain('ManagedPolicyArns');
  });

  test('of several types come by preference, those of a pool are stopped, and requests count', () => {
    const types = [
      ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE),
      new ec2.InstanceType('m6g.large'),
    ];
    const several = only(buildTier(instances({ instanceTypes: types })).template, 'AWS::AutoScaling::AutoScalingGroup');
    expect(several.properties.MixedInstancesPolicy).toMatchObject({
      InstancesDistribution: { OnDemandAllocationStrategy: 'prioritized', OnDemandPercentageAboveBaseCapacity: 100 },
      LaunchTemplate: { Overrides: [{ InstanceType: 'm7g.large' }, { InstanceType: 'm6g.large' }] },
    });
    const pool = buildTier(instances({ warmPool: { minSize: 2, maxPrepared: 5 }, requestsPerInstancePerMinute: 600 }));
    pool.template.hasResourceProperties('AWS::AutoScaling::WarmPool', {
      MinSize: 2,
      MaxGroupPreparedCapacity: 5,
      PoolState: 'Stopped',
    });
    pool.template.hasResourceProperties('AWS::AutoScaling::ScalingPolicy', {
      TargetTrackingConfiguration: {
        TargetValue: 600,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ALBRequestCountPerTarget' },
      },
    });
  });
});
