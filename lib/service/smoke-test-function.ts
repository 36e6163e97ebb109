import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { handlerAsset } from '../internal/handler-asset';
import { TEST_PORT } from './blue-green-targets';

export interface SmokeTestFunctionProps {
  readonly vpc: ec2.IVpc;
  readonly subnets: ec2.SubnetSelection;
  readonly loadBalancer: elbv2.ApplicationLoadBalancer;
  readonly paths: string[];
  readonly host?: string;
  readonly attempts: number;
  readonly delaySeconds: number;
  readonly answerTimeout: Duration;
  readonly logRetention: logs.RetentionDays;
}

/** The function that asks new tasks through the test listener, from within the VPC. */
export class SmokeTestFunction extends Construct {
  public readonly function: lambda.Function;

  constructor(scope: Construct, id: string, props: SmokeTestFunctionProps) {
    super(scope, id);
    const logGroup = new logs.LogGroup(this, 'Logs', {
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.function = new lambda.Function(this, 'Function', {
      description: 'Asks new tasks whether they work, before users reach them',
      code: lambda.Code.fromAsset(handlerAsset('smoke-test')),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      memorySize: 256,
      // All paths are asked at once, so one slow answer is the longest.
      timeout: props.answerTimeout.plus(Duration.seconds(15)),
      role: this.makeRole(logGroup),
      logGroup,
      vpc: props.vpc,
      vpcSubnets: props.subnets,
      securityGroups: [this.makeSecurityGroup(props)],
      environment: {
        ORIGIN: `http://${props.loadBalancer.loadBalancerDnsName}:${TEST_PORT}`,
        PATHS: JSON.stringify(props.paths),
        HOST: props.host ?? '',
        ATTEMPTS: String(props.attempts),
        DELAY_SECONDS: String(props.delaySeconds),
        ANSWER_SECONDS: String(props.answerTimeout.toSeconds()),
      },
    });
  }

  /** The only one that the load balancer admits to its test listener. */
  private makeSecurityGroup(props: SmokeTestFunctionProps): ec2.SecurityGroup {
    const group = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc: props.vpc,
      description: 'Smoke test of new tasks',
      allowAllOutbound: false,
    });
    group.connections.allowTo(props.loadBalancer, ec2.Port.tcp(TEST_PORT), 'Smoke test of new tasks');
    return group;
  }

  /** The managed policy for functions in a VPC would allow every log group, so the statements stand here. */
  private makeRole(logGroup: logs.ILogGroup): iam.Role {
    const role = new iam.Role(this, 'Role', {
      description: 'Smoke test of new tasks',
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    });
    logGroup.grantWrite(role);
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: [
          'ec2:AssignPrivateIpAddresses',
          'ec2:CreateNetworkInterface',
          'ec2:DeleteNetworkInterface',
          'ec2:DescribeNetworkInterfaces',
          'ec2:DescribeSubnets',
          'ec2:UnassignPrivateIpAddresses',
        ],
        resources: ['*'],
      }),
    );
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Lambda makes network interfaces in a VPC with this role, and EC2 takes no resource for these actions.',
    });
    return role;
  }
}
