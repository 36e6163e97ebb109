import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { TaskOptions } from '../service/containers/task-options';
import { TaskPlacement } from '../service/containers/task-placement';
import { WorkloadOptions } from '../service/containers/workload-options';
import { WorkerScaling } from './worker-scaling';

/**
 * Containers that work on a queue's jobs. Only `cluster` is final. Beside `environment` they find the queue in
 * `QUEUE_URL`, and in `JOBS_QUEUE_URL` too where `environment` gives no other queue there.
 */
export interface ContainerWorkersOptions extends TaskOptions, WorkloadOptions {
  /** The VPC of the tasks. */
  readonly vpc: ec2.IVpc;

  /** The tasks' subnets, and whether each task has a public address. */
  readonly placement: TaskPlacement;

  /**
   * The image, built for `architecture`. Its process receives messages from `QUEUE_URL`, one after the other or
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
}
