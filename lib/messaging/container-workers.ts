import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledgeObjects } from '../internal/acknowledge-objects';
import { makeCluster, makeContainerTask, makeTaskSecurityGroup } from '../internal/container-task';
import { BoundCapacity } from '../service/capacity/capacity';
import { planBacklog } from './backlog-plan';
import { scaleByBacklog } from './backlog-scaling';
import { IWorkQueue } from './i-work-queue';
import { secondsOf } from './queue-settings';
import { capacityNeeds, ContainerSettings } from './worker-settings';

/** The container's name, by which its log streams begin: the same for good. */
const CONTAINER_NAME = 'worker';

/**
 * The default, but said: the policies count a task by its one sample a minute, and with 20 seconds it would have three.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecs-service-monitoringconfiguration.html
 */
const SAMPLED_ONCE_A_MINUTE: ecs.CfnService.MonitoringConfigurationProperty = {
  metricConfigurations: [{ metricNames: ['CPUUtilization'], resolutionSeconds: 60 }],
};

/** What runs a pool's containers. */
export interface ContainerWorkers {
  readonly cluster: ecs.ICluster;
  readonly service: ecs.FargateService;
  readonly taskDefinition: ecs.TaskDefinition;
  readonly scaling: ecs.ScalableTaskCount;
  readonly securityGroup: ec2.SecurityGroup;
  readonly logGroup: logs.LogGroup;
  readonly capacityAlarms: cloudwatch.IAlarm[];
}

export function makeContainerWorkers(
  scope: Construct,
  settings: ContainerSettings,
  jobs: IWorkQueue,
): ContainerWorkers {
  const logGroup = new logs.LogGroup(scope, 'LogGroup', {
    retention: settings.logRetention,
    // The logs of workers that are gone are what their post-mortem needs; they expire by themselves.
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  const taskDefinition = makeContainerTask(scope, settings, logGroup, { name: CONTAINER_NAME });
  const cluster = settings.cluster ?? makeCluster(scope, settings.vpc, settings.containerInsights);
  const securityGroup = makeTaskSecurityGroup(scope, settings.vpc, 'Tasks of a worker pool');
  jobs.queue.grantConsumeMessages(taskDefinition.taskRole);
  allowProtection(taskDefinition.taskRole, cluster);

  const capacity = settings.capacity._bind(scope, { cluster, taskDefinition, needs: capacityNeeds(settings) });
  const service = makeService(scope, settings, { cluster, taskDefinition, securityGroup, capacity });
  const { backlog } = settings;
  const { minTasks, maxTasks } = settings.scaling;
  const scaling = service.autoScaleTaskCount({ minCapacity: minTasks, maxCapacity: maxTasks });
  // Where the bounds are equal, policies could do nothing and cost their alarms.
  if (backlog && minTasks < maxTasks) {
    const plan = planBacklog({
      jobSeconds: secondsOf(backlog.jobDuration),
      acceptedDelaySeconds: secondsOf(jobs.acceptedDelay),
      taskStartSeconds: secondsOf(backlog.taskStart),
      jobsAtOnce: backlog.jobsAtOnce,
      maxTasks,
    });
    scaleByBacklog(scope, { queue: jobs.queue, service, tasks: scaling }, plan, backlog);
  }
  return { cluster, service, taskDefinition, scaling, securityGroup, logGroup, capacityAlarms: capacity.alarms };
}

/** A task may keep ECS from stopping it while it works. The agent asks with the task's role. */
function allowProtection(role: iam.IRole, cluster: ecs.ICluster): void {
  const tasks = Stack.of(role).formatArn({
    service: 'ecs',
    resource: 'task',
    resourceName: `${cluster.clusterName}/*`,
  });
  iam.Grant.addToPrincipal({
    grantee: role,
    actions: ['ecs:GetTaskProtection', 'ecs:UpdateTaskProtection'],
    resourceArns: [tasks],
  });
  acknowledgeObjects(role, tasks, 'A task protects itself, and its ID is known only once it runs.');
}

interface ServiceParts {
  readonly cluster: ecs.ICluster;
  readonly taskDefinition: ecs.TaskDefinition;
  readonly securityGroup: ec2.SecurityGroup;
  readonly capacity: BoundCapacity;
}

function makeService(scope: Construct, settings: ContainerSettings, parts: ServiceParts): ecs.FargateService {
  const service = new ecs.FargateService(scope, 'Service', {
    cluster: parts.cluster,
    taskDefinition: parts.taskDefinition,
    capacityProviderStrategies: parts.capacity.strategy,
    forceNewDeployment: parts.capacity.forceNewDeployment,
    deploymentController: { type: ecs.DeploymentControllerType.ECS },
    circuitBreaker: { enable: true, rollback: true },
    minHealthyPercent: 100,
    maxHealthyPercent: 200,
    availabilityZoneRebalancing: ecs.AvailabilityZoneRebalancing.ENABLED,
    vpcSubnets: settings.placement.subnets,
    assignPublicIp: settings.placement.assignPublicIp,
    securityGroups: [parts.securityGroup],
    enableExecuteCommand: settings.executeCommand,
    enableECSManagedTags: true,
    propagateTags: ecs.PropagatedTagSource.SERVICE,
    // No desiredCount: a deployment would set the number of tasks back while autoscaling has raised it.
  });
  // Named, as a later default or class must not change what would replace the service.
  const resource = service.node.defaultChild as ecs.CfnService;
  resource.schedulingStrategy = 'REPLICA';
  resource.monitoring = SAMPLED_ONCE_A_MINUTE;
  // The strategy names providers of the cluster, which it has by an association of its own. The first tasks need what
  // the roles may do, or they fail while CloudFormation is still making it.
  resource.node.addDependency(
    parts.cluster,
    parts.securityGroup,
    parts.taskDefinition.obtainExecutionRole(),
    parts.taskDefinition.taskRole,
  );
  return service;
}
