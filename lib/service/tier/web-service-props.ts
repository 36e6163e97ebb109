import { Duration } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { SteadyStateThresholds } from '../../monitoring/thresholds';
import { Capacity } from '../capacity/capacity';
import { Deployment } from '../deployment/deployment';
import { WebTierBaseProps } from './web-tier-base-props';

/** Between which bounds, and by which load, the number of tasks moves. Every value changes in place. */
export interface ServiceScaling {
  /** The fewest tasks, at least 1. Two or more let the service outlive a zone. */
  readonly minTasks: number;

  /** The most tasks, `minTasks` or more. */
  readonly maxTasks: number;

  /**
   * The average CPU use to hold, in percent, 10 to 90.
   *
   * @default 60
   */
  readonly cpuPercent?: number;

  /**
   * The average memory use to hold, in percent, 10 to 90. Only for apps that use memory in proportion to their load:
   * one that keeps what it once took grows to `maxTasks` and stays there.
   *
   * @default - memory use does not scale the service
   */
  readonly memoryPercent?: number;

  /**
   * The requests that one task answers well in a minute, by which the service scales before its CPU is busy.
   * Counted over both target groups, so it holds through and after a blue/green shift.
   *
   * @default - the number of requests does not scale the service
   */
  readonly requestsPerTaskPerMinute?: number;

  /**
   * How long after tasks were removed more are removed.
   *
   * @default - 5 minutes
   */
  readonly scaleInCooldown?: Duration;

  /**
   * How long after tasks were added more are added.
   *
   * @default - 1 minute
   */
  readonly scaleOutCooldown?: Duration;
}

/** What containers behind a load balancer are made from. Only what the class docs list as a one-way door is final. */
export interface ContainersOptions {
  /** The container's image, built for `architecture`. */
  readonly image: ecs.ContainerImage;

  /** The port that the container listens on, 1 to 65535. */
  readonly containerPort: number;

  /**
   * How long a new task's failed health checks are forgiven: longer than the app takes to start.
   *
   * @default - 60 seconds
   */
  readonly healthCheckGracePeriod?: Duration;

  /**
   * A command in the container by which ECS itself sees whether the task is healthy.
   *
   * @default - the load balancer's check decides alone
   */
  readonly containerHealthCheck?: ecs.HealthCheck;

  /**
   * CPU units of a task, 1024 to a vCPU: 256, 512, 1024, 2048, 4096, 8192 or 16384.
   *
   * @default 256
   */
  readonly cpu?: number;

  /**
   * Memory of a task in MiB. What is possible depends on `cpu`.
   *
   * @default 512
   */
  readonly memoryMiB?: number;

  /**
   * The processor that the image is built for.
   *
   * @default ecs.CpuArchitecture.ARM64 - about 20 % cheaper than x86
   */
  readonly architecture?: ecs.CpuArchitecture;

  /**
   * What the tasks run on.
   *
   * @default Capacity.fargate() - Fargate, all on demand
   */
  readonly capacity?: Capacity;

  /**
   * How new tasks take over from old ones.
   *
   * @default Deployment.rolling() - new tasks start before old ones stop, a few at a time
   */
  readonly deployment?: Deployment;

  /**
   * Where normal ends, for rollback alarms of `deployment` that were given no thresholds of their own. Give the very
   * object that `SteadyState` is given.
   *
   * @default - see each threshold
   */
  readonly thresholds?: SteadyStateThresholds;

  /**
   * How many tasks there are.
   *
   * @default - 1 to 4 tasks, by CPU use
   */
  readonly scaling?: ServiceScaling;

  /**
   * Environment variables whose values ECS reads from Secrets Manager or Parameter Store when a task starts. A value
   * that is rotated later is not seen until the task is replaced: let the app read those itself.
   *
   * @default - none
   */
  readonly secrets?: { [name: string]: ecs.Secret };

  /**
   * The command of the container.
   *
   * @default - the image's own
   */
  readonly command?: string[];

  /**
   * What starts the container, in place of the image's entry point: `['/bin/sh', '-c']` for a command of the shell.
   *
   * @default - the image's own
   */
  readonly entryPoint?: string[];

  /**
   * The user, or `uid:gid`, that the container's process runs as.
   *
   * @default - the image's own
   */
  readonly user?: string;

  /**
   * Whether the container's own file system is read-only. Paths that it writes to go to `writablePaths`.
   *
   * @default false - many public images write to their own file system
   */
  readonly readonlyRootFilesystem?: boolean;

  /**
   * Paths that stay writable, each on a volume that lives as long as its task.
   *
   * @default - none
   */
  readonly writablePaths?: string[];

  /**
   * How long a container may take to stop after SIGTERM, 2 to 120 seconds.
   *
   * @default - 30 seconds
   */
  readonly stopTimeout?: Duration;

  /**
   * Whether `aws ecs execute-command` opens a shell in a task.
   *
   * @default false
   */
  readonly executeCommand?: boolean;

  /**
   * The cluster to run in, in this VPC, with the Fargate capacity providers enabled. Final: another cluster replaces
   * the service.
   *
   * @default - a cluster of the service's own, which later services can share
   */
  readonly cluster?: ecs.ICluster;

  /**
   * Container Insights of the service's own cluster. No scaling policy or alarm of this library needs it.
   *
   * @default ecs.ContainerInsights.DISABLED - it adds about 0.07 $ a metric and month
   */
  readonly containerInsights?: ecs.ContainerInsights;
}

/** What a `WebService` is made from. Only what the class docs list as a one-way door is final. */
export interface WebServiceProps extends WebTierBaseProps, ContainersOptions {}
