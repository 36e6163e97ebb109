import * as ecs from 'aws-cdk-lib/aws-ecs';
import { QueueOrder } from '../lib/messaging/queue-order';
import { WorkQueueOptions } from '../lib/messaging/work-queue-props';
import { BacklogOptions } from '../lib/messaging/worker-scaling';
import { TaskOptions } from '../lib/service/containers/task-options';
import { WorkloadOptions } from '../lib/service/containers/workload-options';

/**
 * Work that worker containers take from a queue: the queue, the jobs and the containers. The stage decides how many
 * tasks there are.
 */
export interface AppWork extends WorkQueueOptions, BacklogOptions, TaskOptions, WorkloadOptions {
  /**
   * Whether the worker protects its own task while it works, which it must where a job may take more than two minutes.
   * See `ContainerWorkersOptions.protectsItself`.
   *
   * @default false
   */
  readonly protectsItself?: boolean;

  /**
   * The image of the worker container. It finds its queue in `QUEUE_URL`.
   *
   * @default - the image of the web container
   */
  readonly image?: ecs.ContainerImage;
}

/** The jobs that an app's web containers leave to workers, from the stage on that has a worker pool. */
export interface AppJobs extends AppWork {
  /** Whether jobs keep their order. It can never change. */
  readonly order: QueueOrder;
}
