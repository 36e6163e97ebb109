import { Buffer } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';

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

/** Reads a file that must hold a JSON object; `role` says what the file is for, for messages. */
export function readJsonObject(file: string, role: string): JsonFile {
  const text = readText(file, role);
  if (text.trim() === '') throw new UnreadableInput(file, `${role} is empty; the synthesis may not have finished`);
  const value = parse(file, role, text);
  if (!isObject(value)) throw new UnreadableInput(file, `${role} is not a JSON object`);
  return { value, size: Buffer.byteLength(text) };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function readText(file: string, role: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new UnreadableInput(file, `${role} is missing; the assembly is not whole`);
    throw new UnreadableInput(file, `${role} cannot be read (${code ?? String(error)})`);
  }
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
