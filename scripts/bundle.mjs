// Bundles what runs outside a user's synth: the command line and the code of our Lambda functions.
// Users of the constructs bundle nothing, and synth runs no bundler.
import { chmodSync, copyFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleHandlers } from './bundle-handlers.mjs';
import { thirdPartyLicenses } from './third-party-licenses.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, 'dist');
const common = { logLevel: 'warning', absWorkingDir: root };

async function bundleCommandLine() {
  const outfile = join(out, 'cli/stages.js');
  const { metafile } = await build({
    ...common,
    metafile: true,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
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
  return metafile;
}

const options = {
  ...common,
  // mysql2 brings half a megabyte of tables for character sets that its connections here do not use.
  alias: { 'iconv-lite': './handlers/rotation/character-sets.ts' },
};

const [commandLine, handlers] = await Promise.all([
  bundleCommandLine(),
  bundleHandlers({ handlers: join(root, 'handlers'), out: join(out, 'handlers'), options }),
]);
const licenses = thirdPartyLicenses(root, [commandLine, ...handlers.metafiles]);
writeFileSync(join(out, 'THIRD-PARTY-LICENSES.txt'), licenses);
