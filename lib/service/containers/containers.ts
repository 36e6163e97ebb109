import { RemovalPolicy } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { makeCluster, makeContainerTask, makeTaskSecurityGroup } from '../../internal/container-task';
import { makeProductionRule, makeTargetGroups, makeTestRule, makeTrafficRole } from '../deployment/blue-green-targets';
import { Entrance } from '../entrance/entrance';
import { capacityNeeds, WebServiceSettings } from '../tier/settings';
import { BoundHook, makeEcsService } from './ecs-service';
import { requestsPerTaskSpecification, TargetGroupPair } from './request-scaling';
import { scaleTasks } from './scale-tasks';

/** The container's name. The load balancer's registration names it, so it is the same for good. */
const CONTAINER_NAME = 'web';

/** What stands behind a load balancer that is given. */
export interface Containers {
  readonly groups: TargetGroupPair;
  readonly productionRule: elbv2.ApplicationListenerRule;
  readonly testRule: elbv2.ApplicationListenerRule;
  readonly alarms: cloudwatch.IAlarm[];
  readonly capacityAlarms: cloudwatch.IAlarm[];
  readonly logGroup: logs.LogGroup;
  readonly taskDefinition: ecs.TaskDefinition;
  readonly cluster: ecs.ICluster;
  readonly securityGroup: ec2.SecurityGroup;
  readonly service: ecs.FargateService;
  readonly scaling: ecs.ScalableTaskCount;
}

/**
 * Containers on ECS behind a load balancer, made in the very scope of whoever wants them: a `WebService` and a `WebTier`
 * at the same path have the same logical IDs, so that one can become the other.
 */
export function makeContainers(scope: Construct, settings: WebServiceSettings, entrance: Entrance): Containers {
  const { loadBalancer, listener, testListener } = entrance;
  const groups = makeTargetGroups(scope, settings);
  const productionRule = makeProductionRule(scope, listener, groups);
  const testRule = makeTestRule(scope, testListener, groups);
  const { deployment, thresholds } = settings;
  const alarms = deployment._settings.rollbackAlarms._bind(scope, { loadBalancer, groups, thresholds });
  const logGroup = makeLogGroup(scope, settings.logRetention);
  const taskDefinition = makeContainerTask(scope, settings, logGroup, {
    name: CONTAINER_NAME,
    port: settings.containerPort,
  });
  const cluster = settings.cluster ?? makeCluster(scope, settings.vpc, settings.containerInsights);
  const securityGroup = makeTaskSecurityGroup(scope, settings.vpc, 'Tasks of the web service');
  const capacity = settings.capacity._bind(scope, { cluster, taskDefinition, needs: capacityNeeds(settings) });
  const service = makeEcsService(scope, settings, {
    cluster,
    taskDefinition,
    capacity,
    securityGroup,
    rollbackAlarms: alarms,
    hooks: bindHooks(scope, settings, loadBalancer),
    // The strategy names providers of the cluster, which it has by an association of its own.
    after: [cluster, entrance.construct, securityGroup, taskDefinition.obtainExecutionRole()],
  });
  attachTargets(scope, settings, { service, groups, productionRule, testRule });
  const scaling = scaleTasks(scope, service, settings.scaling, requestsPerTaskSpecification(loadBalancer, groups));
  return {
    groups,
    productionRule,
    testRule,
    alarms,
    capacityAlarms: capacity.alarms,
    logGroup,
    taskDefinition,
    cluster,
    securityGroup,
    service,
    scaling,
  };
}

/** The logs of what is gone are what its post-mortem needs; they expire by themselves. */
export function makeLogGroup(scope: Construct, retention: logs.RetentionDays): logs.LogGroup {
  return new logs.LogGroup(scope, 'LogGroup', {
    retention,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
}

function bindHooks(
  scope: Construct,
  settings: WebServiceSettings,
  loadBalancer: elbv2.ApplicationLoadBalancer,
): BoundHook[] {
  return settings.deployment._settings.hooks.map((hook) => ({
    handler: hook._bind(scope, {
      vpc: settings.vpc,
      subnets: settings.loadBalancerSubnets,
      loadBalancer,
      healthCheckPath: settings.healthCheckPath,
      healthCheckCodes: settings.healthCheckCodes,
      logRetention: settings.logRetention,
    }),
    stages: hook._stages,
    timeoutMinutes: hook._timeout.toMinutes(),
  }));
}

function attachTargets(
  scope: Construct,
  settings: WebServiceSettings,
  made: Pick<Containers, 'service' | 'groups' | 'productionRule' | 'testRule'>,
): void {
  made.service
    .loadBalancerTarget({
      containerName: CONTAINER_NAME,
      containerPort: settings.containerPort,
      alternateTarget: new ecs.AlternateTarget('AlternateTarget', {
        alternateTargetGroup: made.groups.green,
        productionListener: ecs.ListenerRuleConfiguration.applicationListenerRule(made.productionRule),
        testListener: ecs.ListenerRuleConfiguration.applicationListenerRule(made.testRule),
        role: makeTrafficRole(scope),
      }),
    })
    .attachToApplicationTargetGroup(made.groups.blue);
}
