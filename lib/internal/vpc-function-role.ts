import { Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** What Lambda does with a function's role to give it a network interface; EC2 takes no resource for these actions. */
const NETWORK_INTERFACES = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/**
 * The role of a function in a VPC, `Role` in the scope: its log group, network interfaces, and what else is given. The
 * managed policy for functions in a VPC would allow every log group, so the statements stand here.
 */
export function makeVpcFunctionRole(
  scope: Construct,
  description: string,
  logGroup: logs.ILogGroup,
  statements: readonly iam.PolicyStatement[] = [],
): iam.Role {
  const role = new iam.Role(scope, 'Role', {
    description,
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
  });
  logGroup.grantWrite(role);
  for (const statement of statements) role.addToPolicy(statement);
  role.addToPolicy(new iam.PolicyStatement({ actions: NETWORK_INTERFACES, resources: ['*'] }));
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'Lambda makes network interfaces in a VPC with this role, and EC2 takes no resource for these actions.',
  });
  return role;
}
