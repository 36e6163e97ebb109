import { Duration, Size, Tokenization, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { Sidecar } from '../service/containers/sidecar';
import { ContainerTaskSettings } from './container-task-settings';

/** What each kind of service gives its one container. */
export interface ContainerIdentity {
  /** The container's name, the same for good: load balancers and log streams name it. */
  readonly name: string;
  /** The port that it listens on, if it does. */
  readonly port?: number;
}

/**
 * A task definition that Fargate and EC2 capacity both run, so that a change of capacity changes nothing here. Each
 * change of it is a new revision, which ECS rolls out; the family is the same.
 */
export function makeContainerTask(
  scope: Construct,
  settings: ContainerTaskSettings,
  logGroup: logs.ILogGroup,
  identity: ContainerIdentity,
): ecs.TaskDefinition {
  const taskDefinition = new ecs.TaskDefinition(scope, 'TaskDefinition', {
    compatibility: ecs.Compatibility.EC2_AND_FARGATE,
    networkMode: ecs.NetworkMode.AWS_VPC,
    cpu: Tokenization.stringifyNumber(settings.cpu),
    memoryMiB: Tokenization.stringifyNumber(settings.memoryMiB),
    taskRole: settings.taskRole,
    runtimePlatform: {
      cpuArchitecture: settings.architecture,
      operatingSystemFamily: ecs.OperatingSystemFamily.LINUX,
    },
  });
  const container = taskDefinition.addContainer(identity.name, {
    image: settings.image,
    essential: true,
    command: settings.command,
    entryPoint: settings.entryPoint,
    user: settings.user,
    environment: settings.environment,
    secrets: settings.secrets,
    portMappings:
      identity.port === undefined ? undefined : [{ containerPort: identity.port, protocol: ecs.Protocol.TCP }],
    readonlyRootFilesystem: settings.readonlyRootFilesystem,
    healthCheck: settings.containerHealthCheck,
    stopTimeout: settings.stopTimeout,
    linuxParameters: settings.executeCommand ? initProcess(scope) : undefined,
    logging: loggingTo(logGroup, identity.name),
  });
  for (const sidecar of settings.sidecars) addSidecar(taskDefinition, container, sidecar, logGroup);
  addWritablePaths(taskDefinition, container, settings.writablePaths);
  acknowledgeFindings(taskDefinition, settings.executeCommand);
  return taskDefinition;
}

/** A slow log service must not block the app. */
function loggingTo(logGroup: logs.ILogGroup, streamPrefix: string): ecs.LogDriver {
  return ecs.LogDrivers.awsLogs({
    logGroup,
    streamPrefix,
    mode: ecs.AwsLogDriverMode.NON_BLOCKING,
    maxBufferSize: Size.mebibytes(10),
  });
}

function addSidecar(
  task: ecs.TaskDefinition,
  app: ecs.ContainerDefinition,
  { name, memoryMiB, containerHealthCheck, essential, startsFirst, ...rest }: Sidecar,
  logGroup: logs.ILogGroup,
): void {
  const container = task.addContainer(name, {
    ...rest,
    memoryLimitMiB: memoryMiB,
    essential: essential ?? false,
    healthCheck: containerHealthCheck,
    stopTimeout: rest.stopTimeout ?? Duration.seconds(30),
    logging: loggingTo(logGroup, name),
  });
  if (startsFirst)
    app.addContainerDependencies({
      container,
      condition: containerHealthCheck
        ? ecs.ContainerDependencyCondition.HEALTHY
        : ecs.ContainerDependencyCondition.START,
    });
}

/** A cluster of a service's own, which later services can share. */
export function makeCluster(scope: Construct, vpc: ec2.IVpc, containerInsights: ecs.ContainerInsights): ecs.Cluster {
  const cluster = new ecs.Cluster(scope, 'Cluster', {
    vpc,
    enableFargateCapacityProviders: true,
    containerInsightsV2: containerInsights,
  });
  if (containerInsights === ecs.ContainerInsights.DISABLED)
    Validations.of(cluster).acknowledge({
      id: 'AwsSolutions-ECS4',
      reason: 'Container Insights is a choice of price: scaling and alarms use metrics that AWS gives free.',
    });
  return cluster;
}

/** The tasks' security group: nobody may call in until a rule says so. The description is final. */
export function makeTaskSecurityGroup(scope: Construct, vpc: ec2.IVpc, description: string): ec2.SecurityGroup {
  const group = new ec2.SecurityGroup(scope, 'SecurityGroup', {
    vpc,
    description,
    // Tasks pull images, write logs and call other services; what they may reach in the VPC decides for itself.
    allowAllOutbound: true,
  });
  Validations.of(group).acknowledge({
    id: 'Annotation::@aws-cdk/aws-ec2:ipv4IgnoreEgressRule',
    reason: 'All egress is open on purpose, so a rule to one database adds nothing here and is left out.',
  });
  return group;
}

/** Reaps the processes that a shell in the task leaves behind. */
function initProcess(scope: Construct): ecs.LinuxParameters {
  return new ecs.LinuxParameters(scope, 'LinuxParameters', { initProcessEnabled: true });
}

function addWritablePaths(task: ecs.TaskDefinition, container: ecs.ContainerDefinition, paths: string[]): void {
  paths.forEach((containerPath, index) => {
    const sourceVolume = `writable-${index}`;
    task.addVolume({ name: sourceVolume });
    container.addMountPoints({ sourceVolume, containerPath, readOnly: false });
  });
}

function acknowledgeFindings(taskDefinition: ecs.TaskDefinition, executeCommand: boolean): void {
  Validations.of(taskDefinition).acknowledge({
    id: 'AwsSolutions-ECS2',
    reason: 'These variables are host names, table names and the like; secrets come by ARN or as ECS secrets.',
  });
  Validations.of(taskDefinition.obtainExecutionRole()).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'Only ecr:GetAuthorizationToken, for an image in ECR: the action has no resource to name.',
  });
  if (executeCommand)
    Validations.of(taskDefinition.taskRole).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'The ssmmessages actions of ECS Exec, which has been asked for, have no resource to name.',
    });
}
