import { Duration } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { SteadyStateThresholds } from '../../monitoring/thresholds';
import { TaskOptions } from '../containers/task-options';
import { Deployment } from '../deployment/deployment';
import { WebTierBaseProps } from './web-tier-base-props';

/** By which load the number of tasks moves, and how fast. Every value changes in place. */
export interface LoadScalingOptions {
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

/** Between which bounds, and by which load, the number of tasks moves. Every value changes in place. */
export interface ServiceScaling extends LoadScalingOptions {
  /** The fewest tasks, at least 1. Two or more let the service outlive a zone. */
  readonly minTasks: number;

  /** The most tasks, `minTasks` or more. */
  readonly maxTasks: number;

  /**
   * The requests that one task answers well in a minute, by which the service scales before its CPU is busy.
   * Counted over both target groups, so it holds through and after a blue/green shift.
   *
   * @default - the number of requests does not scale the service
   */
  readonly requestsPerTaskPerMinute?: number;
}

/** What containers behind a load balancer are made from. Only what the class docs list as a one-way door is final. */
export interface WebContainersOptions extends TaskOptions {
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
}

/** What a `WebService` is made from. Only what the class docs list as a one-way door is final. */
export interface WebServiceProps extends WebTierBaseProps, WebContainersOptions {}
