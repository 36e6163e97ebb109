import { Duration } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import { ContainerTaskSettings, containerTaskSettingsOf } from '../../internal/container-task-settings';
import { SteadyStateThresholds } from '../../monitoring/thresholds';
import { Capacity } from '../capacity/capacity';
import { CapacityNeeds } from '../capacity/capacity-kind';
import { Deployment } from '../deployment/deployment';
import { ServiceScaling, WebServiceProps } from './web-service-props';
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
  readonly healthCheckCodes: string;
  readonly healthCheckInterval: Duration;
  readonly environment: { [name: string]: string };
  readonly deregistrationDelay: Duration;
  readonly logRetention: logs.RetentionDays;
}

/** A `WebService`'s props with their defaults; what stays optional has no default. */
export interface WebServiceSettings extends TierSettings, ContainerTaskSettings {
  readonly environment: { [name: string]: string };
  readonly containerPort: number;
  readonly healthCheckGracePeriod: Duration;
  readonly capacity: Capacity;
  readonly deployment: Deployment;
  readonly scaling: ScalingSettings;
  readonly thresholds?: SteadyStateThresholds;
}

/** Resolves the defaults of a tier, once. */
export function tierSettingsOf(props: WebTierBaseProps): TierSettings {
  return {
    ...props,
    healthCheckPath: props.healthCheckPath ?? '/',
    healthCheckCodes: props.healthCheckCodes ?? '200-299',
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
    ...containerTaskSettingsOf(props),
    healthCheckGracePeriod: props.healthCheckGracePeriod ?? Duration.seconds(60),
    capacity: props.capacity ?? Capacity.fargate(),
    deployment: props.deployment ?? Deployment.rolling(),
    scaling: scalingOf(props.scaling ?? { minTasks: 1, maxTasks: 4 }),
    stopTimeout: props.stopTimeout ?? Duration.seconds(30),
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
