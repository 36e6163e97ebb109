import { rmSync } from 'node:fs';

/** Jest calls this once before the tests that look at whole stages, in the process that starts their workers. */
export default function synthOnce(): void {
  process.env.STAGES_RUN = String(process.pid);
  // Only now: the folder's name comes from the variable.
  // eslint-disable-next-line @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports
  const { STAGES_DIR, synthStages } = require('./stages') as typeof import('./stages.js');
  rmSync(STAGES_DIR, { recursive: true, force: true });
  synthStages(STAGES_DIR, { validate: true });
}
