// `npm run docs`: writes what pages and lists have of the sources. `npm test` fails where they are not up to date.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthStages } from '../../test/support/stages';
import { formatted, ROOT } from './format';
import { rulesIndex } from './rules';

function write(file: string, text: string): void {
  if (readFileSync(join(ROOT, file), 'utf8') === text) return;
  writeFileSync(join(ROOT, file), text);
  console.log(`wrote ${file}`);
}

async function main(): Promise<void> {
  // First of all, and before the rules are loaded through it.
  write('review/rules/index.ts', await formatted('review/rules/index.ts', rulesIndex()));
  const stages = mkdtempSync(join(tmpdir(), 'docs-'));
  try {
    synthStages(stages, { validate: false });
    // eslint-disable-next-line @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports -- loads the list of rules that was just written
    const { generated } = require('./pages') as typeof import('./pages.js');
    for (const [file, text] of await generated(stages)) write(file, text);
  } finally {
    rmSync(stages, { recursive: true });
  }
}

void main().catch((error: Error) => {
  console.error(`docs: ${error.message}`);
  process.exitCode = 1;
});
