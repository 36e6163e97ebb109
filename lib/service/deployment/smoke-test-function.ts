import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { handlerAsset } from '../../internal/handler-asset';
import { makeVpcFunctionRole } from '../../internal/vpc-function-role';
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
      role: makeVpcFunctionRole(this, 'Smoke test of new tasks', logGroup),
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
}
