/** The size of one EC2 instance. */
export interface InstanceShape {
  readonly vCpus: number;
  readonly memoryMiB: number;
  /** Whether tasks share network interfaces (the account setting `awsvpcTrunking`). */
  readonly trunking: boolean;
}

/** The size of one task. */
export interface TaskShape {
  /** CPU units, 1024 to a vCPU. */
  readonly cpu: number;
  readonly memoryMiB: number;
}

/** What instances must have room for. */
export interface Load {
  readonly tasks: number;
  /** The zones among which ECS spreads the tasks. */
  readonly zones: number;
  /** How much of the instances the tasks may fill, in percent. */
  readonly targetPercent: number;
}

/**
 * Network interfaces of Nitro instances of the c, m and r families, by vCPUs. The instance itself takes one, and each
 * task in `awsvpc` mode another.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/AvailableIpPerENI.html
 */
const INTERFACES: ReadonlyMap<number, number> = new Map([
  [2, 3],
  [4, 4],
  [8, 4],
  [16, 8],
  [32, 8],
  [48, 8],
  [64, 15],
]);

/**
 * Tasks on such an instance where they share interfaces.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/eni-trunking-supported-instance-types.html
 */
const TRUNKED: ReadonlyMap<number, number> = new Map([
  [2, 10],
  [4, 20],
  [8, 40],
  [16, 60],
  [32, 60],
  [48, 60],
  [64, 120],
]);

/** The vCPUs that an instance may have. */
export const INSTANCE_VCPUS: readonly number[] = [...INTERFACES.keys()];

/** Memory that the kernel and its devices keep from what an instance is sold with, and what is kept for the agent. */
const KERNEL_SHARE = 0.07;
export const AGENT_MEMORY_MIB = 256;

/** The network interfaces that an instance of this size has at least. */
export function interfacesOf(vCpus: number): number {
  return INTERFACES.get(vCpus) ?? 0;
}

/** How many tasks one instance holds: as many as its CPU, memory and network interfaces allow. */
export function tasksPerInstance(instance: InstanceShape, task: TaskShape): number {
  const memory = instance.memoryMiB * (1 - KERNEL_SHARE) - AGENT_MEMORY_MIB;
  const network = instance.trunking ? (TRUNKED.get(instance.vCpus) ?? 0) : interfacesOf(instance.vCpus) - 1;
  return Math.max(
    0,
    Math.min(Math.floor((instance.vCpus * 1024) / task.cpu), Math.floor(memory / task.memoryMiB), network),
  );
}

/** How many instances hold a load, when ECS spreads it evenly among the zones. */
export function instancesFor(load: Load, perInstance: number): number {
  const inEachZone = Math.ceil(Math.ceil(load.tasks / load.zones) / perInstance);
  return Math.ceil((inEachZone * load.zones * 100) / load.targetPercent);
}
