import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { handlerAsset } from '../internal/handler-asset';

export interface CacheRotationFunctionProps {
  readonly secret: secretsmanager.ISecret;
  readonly userArn: string;
  readonly everyDays: number;
  readonly logRetention: logs.RetentionDays;
}

/** The function that rotates the password of a cache's user, and its schedule. It stands in no VPC. */
export class CacheRotationFunction extends Construct {
  constructor(scope: Construct, id: string, props: CacheRotationFunctionProps) {
    super(scope, id);
    const logGroup = new logs.LogGroup(this, 'Logs', {
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const rotate = new lambda.Function(this, 'Function', {
      description: 'Rotates the password of a cache user',
      code: lambda.Code.fromAsset(handlerAsset('rotation-cache')),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      memorySize: 256,
      // A change of a user takes a minute or two until every node knows it.
      timeout: Duration.minutes(9),
      role: this.makeRole(props, logGroup),
      logGroup,
    });
    rotate.addPermission('SecretsManager', {
      principal: new iam.ServicePrincipal('secretsmanager.amazonaws.com'),
      sourceAccount: Stack.of(this).account,
    });
    const schedule = new secretsmanager.CfnRotationSchedule(this, 'Schedule', {
      secretId: props.secret.secretArn,
      rotationLambdaArn: rotate.functionArn,
      rotationRules: { automaticallyAfterDays: props.everyDays },
      // A deployment changes no password under a running app. Secrets Manager tests the function all the same.
      rotateImmediatelyOnUpdate: false,
    });
    schedule.node.addDependency(rotate);
  }

  private makeRole(props: CacheRotationFunctionProps, logGroup: logs.ILogGroup): iam.Role {
    const role = new iam.Role(this, 'Role', {
      description: 'Rotation of cache credentials',
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    });
    logGroup.grantWrite(role);
    const allow = (actions: string[], resource: string) =>
      role.addToPolicy(new iam.PolicyStatement({ actions, resources: [resource] }));
    allow(
      [
        'secretsmanager:DescribeSecret',
        'secretsmanager:GetSecretValue',
        'secretsmanager:PutSecretValue',
        'secretsmanager:UpdateSecretVersionStage',
      ],
      props.secret.secretArn,
    );
    allow(['elasticache:DescribeUsers', 'elasticache:ModifyUser'], props.userArn);
    return role;
  }
}
