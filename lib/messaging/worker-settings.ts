import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { ContainerTaskSettings, containerTaskSettingsOf } from '../internal/container-task-settings';
import { Capacity } from '../service/capacity/capacity';
import { CapacityNeeds } from '../service/capacity/capacity-kind';
import { TaskPlacement } from '../service/containers/task-placement';
import { ContainerWorkersOptions } from './container-workers-options';
import { FunctionWorkersOptions } from './function-workers-options';
import { IWorkQueue } from './i-work-queue';
import { secondsOf } from './queue-settings';
import { BacklogSettings, WorkerScaling } from './worker-scaling';

/** The variable by which workers find the queue that they take work from, as the environment contract has it. */
const OWN_QUEUE = 'QUEUE_URL';
/** The queue of an app's jobs. Images of earlier versions look for their own queue here, where nobody gives another. */
const JOBS_QUEUE = 'JOBS_QUEUE_URL';

const LONGEST_STOP = 120;
const SHORTEST_STOP = 30;

/** Lambda may retry a batch that it throttled, within the visibility timeout. */
const LAMBDA_ATTEMPTS = 6;

/** Containers with all defaults, and what their queue says of the jobs. */
export interface ContainerSettings extends ContainerTaskSettings {
  readonly vpc: ec2.IVpc;
  readonly placement: TaskPlacement;
  readonly capacity: Capacity;
  readonly scaling: WorkerScaling;
  readonly backlog?: BacklogSettings;
  readonly protectsItself: boolean;
  readonly logRetention: logs.RetentionDays;
  readonly longestJob: Duration;
  readonly acceptedDelay: Duration;
  readonly visibilityTimeout: Duration;
}

export function containerSettingsOf(options: ContainerWorkersOptions, queue: IWorkQueue): ContainerSettings {
  const capacity = options.capacity ?? Capacity.fargate();
  const scaling = options.scaling ?? WorkerScaling.fixed(1);
  return {
    ...options,
    ...containerTaskSettingsOf(options),
    environment: {
      [JOBS_QUEUE]: queue.queue.queueUrl,
      ...options.environment,
      [OWN_QUEUE]: queue.queue.queueUrl,
    },
    stopTimeout: options.stopTimeout ?? longEnough(queue.longestJob),
    capacity,
    scaling,
    backlog: scaling._backlogOn(capacity),
    protectsItself: options.protectsItself ?? false,
    logRetention: options.logRetention ?? logs.RetentionDays.ONE_MONTH,
    longestJob: queue.longestJob,
    acceptedDelay: queue.acceptedDelay,
    visibilityTimeout: queue.visibilityTimeout,
  };
}

/** What the workers ask of their capacity. They deploy rolling. */
export function capacityNeeds(settings: ContainerSettings): CapacityNeeds {
  const { vpc, placement, cpu, memoryMiB, architecture, cluster } = settings;
  const { maxTasks } = settings.scaling;
  return { vpc, placement, cpu, memoryMiB, architecture, cluster, maxTasks, doublesTasks: false };
}

/** A function with all defaults, and what its queue says of the jobs. */
export interface FunctionSettings extends FunctionWorkersOptions {
  readonly batchSize: number;
  readonly enabled: boolean;
  readonly timeout?: Duration;
  readonly longestJob: Duration;
  readonly isFifo: boolean;
  /** What SQS wants of the visibility timeout, and what the queue has where it cannot be raised. */
  readonly visibilityNeeded: number;
  readonly visibilityGiven: number;
}

export function functionSettingsOf(options: FunctionWorkersOptions, queue: IWorkQueue): FunctionSettings {
  const timeout = options.timeout ?? timeoutOf(options.handler);
  const inTurn = timeout ? Math.floor(secondsOf(timeout) / secondsOf(queue.longestJob)) : 1;
  const window = options.maxBatchingWindow ? secondsOf(options.maxBatchingWindow) : 0;
  return {
    ...options,
    timeout,
    batchSize: options.batchSize ?? Math.max(1, Math.min(10, inTurn)),
    enabled: options.enabled ?? true,
    longestJob: queue.longestJob,
    isFifo: queue.order.isFifo,
    visibilityNeeded: timeout ? Math.ceil(LAMBDA_ATTEMPTS * secondsOf(timeout) + window) : 0,
    visibilityGiven: secondsOf(queue.visibilityTimeout),
  };
}

/** Lambda's own default is three seconds. */
function timeoutOf(handler: lambda.IFunction): Duration | undefined {
  return handler instanceof lambda.Function ? (handler.timeout ?? Duration.seconds(3)) : undefined;
}

function longEnough(longestJob: Duration): Duration {
  return Duration.seconds(Math.min(LONGEST_STOP, Math.max(SHORTEST_STOP, Math.ceil(secondsOf(longestJob)))));
}
