import { Duration } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';

/**
 * A container beside the app's own in each of its tasks: a collector, an agent, a proxy. They share the task's network,
 * so that each reaches the other at `localhost`, its role, its CPU and its memory. Every value changes in place.
 */
export interface Sidecar {
  /** What the container is called: 1 to 255 letters, digits, hyphens and underscores; not `web` or `worker`. */
  readonly name: string;

  /** The container's image, built for the `architecture` of the task. */
  readonly image: ecs.ContainerImage;

  /**
   * CPU units that are its own, 1024 to a vCPU; all sidecars together fewer than the task has.
   *
   * @default - it shares what the task has
   */
  readonly cpu?: number;

  /**
   * Memory in MiB above which it is stopped, 6 or more; all sidecars together less than the task has.
   *
   * @default - it shares what the task has
   */
  readonly memoryMiB?: number;

  /**
   * Whether the task stops when the container does.
   *
   * @default false - the app goes on without it
   */
  readonly essential?: boolean;

  /**
   * Whether the app's container starts only once this one runs, or is healthy where it has a `containerHealthCheck`.
   * It then stops after the app's.
   *
   * @default false
   */
  readonly startsFirst?: boolean;

  /**
   * Its environment variables. No secrets: they can be read in the console.
   *
   * @default - none
   */
  readonly environment?: { [name: string]: string };

  /**
   * Environment variables whose values ECS reads from Secrets Manager or Parameter Store when a task starts.
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
   * What starts the container, in place of the image's entry point.
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
   * A command in the container by which ECS sees whether it is healthy.
   *
   * @default - it is healthy as long as its process runs
   */
  readonly containerHealthCheck?: ecs.HealthCheck;

  /**
   * Whether the container's own file system is read-only.
   *
   * @default false - many public images write to their own file system
   */
  readonly readonlyRootFilesystem?: boolean;

  /**
   * How long the container may take to stop after SIGTERM, 2 to 120 seconds.
   *
   * @default - 30 seconds
   */
  readonly stopTimeout?: Duration;
}
