import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs `use` with an empty folder below `parent` that is gone afterwards, also when the process is interrupted.
 *
 * @param parent an existing folder; the system's folder for temporary files unless given
 */
export async function inTemporaryFolder<T>(use: (folder: string) => Promise<T>, parent = tmpdir()): Promise<T> {
  // Some systems' temporary folder is a link, and the CDK compares real paths.
  const folder = mkdtempSync(join(realpathSync(parent), '.stages-'));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  const interrupted = (signal: NodeJS.Signals) => process.exit(128 + constants.signals[signal]);
  process.once('exit', remove);
  for (const signal of SIGNALS) process.once(signal, interrupted);
  try {
    return await use(folder);
  } finally {
    process.off('exit', remove);
    for (const signal of SIGNALS) process.off(signal, interrupted);
    remove();
  }
}
