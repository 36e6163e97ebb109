import { Size, Tokenization, Validations } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { WebServiceSettings } from './settings';

/** The container's name. The load balancer's registration names it, so it is the same for good. */
export const CONTAINER_NAME = 'web';

/**
 * A task definition that Fargate and EC2 capacity both run, so that a change of capacity changes nothing here. Each
 * change of it is a new revision, which ECS rolls out; the family is the same.
 */
export function makeTaskDefinition(
  scope: Construct,
  settings: WebServiceSettings,
  logGroup: logs.ILogGroup,
): ecs.TaskDefinition {
  const taskDefinition = new ecs.TaskDefinition(scope, 'TaskDefinition', {
    compatibility: ecs.Compatibility.EC2_AND_FARGATE,
    networkMode: ecs.NetworkMode.AWS_VPC,
    cpu: Tokenization.stringifyNumber(settings.cpu),
    memoryMiB: Tokenization.stringifyNumber(settings.memoryMiB),
    runtimePlatform: {
      cpuArchitecture: settings.architecture,
      operatingSystemFamily: ecs.OperatingSystemFamily.LINUX,
    },
  });
  const container = taskDefinition.addContainer(CONTAINER_NAME, {
    image: settings.image,
    essential: true,
    command: settings.command,
    user: settings.user,
    environment: settings.environment,
    secrets: settings.secrets,
    portMappings: [{ containerPort: settings.containerPort, protocol: ecs.Protocol.TCP }],
    readonlyRootFilesystem: settings.readonlyRootFilesystem,
    healthCheck: settings.containerHealthCheck,
    stopTimeout: settings.stopTimeout,
    linuxParameters: settings.executeCommand ? initProcess(scope) : undefined,
    // A slow log service must not block the app.
    logging: ecs.LogDrivers.awsLogs({
      logGroup,
      streamPrefix: CONTAINER_NAME,
      mode: ecs.AwsLogDriverMode.NON_BLOCKING,
      maxBufferSize: Size.mebibytes(10),
    }),
  });
  addWritablePaths(taskDefinition, container, settings.writablePaths);
  acknowledgeFindings(taskDefinition, settings.executeCommand);
  return taskDefinition;
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
