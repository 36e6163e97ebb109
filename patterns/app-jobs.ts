import { Duration } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { QueueOrder } from '../lib/messaging/queue-order';

/** Work that worker containers take from a queue. */
export interface AppWork {
  /** What the longest job takes: a message comes back to the queue when its worker is silent for longer. */
  readonly longestJob: Duration;

  /** What a job takes on average, from which the pool reckons how many workers a backlog needs. */
  readonly jobDuration: Duration;

  /**
   * How long a job may wait before a worker begins with it.
   *
   * @default - 15 minutes
   */
  readonly acceptedDelay?: Duration;

  /**
   * Whether the worker protects its own task while it works, which it must where a job may take more than two minutes.
   * See `ContainerWorkersOptions.protectsItself`.
   *
   * @default false
   */
  readonly protectsItself?: boolean;

  /**
   * The image of the worker container. It finds its queue in `JOBS_QUEUE_URL`.
   *
   * @default - the image of the web container
   */
  readonly image?: ecs.ContainerImage;

  /**
   * What the worker container runs.
   *
   * @default - the command of the image
   */
  readonly command?: string[];

  /**
   * What starts the worker container, in place of the image's entry point: `['/bin/sh', '-c']` for a command of the shell.
   *
   * @default - the image's own
   */
  readonly entryPoint?: string[];
}

/** The jobs that an app's web containers leave to workers, from the stage on that has a worker pool. */
export interface AppJobs extends AppWork {
  /** Whether jobs keep their order. It can never change. */
  readonly order: QueueOrder;
}
