import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The middle value: a machine's hiccups are at the ends. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function milliseconds(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** Runs `work` with an empty folder, which is gone afterwards. */
export function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'bench-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Takes turns: every round measures each of the candidates once, so that a machine that slows down slows all of them.
 *
 * @returns the measurements of each candidate, those of the first `warmUp` rounds left out
 */
export function takeTurns<Name extends string>(
  candidates: Record<Name, () => number>,
  rounds: number,
  warmUp: number,
): Record<Name, number[]> {
  const names = Object.keys(candidates) as Name[];
  const results = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = -warmUp; round < rounds; round++) {
    // Each round starts with another one, so that none always pays for what the one before left behind.
    const first = (round + warmUp) % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const value = candidates[name]();
      if (round >= 0) results[name].push(value);
    }
  }
  return results;
}

/** Seconds that a process takes from start to end; one that fails ends the measurement. */
export function secondsOf(
  command: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
  ends: readonly (number | null)[] = [0],
): number {
  const [file, ...args] = command;
  const started = performance.now();
  const { status, stderr, error } = spawnSync(file, args, { cwd, env: { ...process.env, ...env }, encoding: 'utf8' });
  if (!ends.includes(status)) throw error ?? new Error(`${command.join(' ')} ended with ${status}:\n${stderr}`);
  return (performance.now() - started) / 1000;
}
