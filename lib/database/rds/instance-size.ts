import { DatabaseTuning } from '../tuning/database-tuning';
import { DatabaseEngine } from './database-engine';

/** GiB of memory of a burstable class, by size. */
const BURSTABLE: Record<string, number> = {
  micro: 1,
  small: 2,
  medium: 4,
  large: 8,
  xlarge: 16,
  '2xlarge': 32,
};
/** GiB of memory of a `large`, by the family's letter: every doubling of the size doubles it. */
const LARGE: Record<string, number> = { m: 8, r: 16, x: 32 };

/**
 * The memory of an instance type in GiB, or `undefined` for a type that this table does not know.
 *
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html
 */
export function memoryGiB(instanceType: string): number | undefined {
  const [, letter, generation, size] = /^([a-z])(\d+[a-z]*)\.(\w+)$/.exec(instanceType) ?? [];
  if (letter === 't') return BURSTABLE[size];
  // x2iedn and its kin have twice the memory of x2g.
  if (letter === 'x' && !generation.startsWith('2g')) return undefined;
  const factor = sizeFactor(size);
  return letter in LARGE && factor !== undefined ? LARGE[letter] * factor : undefined;
}

function sizeFactor(size: string | undefined): number | undefined {
  if (size === 'large') return 1;
  const multiple = /^(\d*)xlarge$/.exec(size ?? '');
  return multiple ? 2 * Number(multiple[1] || '1') : undefined;
}

const FREE_MEMORY = 0.05;
const MIB_PER_GIB = 1024;

/** How much of some memory should stay free, or `undefined` where that is not known. */
export function freeMemoryMiB(memory: number | undefined): number | undefined {
  return memory === undefined ? undefined : memory * MIB_PER_GIB * FREE_MEMORY;
}

/** What is left of the memory for the formula of `max_connections`, after the system's and RDS's own part. */
const USABLE_MEMORY = 0.8;
const GIB = 1024 ** 3;

/** About how many connections a database of that memory takes: low rather than high, as an alarm is set by it. */
export function estimatedMaxConnections(engine: DatabaseEngine, memory: number): number {
  const { bytesPerConnection, mostConnections } = engine._traits;
  return Math.min(Math.floor((memory * GIB * USABLE_MEMORY) / bytesPerConnection), mostConnections);
}

/** What may say how many connections an instance takes. */
interface Connected {
  readonly engine: DatabaseEngine;
  readonly tuning?: DatabaseTuning;
  readonly parameters?: { readonly [name: string]: string };
}

/** What the parameter says, where it is a number, or about what the memory allows; `undefined` for an unknown type. */
export function connectionsOf({ engine, tuning, parameters }: Connected, instanceType: string): number | undefined {
  const parameter = tuning?._maxConnections() ?? Number(parameters?.max_connections);
  if (parameter > 0) return parameter;
  const memory = memoryGiB(instanceType);
  return memory === undefined ? undefined : estimatedMaxConnections(engine, memory);
}

/** Whether Database Insights can watch that engine on that instance type. */
export function supportsInsights(engine: DatabaseEngine, instanceType: string): boolean {
  return engine._traits.insightsOnSmallBurstables || !/^t\w+\.(micro|small)$/.test(instanceType);
}
