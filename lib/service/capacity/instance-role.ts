import { Validations } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

export interface InstanceRole {
  readonly role: iam.Role;
  /** What the role may do. An instance that registers before it may do so gives up, so it has to be there first. */
  readonly policy: iam.Policy;
}

/**
 * The role of instances that register with one cluster. Tasks have roles of their own and do not reach this one.
 * `AmazonEC2ContainerServiceforEC2Role`, which most people attach, allows all clusters and every image and log group.
 */
export function makeInstanceRole(scope: Construct, cluster: ecs.ICluster): InstanceRole {
  const role = new iam.Role(scope, 'Role', {
    description: 'Instances of an ECS cluster',
    assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
  });
  const policy = new iam.Policy(scope, 'Policy', {
    roles: [role],
    statements: [
      new iam.PolicyStatement({
        actions: [
          'ecs:RegisterContainerInstance',
          'ecs:DeregisterContainerInstance',
          'ecs:SubmitAttachmentStateChanges',
          'ecs:SubmitContainerStateChange',
          'ecs:SubmitTaskStateChange',
        ],
        resources: [cluster.clusterArn],
      }),
      new iam.PolicyStatement({
        actions: ['ecs:Poll', 'ecs:StartTelemetrySession', 'ecs:PutSystemLogEvents'],
        resources: ['*'],
        conditions: { ArnEquals: { 'ecs:cluster': cluster.clusterArn } },
      }),
      new iam.PolicyStatement({ actions: ['ecs:DiscoverPollEndpoint'], resources: ['*'] }),
    ],
  });
  Validations.of(policy).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason:
      'ecs:DiscoverPollEndpoint has no resource to name; the others have instances that are not known yet, and are bound to the cluster by a condition.',
  });
  return { role, policy };
}
