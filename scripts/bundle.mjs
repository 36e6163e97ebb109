// Bundles what runs outside a user's synth: the command line and the code of our Lambda functions.
// Users of the constructs bundle nothing, and synth runs no bundler.
import { chmodSync, copyFileSync, existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, 'dist');
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  logLevel: 'warning',
  absWorkingDir: root,
};

async function bundleCommandLine() {
  const outfile = join(out, 'cli/stages.js');
  await build({
    ...common,
    entryPoints: [join(root, 'bin/stages.ts')],
    outfile,
    external: ['aws-cdk-lib', 'constructs'],
    banner: { js: '#!/usr/bin/env node' },
  });
  // npx makes a program executable when it first links it, and the next bundle is another file.
  chmodSync(outfile, 0o755);
  // The bundled specification package looks for its database one folder above itself.
  const spec = createRequire(import.meta.url).resolve('@aws-cdk/aws-service-spec/package.json');
  copyFileSync(join(dirname(spec), 'db.json.gz'), join(out, 'db.json.gz'));
}

async function bundleHandlers() {
  const handlers = join(root, 'handlers');
  const names = readdirSync(handlers).filter((name) => existsSync(join(handlers, name, 'index.ts')));
  for (const name of names) {
    const outfile = join(out, 'handlers', name, 'index.js');
    // Overwritten in place: a synth that runs meanwhile must find a handler. The Lambda runtime brings the AWS SDK.
    await build({
      ...common,
      entryPoints: [join(handlers, name, 'index.ts')],
      outfile,
      minify: true,
      target: 'node22',
      external: ['@aws-sdk/*', 'pg-native'],
    });
    console.log(`handlers/${name}: ${(statSync(outfile).size / 1024).toFixed(1)} KiB`);
  }
}

await Promise.all([bundleCommandLine(), bundleHandlers()]);
