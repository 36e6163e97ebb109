import { Duration, Stack, Validations } from 'aws-cdk-lib';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { checkProps } from '../../internal/checks/check';
import { makeTaskSecurityGroup } from '../../internal/container-task';
import { makeLogGroup } from '../containers/containers';
import { makeTestRoute, makeUsersRoute } from '../entrance/routes';
import { BoundCompute, ComputeContext, ComputeKind } from '../tier/compute-kind';
import { TierSettings } from '../tier/settings';
import { FUNCTIONS_CHECKS } from './functions-checks';
import { FunctionsOptions } from './functions-options';
import { FunctionsSettings, functionsSettingsOf } from './functions-settings';

/** The alias that the load balancer calls. Its name is final. */
const ALIAS = 'live';

/** A function as one target, which Lambda makes as many of as there are requests. */
export class FunctionsCompute implements ComputeKind {
  public readonly name = 'Compute.functions()';

  constructor(private readonly options: FunctionsOptions) {}

  public validate(scope: Construct, tier: TierSettings): void {
    checkProps(scope, this.name, functionsSettingsOf(scope, this.options, tier), FUNCTIONS_CHECKS);
  }

  public bind(scope: Construct, { entrance, receivesUsers, tier }: ComputeContext): BoundCompute {
    const settings = functionsSettingsOf(scope, this.options, tier);
    const place = new Construct(scope, 'FunctionCompute');
    const logGroup = makeLogGroup(place, tier.logRetention);
    const role = makeRole(place, logGroup);
    const securityGroup = makeTaskSecurityGroup(place, tier.vpc, 'Functions of the web tier');
    const code = new lambda.Function(place, 'Function', {
      description: 'Answers requests of the web tier',
      code: settings.code,
      handler: settings.handler,
      runtime: settings.runtime,
      architecture: settings.architecture,
      memorySize: settings.memoryMiB,
      timeout: settings.timeout,
      reservedConcurrentExecutions: settings.reservedConcurrency,
      layers: settings.layers,
      environment: settings.variables,
      role,
      logGroup,
      vpc: tier.vpc,
      vpcSubnets: tier.placement.subnets,
      securityGroups: [securityGroup],
    });
    const alias = makeAlias(place, code, settings);
    const targetGroup = makeTargetGroup(place, alias, tier);
    const routed = { kind: 'functions' as const, targetGroup };
    const testRoute = makeTestRoute(place, entrance.testListener, routed);
    if (receivesUsers) makeUsersRoute(place, entrance.listener, routed, [alias, role, securityGroup, testRoute]);
    return { targetGroups: [targetGroup], minHosts: 1, securityGroup, role, logGroup, function: code, alias };
  }
}

function makeAlias(scope: Construct, code: lambda.Function, settings: FunctionsSettings): lambda.Alias {
  const { provisionedConcurrency } = settings;
  const alias = new lambda.Alias(scope, 'Alias', {
    aliasName: ALIAS,
    version: code.currentVersion,
    provisionedConcurrentExecutions: provisionedConcurrency?.min,
  });
  if (provisionedConcurrency && provisionedConcurrency.max > provisionedConcurrency.min)
    alias
      .addAutoScaling({ minCapacity: provisionedConcurrency.min, maxCapacity: provisionedConcurrency.max })
      .scaleOnUtilization({ utilizationTarget: provisionedConcurrency.usePercent / 100 });
  return alias;
}

/**
 * The load balancer asks the health of a function as of any other target, so that the same alarms see it; it costs some
 * calls a minute. Its time and interval are those that Elastic Load Balancing has for functions, whose first answer may
 * take long.
 */
function makeTargetGroup(scope: Construct, alias: lambda.Alias, tier: TierSettings): elbv2.ApplicationTargetGroup {
  const permission = allowLoadBalancer(scope, alias);
  const group = new elbv2.ApplicationTargetGroup(scope, 'TargetGroup', {
    targetType: elbv2.TargetType.LAMBDA,
    multiValueHeadersEnabled: true,
    targets: [
      {
        attachToApplicationTargetGroup: () => ({
          targetType: elbv2.TargetType.LAMBDA,
          targetJson: { id: alias.functionArn },
        }),
      },
    ],
    healthCheck: {
      enabled: true,
      path: tier.healthCheckPath,
      interval: Duration.seconds(35),
      timeout: Duration.seconds(30),
      healthyThresholdCount: 2,
      unhealthyThresholdCount: 3,
      healthyHttpCodes: tier.healthCheckCodes,
    },
  });
  group.node.addDependency(permission);
  return group;
}

/** Target groups of this account: which one cannot be named, as it is made with its target, after the permission. */
function allowLoadBalancer(scope: Construct, alias: lambda.Alias): lambda.CfnPermission {
  const { account, partition, region } = Stack.of(scope);
  return new lambda.CfnPermission(scope, 'LoadBalancerPermission', {
    action: 'lambda:InvokeFunction',
    functionName: alias.functionArn,
    principal: 'elasticloadbalancing.amazonaws.com',
    sourceAccount: account,
    sourceArn: `arn:${partition}:elasticloadbalancing:${region}:${account}:targetgroup/*`,
  });
}

/** The managed policy for functions in a VPC would allow every log group, so the statements stand here. */
function makeRole(scope: Construct, logGroup: logs.ILogGroup): iam.Role {
  const role = new iam.Role(scope, 'Role', {
    description: 'Functions of the web tier',
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
