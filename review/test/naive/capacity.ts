import { App, Stack } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ENV, NaiveApp, withZones } from './naive-app';

interface Instances {
  /** Whether new instances are protected from scale-in. */
  readonly isProtected?: boolean;
  readonly provider?: boolean;
  readonly target?: number;
}

/** Instances that were there before the cluster, and a capacity provider over them. */
const instances =
  ({ isProtected, provider, target = 100 }: Instances) =>
  (app: App) => {
    withZones(app);
    const stack = new Stack(app, 'Acme', { env: ENV });
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 });
    const template = new ec2.CfnLaunchTemplate(stack, 'Template', {
      launchTemplateData: {
        instanceType: 't4g.medium',
        imageId: '{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id}}',
      },
    });
    const group = new autoscaling.CfnAutoScalingGroup(stack, 'Group', {
      minSize: '0',
      maxSize: '10',
      vpcZoneIdentifier: vpc.privateSubnets.map(({ subnetId }) => subnetId),
      newInstancesProtectedFromScaleIn: isProtected,
      launchTemplate: { launchTemplateId: template.ref, version: template.attrLatestVersionNumber },
    });
    if (!provider) return;
    new ecs.CfnCapacityProvider(stack, 'Capacity', {
      autoScalingGroupProvider: {
        autoScalingGroupArn: group.attrAutoScalingGroupArn,
        managedScaling: { status: 'ENABLED', targetCapacity: target },
        managedTerminationProtection: 'ENABLED',
      },
    });
  };

export const CAPACITY_APPS: readonly NaiveApp[] = [
  {
    door: 'ECS capacity: protected from termination, over a group that protects nothing',
    naive: {
      before: instances({}),
      after: instances({ provider: true }),
      expect: { rule: 'ecs-termination-protection', severity: 'hazard', stack: 'Acme', logicalId: 'Capacity' },
      outcome: 'fails',
    },
    safe: {
      before: instances({ isProtected: true, provider: true }),
      after: instances({ isProtected: true, provider: true, target: 80 }),
    },
  },
];
