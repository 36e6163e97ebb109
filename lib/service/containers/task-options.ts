import { Capacity } from '../capacity/capacity';
import { ContainerOptions } from './container-options';

/** How containers run, and how large a task of them is. Only `cluster` is final. */
export interface TaskOptions extends ContainerOptions {
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
   * What the tasks run on. Spot suits workers well: a job that is cut short comes back to the queue.
   *
   * @default Capacity.fargate() - Fargate, all on demand
   */
  readonly capacity?: Capacity;
}
