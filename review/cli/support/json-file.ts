import { readFileSync } from 'node:fs';
import { UnreadableInput } from '../../read/unreadable';
import { messageOf } from './errors';

/** Reads any JSON value; `role` says what the file is for, for messages. */
export function readJson(file: string, role: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UnreadableInput(file, `${role} cannot be read (${messageOf(error)})`);
  }
}
