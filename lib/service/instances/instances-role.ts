import { Stack, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledgeObjects } from '../../internal/acknowledge-objects';

/**
 * The role of instances, and so of the app on them. It opens Session Manager, which needs neither a key nor a port;
 * `AmazonSSMManagedInstanceCore`, which most people attach, allows to read every parameter of the account besides.
 */
export function makeWebInstanceRole(scope: Construct, logGroup: logs.ILogGroup): iam.Role {
  const role = new iam.Role(scope, 'Role', {
    description: 'Instances of the web tier',
    assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
  });
  logGroup.grantWrite(role);
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: [
        'ssm:UpdateInstanceInformation',
        'ssmmessages:CreateControlChannel',
        'ssmmessages:CreateDataChannel',
        'ssmmessages:OpenControlChannel',
        'ssmmessages:OpenDataChannel',
        // Which group an instance is in, and whether it is waited for.
        'autoscaling:DescribeAutoScalingInstances',
      ],
      resources: ['*'],
    }),
  );
  role.addToPolicy(
    new iam.PolicyStatement({ actions: ['cloudformation:SignalResource'], resources: [Stack.of(scope).stackId] }),
  );
  const groups = ownGroups(scope);
  role.addToPolicy(new iam.PolicyStatement({ actions: ['autoscaling:CompleteLifecycleAction'], resources: [groups] }));
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'The actions of Session Manager, and the one that describes instances, have no resource to name.',
  });
  acknowledgeObjects(
    role,
    groups,
    'Groups of this stack by the beginning of their names: the role is there before its group, whose name ends by chance.',
  );
  return role;
}

/** CloudFormation begins a group's name with that of its stack. */
function ownGroups(scope: Construct): string {
  const { account, partition, region, stackName } = Stack.of(scope);
  return `arn:${partition}:autoscaling:${region}:${account}:autoScalingGroup:*:autoScalingGroupName/${stackName}-*`;
}
