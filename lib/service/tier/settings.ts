import { Duration } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Capacity } from '../capacity/capacity';
import { CapacityNeeds } from '../capacity/capacity-kind';
import { Deployment } from '../deployment/deployment';
import { ContainersOptions, ServiceScaling, WebServiceProps } from './web-service-props';
import { WebTierBaseProps } from './web-tier-base-props';

/** Scaling with its defaults. */
export interface ScalingSettings extends ServiceScaling {
  readonly cpuPercent: number;
  readonly scaleInCooldown: Duration;
  readonly scaleOutCooldown: Duration;
}

/** What is the same of a tier whatever it computes with, with its defaults. */
export interface TierSettings extends WebTierBaseProps {
  readonly healthCheckPath: string;
  readonly healthCheckInterval: Duration;
  readonly environment: { [name: string]: string };
  readonly deregistrationDelay: Duration;
  readonly logRetention: logs.RetentionDays;
}

/** A `WebService`'s props with their defaults; what stays optional has no default. */
export interface WebServiceSettings extends TierSettings, ContainersOptions {
  readonly healthCheckGracePeriod: Duration;
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly architecture: ecs.CpuArchitecture;
  readonly capacity: Capacity;
  readonly deployment: Deployment;
  readonly scaling: ScalingSettings;
  readonly secrets: { [name: string]: ecs.Secret };
  readonly readonlyRootFilesystem: boolean;
  readonly writablePaths: string[];
  readonly stopTimeout: Duration;
  readonly executeCommand: boolean;
  readonly containerInsights: ecs.ContainerInsights;
}

/** Resolves the defaults of a tier, once. */
export function tierSettingsOf(props: WebTierBaseProps): TierSettings {
  return {
    ...props,
    healthCheckPath: props.healthCheckPath ?? '/',
    healthCheckInterval: props.healthCheckInterval ?? Duration.seconds(15),
    environment: props.environment ?? {},
    deregistrationDelay: props.deregistrationDelay ?? Duration.seconds(30),
    logRetention: props.logRetention ?? logs.RetentionDays.ONE_MONTH,
  };
}

/** Resolves all defaults, once. */
export function webServiceSettingsOf(props: WebServiceProps): WebServiceSettings {
  return {
    ...props,
    ...tierSettingsOf(props),
    healthCheckGracePeriod: props.healthCheckGracePeriod ?? Duration.seconds(60),
    cpu: props.cpu ?? 256,
    memoryMiB: props.memoryMiB ?? 512,
    architecture: props.architecture ?? ecs.CpuArchitecture.ARM64,
    capacity: props.capacity ?? Capacity.fargate(),
    deployment: props.deployment ?? Deployment.rolling(),
    scaling: scalingOf(props.scaling ?? { minTasks: 1, maxTasks: 4 }),
    secrets: props.secrets ?? {},
    readonlyRootFilesystem: props.readonlyRootFilesystem ?? false,
    writablePaths: props.writablePaths ?? [],
    stopTimeout: props.stopTimeout ?? Duration.seconds(30),
    executeCommand: props.executeCommand ?? false,
    containerInsights: props.containerInsights ?? ecs.ContainerInsights.DISABLED,
  };
}

function scalingOf(scaling: ServiceScaling): ScalingSettings {
  return {
    ...scaling,
    cpuPercent: scaling.cpuPercent ?? 60,
    scaleInCooldown: scaling.scaleInCooldown ?? Duration.minutes(5),
    scaleOutCooldown: scaling.scaleOutCooldown ?? Duration.minutes(1),
  };
}

/** What the service asks of its capacity. */
export function capacityNeeds(settings: WebServiceSettings): CapacityNeeds {
  const { vpc, placement, cpu, memoryMiB, architecture, cluster } = settings;
  const { maxTasks } = settings.scaling;
  const { doublesTasks } = settings.deployment;
  return { vpc, placement, cpu, memoryMiB, architecture, cluster, maxTasks, doublesTasks };
}
