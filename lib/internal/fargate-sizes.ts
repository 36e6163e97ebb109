/** The memory that Fargate sells with a number of CPU units: from `min` to `max` MiB, or the values of `only`. */
interface MemoryRange {
  readonly only?: readonly number[];
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/**
 * Memory by CPU units.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
 */
const MEMORY: ReadonlyMap<number, MemoryRange> = new Map([
  [256, { only: [512, 1024, 2048], min: 512, max: 2048, step: 512 }],
  [512, { min: 1024, max: 4096, step: 1024 }],
  [1024, { min: 2048, max: 8192, step: 1024 }],
  [2048, { min: 4096, max: 16384, step: 1024 }],
  [4096, { min: 8192, max: 30720, step: 1024 }],
  [8192, { min: 16384, max: 61440, step: 4096 }],
  [16384, { min: 32768, max: 122880, step: 8192 }],
]);

/** The CPU units that Fargate sells, as a sentence has them: `256, 512, … or 16384`. */
export const FARGATE_CPUS = oneOf([...MEMORY.keys()]);

export function isFargateCpu(cpu: number): boolean {
  return MEMORY.has(cpu);
}

/** Whether Fargate sells this memory with this CPU. False for a CPU that it does not sell. */
export function isFargateSize(cpu: number, memoryMiB: number): boolean {
  const range = MEMORY.get(cpu);
  if (range === undefined) return false;
  if (range.only !== undefined) return range.only.includes(memoryMiB);
  return memoryMiB >= range.min && memoryMiB <= range.max && (memoryMiB - range.min) % range.step === 0;
}

/** The memory for a CPU in words, for messages. */
export function fargateMemoryOf(cpu: number): string {
  const range = MEMORY.get(cpu);
  if (range === undefined) return `none, as Fargate has no tasks with ${cpu} CPU units`;
  if (range.only !== undefined) return `${oneOf(range.only)} MiB`;
  return `${range.min} to ${range.max} MiB in steps of ${range.step}`;
}

function oneOf(values: readonly number[]): string {
  return `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}
