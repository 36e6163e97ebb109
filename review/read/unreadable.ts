import { Buffer } from 'node:buffer';
import { readFileSync, Stats, statSync } from 'node:fs';

/** Input that cannot be read, and so cannot be judged: it is never "safe". */
export class UnreadableInput extends Error {
  /**
   * @param where the file or directory
   * @param what what is wrong with it, and what to do about it
   */
  constructor(
    readonly where: string,
    readonly what: string,
  ) {
    super(`${where}: ${what}`);
    this.name = 'UnreadableInput';
  }
}

export interface JsonFile {
  readonly value: Record<string, unknown>;
  /** Bytes of the file. */
  readonly size: number;
}

/** No assembly that deploys has a file as big: the largest template that CloudFormation takes is of 1 MB. */
const MOST_MEGABYTES = 64;
/** No template that people or the CDK write is nested as deep. */
const DEEPEST = 200;

/** Reads a file that must hold a JSON object; `role` says what the file is for, for messages. */
export function readJsonObject(file: string, role: string): JsonFile {
  const { value, size } = readJson(file, role);
  if (!isObject(value)) throw new UnreadableInput(file, `${role} is not a JSON object`);
  return { value, size };
}

/** Reads a file of any JSON; `role` says what the file is for, for messages. */
export function readJson(file: string, role: string): { readonly value: unknown; readonly size: number } {
  const text = readText(file, role);
  if (text.trim() === '') throw new UnreadableInput(file, `${role} is empty; the synthesis may not have finished`);
  const value = parse(file, role, text);
  if (isDeeper(value, DEEPEST)) {
    throw new UnreadableInput(
      file,
      `${role} has values inside of values more than ${DEEPEST} levels deep, which is not understood; write it flatter`,
    );
  }
  return { value, size: Buffer.byteLength(text) };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value that an object itself has under a key: one named `constructor` is not found in objects that lack it. */
export function own<T>(object: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** An object by names that a file gives: it has those and no others, not even what all objects inherit. */
export function byName<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const object = Object.create(null) as Record<string, T>;
  for (const [name, value] of entries) object[name] = value;
  return object;
}

export function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Level by level, since what is too deep for the review is too deep for a function that calls itself. */
function isDeeper(value: unknown, most: number): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}

function readText(file: string, role: string): string {
  try {
    const stats = statSync(file);
    // Reading from a pipe or a device may wait for ever, or never end.
    if (!stats.isFile()) throw new UnreadableInput(file, `${role} is ${kindOf(stats)}, not a file`);
    if (stats.size > MOST_MEGABYTES * 1024 * 1024) {
      throw new UnreadableInput(file, `${role} is larger than ${MOST_MEGABYTES} MB: it is that of no app that deploys`);
    }
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof UnreadableInput) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new UnreadableInput(file, `${role} is missing; the assembly is not whole`);
    throw new UnreadableInput(file, `${role} cannot be read (${code ?? String(error)})`);
  }
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder';
  return stats.isFIFO() ? 'a pipe' : stats.isSocket() ? 'a socket' : 'a device';
}

function parse(file: string, role: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!/^\s*[[{]/.test(text)) {
      throw new UnreadableInput(file, `${role} is not JSON; YAML is not read, so convert it first`);
    }
    throw new UnreadableInput(file, `${role} is not JSON, or was not written to its end (${(error as Error).message})`);
  }
}
