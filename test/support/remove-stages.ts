import { rmSync } from 'node:fs';

/** Jest calls this after the last test that looks at whole stages. */
export default function removeStages(): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports
  const { STAGES_DIR } = require('./stages') as typeof import('./stages.js');
  rmSync(STAGES_DIR, { recursive: true, force: true });
}
