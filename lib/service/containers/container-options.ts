import { Duration } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Sidecar } from './sidecar';

/** How containers of an app run, behind a load balancer or on a queue's jobs. Only `cluster` is final. */
export interface ContainerOptions {
  /**
   * The command of the container: the web app's image often has the workers in it too.
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
   * The processor that the image, and those of the sidecars, are built for.
   *
   * @default ecs.CpuArchitecture.ARM64 - about 20 % cheaper than x86
   */
  readonly architecture?: ecs.CpuArchitecture;

  /**
   * Environment variables whose values ECS reads from Secrets Manager or Parameter Store when a task starts. A value
   * that is rotated later is not seen until the task is replaced: let the app read those itself.
   *
   * @default - none
   */
  readonly secrets?: { [name: string]: ecs.Secret };

  /**
   * A command in the container by which ECS itself sees whether the task is healthy, and replaces it where not.
   *
   * @default - the load balancer's check decides alone; a worker is healthy as long as its process runs
   */
  readonly containerHealthCheck?: ecs.HealthCheck;

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
   * @default - 30 seconds; for workers as long as the longest job, 30 to 120 seconds
   */
  readonly stopTimeout?: Duration;

  /**
   * Whether `aws ecs execute-command` opens a shell in a task.
   *
   * @default false
   */
  readonly executeCommand?: boolean;

  /**
   * Containers beside the app's own in each task.
   *
   * @default - none
   */
  readonly sidecars?: Sidecar[];

  /**
   * The role of the app's code, of the same account, which ECS tasks may assume (`ecs-tasks.amazonaws.com`). What is
   * granted to the service is added to it, by a policy in the stack where the role is made or imported; nothing is added
   * to one that was imported as not `mutable`.
   *
   * @default - a role of the service's own
   */
  readonly taskRole?: iam.IRole;

  /**
   * The cluster to run in, in this VPC, with the Fargate capacity providers enabled. Final: another cluster replaces
   * the service.
   *
   * @default - a cluster of the service's own, free of charge, which later services can share
   */
  readonly cluster?: ecs.ICluster;

  /**
   * Container Insights of the service's own cluster. No scaling policy or alarm of this library needs it.
   *
   * @default ecs.ContainerInsights.DISABLED - it adds about 0.07 $ a metric and month
   */
  readonly containerInsights?: ecs.ContainerInsights;
}
