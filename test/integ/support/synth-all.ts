// Synthesises every integration test into a folder of its own: `synth-all.ts FOLDER`. For `flags.test.ts`, which gives
// feature flags by the environment.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const tests = join(__dirname, '..');
const out = process.argv[2];

async function main(): Promise<void> {
  for (const file of readdirSync(tests).filter((name) => /^integ\..*\.ts$/.test(name))) {
    // An app reads it when it is made, and is synthesised when all are.
    process.env.CDK_OUTDIR = join(out, file);
    await import(join(tests, file));
  }
}

void main();
