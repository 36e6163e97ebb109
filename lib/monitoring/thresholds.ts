import { Duration } from 'aws-cdk-lib';

/**
 * Where normal ends for a deployment, which is rolled back beyond. Each target group is looked at by itself, over three
 * minutes instead of five, so that a fault that would page somebody takes the deployment back, and mostly before.
 */
export interface RollbackThresholds {
  /**
   * Failed requests (5xx) as a percentage of all, over three minutes.
   *
   * @default - `errorPercent` of the thresholds
   */
  readonly errorPercent?: number;
  /**
   * How many failed, or slow, requests in three minutes are too few to mean anything, whatever their share.
   *
   * @default - `errorsAtLeast` of the thresholds
   */
  readonly errorsAtLeast?: number;
  /**
   * The time within which 95 % of answers come, in each of three minutes.
   *
   * @default - `latencyP95` of the thresholds
   */
  readonly latencyP95?: Duration;
}

/** Where normal ends. Each can be changed later, in place. */
export interface SteadyStateThresholds {
  /**
   * Failed requests (5xx) as a percentage of all, over five minutes.
   *
   * @default - 1: what a retry hides from most users ends about there
   */
  readonly errorPercent?: number;
  /**
   * How many failed requests in five minutes are too few to wake anybody, whatever their share.
   *
   * @default - 5: at one user one bad request is 100 %
   */
  readonly errorsAtLeast?: number;
  /**
   * The time within which 95 % of answers come, over fifteen minutes.
   *
   * @default - 1 second: users notice no break in what they do
   */
  readonly latencyP95?: Duration;
  /**
   * The time within which 99 % of answers come, over fifteen minutes.
   *
   * @default - 3 seconds: beyond, users leave
   */
  readonly latencyP99?: Duration;
  /**
   * CPU of the service's tasks in percent, over fifteen minutes.
   *
   * @default - 85: autoscaling holds less, so it has nothing left to add
   */
  readonly serviceCpuPercent?: number;
  /**
   * Memory of the service's tasks in percent, over fifteen minutes.
   *
   * @default - 85: at 100 the kernel kills the task
   */
  readonly serviceMemoryPercent?: number;
  /**
   * Where a deployment is rolled back; for `RollbackAlarms.steadyState`, or for a service with `thresholds`.
   *
   * @default - at the figures above
   */
  readonly rollback?: RollbackThresholds;
}

/** Thresholds with every default in place. */
export interface ResolvedThresholds {
  readonly errorPercent: number;
  readonly errorsAtLeast: number;
  readonly latencyP95: Duration;
  readonly latencyP99: Duration;
  readonly serviceCpuPercent: number;
  readonly serviceMemoryPercent: number;
  readonly rollback: Required<RollbackThresholds>;
}

export function thresholdSettingsOf(given: SteadyStateThresholds = {}): ResolvedThresholds {
  const errorPercent = given.errorPercent ?? 1;
  const errorsAtLeast = given.errorsAtLeast ?? 5;
  const latencyP95 = given.latencyP95 ?? Duration.seconds(1);
  const { rollback = {} } = given;
  return {
    errorPercent,
    errorsAtLeast,
    latencyP95,
    rollback: {
      errorPercent: rollback.errorPercent ?? errorPercent,
      errorsAtLeast: rollback.errorsAtLeast ?? errorsAtLeast,
      latencyP95: rollback.latencyP95 ?? latencyP95,
    },
    latencyP99: given.latencyP99 ?? Duration.seconds(3),
    serviceCpuPercent: given.serviceCpuPercent ?? 85,
    serviceMemoryPercent: given.serviceMemoryPercent ?? 85,
  };
}
