import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Capacity } from '../service/capacity/capacity';
import { TaskPlacement } from '../service/containers/task-placement';
import { WorkerScaling } from './worker-scaling';

/** Containers that work on a queue's jobs. Only `cluster` is final. */
export interface ContainerWorkersOptions {
  /** The VPC of the tasks. */
  readonly vpc: ec2.IVpc;

  /** The tasks' subnets, and whether each task has a public address. */
  readonly placement: TaskPlacement;

  /**
   * The image, built for `architecture`. Its process receives messages from `JOBS_QUEUE_URL`, one after the other or
   * `jobsAtOnce` of them, and deletes each when its job is done. On SIGTERM it receives no more and finishes what it
   * has.
   */
  readonly image: ecs.ContainerImage;

  /**
   * How many tasks there are.
   *
   * @default - one task
   */
  readonly scaling?: WorkerScaling;

  /**
   * Whether the process tells ECS that it must not be stopped while it works. ECS waits 120 seconds at most after
   * SIGTERM, so that longer jobs need it; their share of the work is to call, before a job and after it,
   * `PUT $ECS_AGENT_URI/task-protection/v1/state` with `{ "ProtectionEnabled": true, "ExpiresInMinutes": n }` and
   * `{ "ProtectionEnabled": false }`. The task's role may do so in any case. Protection holds against scaling in and
   * deployments, not against the loss of spot capacity or a machine: such a job comes back to the queue.
   *
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection.html
   * @default false
   */
  readonly protectsItself?: boolean;

  /**
   * How long a container may take to stop after SIGTERM, 2 to 120 seconds.
   *
   * @default - as long as the longest job, 30 to 120 seconds
   */
  readonly stopTimeout?: Duration;

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
   * What the tasks run on. Spot suits workers well: a job that is cut short comes back to the queue.
   *
   * @default Capacity.fargate() - Fargate, all on demand
   */
  readonly capacity?: Capacity;

  /**
   * The cluster to run in, in this VPC, with the Fargate capacity providers enabled. Final: another cluster replaces the
   * service.
   *
   * @default - a cluster of the pool's own, free of charge
   */
  readonly cluster?: ecs.ICluster;

  /**
   * Environment variables of the container, beside `JOBS_QUEUE_URL`, which is the queue's. No secrets: they can be read
   * in the console.
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
   * A command in the container by which ECS sees whether the task is healthy, and replaces it where not.
   *
   * @default - a task is healthy as long as its process runs
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
   * How long logs are kept.
   *
   * @default logs.RetentionDays.ONE_MONTH
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * Whether `aws ecs execute-command` opens a shell in a task.
   *
   * @default false
   */
  readonly executeCommand?: boolean;
}
