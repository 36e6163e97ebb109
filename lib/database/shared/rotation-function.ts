import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { handlerAsset } from '../../internal/handler-asset';
import { makeVpcFunctionRole } from '../../internal/vpc-function-role';

export interface RotationFunctionProps {
  readonly vpc: ec2.IVpc;
  readonly subnets: ec2.SubnetSelection;
  /** The name of a handler of this package. */
  readonly handler: string;
  readonly secret: secretsmanager.ISecret;
  readonly database: ec2.IConnectable;
  readonly port: number;
  readonly everyDays: number;
  readonly logRetention: logs.RetentionDays;
}

/** The function that rotates the password of one secret, and its schedule. */
export class RotationFunction extends Construct {
  readonly function: lambda.Function;

  constructor(scope: Construct, id: string, props: RotationFunctionProps) {
    super(scope, id);
    const securityGroup = this.makeSecurityGroup(props);
    const logGroup = new logs.LogGroup(this, 'Logs', {
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.function = new lambda.Function(this, 'Function', {
      description: 'Rotates the password of a database user',
      code: lambda.Code.fromAsset(handlerAsset(props.handler)),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      memorySize: 256,
      // Room for a dozen tries to log in at a database that is failing over.
      timeout: Duration.minutes(2),
      role: this.makeRole(props.secret, logGroup),
      logGroup,
      vpc: props.vpc,
      vpcSubnets: props.subnets,
      securityGroups: [securityGroup],
    });
    this.schedule(props, securityGroup);
  }

  private makeSecurityGroup(props: RotationFunctionProps): ec2.SecurityGroup {
    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc: props.vpc,
      description: 'Rotation of database credentials',
      allowAllOutbound: false,
    });
    securityGroup.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(443), 'Secrets Manager');
    securityGroup.connections.allowTo(props.database, ec2.Port.tcp(props.port), 'Rotation of database credentials');
    return securityGroup;
  }

  private makeRole(secret: secretsmanager.ISecret, logGroup: logs.ILogGroup): iam.Role {
    return makeVpcFunctionRole(this, 'Rotation of database credentials', logGroup, [
      new iam.PolicyStatement({
        actions: [
          'secretsmanager:DescribeSecret',
          'secretsmanager:GetSecretValue',
          'secretsmanager:ListSecretVersionIds',
          'secretsmanager:PutSecretValue',
          'secretsmanager:UpdateSecretVersionStage',
        ],
        resources: [secret.secretArn],
      }),
    ]);
  }

  private schedule(props: RotationFunctionProps, securityGroup: ec2.SecurityGroup): void {
    this.function.addPermission('SecretsManager', {
      principal: new iam.ServicePrincipal('secretsmanager.amazonaws.com'),
      sourceAccount: Stack.of(this).account,
    });
    // By the L1: the L2 would add GetRandomPassword on everything, which the handler does not use.
    const schedule = new secretsmanager.CfnRotationSchedule(this, 'Schedule', {
      secretId: props.secret.secretArn,
      rotationLambdaArn: this.function.functionArn,
      rotationRules: { automaticallyAfterDays: props.everyDays },
      // A deployment changes no password under a running app. Secrets Manager tests the function all the same.
      rotateImmediatelyOnUpdate: false,
    });
    // Secrets Manager tests the function as soon as there is a schedule: by then it must reach the database.
    schedule.node.addDependency(this.function, securityGroup, ...props.database.connections.securityGroups);
  }
}
