import { writeSync } from 'node:fs';

/**
 * Writes to standard output and is done when it returns: an exit right after it would cut what a pipe has not taken
 * yet, and a reader that has gone away (`| head`) is no error of ours.
 */
export function print(text: string): void {
  let rest = Buffer.from(text.endsWith('\n') ? text : `${text}\n`);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, undefined, 2));
}
