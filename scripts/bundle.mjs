// Bundles what runs outside a user's synth: the package cdk-grow and the code of our Lambda functions.
// Users of the constructs bundle nothing, and synth runs no bundler.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleHandlers } from './bundle-handlers.mjs';
import { thirdPartyLicenses } from './third-party-licenses.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const review = join(root, 'review');
const common = { logLevel: 'warning', absWorkingDir: root };

/** The command line, the API, and the validation plugin that the construct library has as well. */
async function bundleReview() {
  const { metafile } = await build({
    ...common,
    metafile: true,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    entryPoints: {
      cli: join(review, 'cli/main.ts'),
      index: join(review, 'index.ts'),
      ledger: join(root, 'lib/ledger/durable-ledger.ts'),
    },
    outdir: join(review, 'dist/bundle'),
    external: ['aws-cdk-lib', 'constructs'],
  });
  // The bundled specification package looks for its database one folder above itself.
  const spec = createRequire(join(review, 'package.json')).resolve('@aws-cdk/aws-service-spec/package.json');
  copyFileSync(join(dirname(spec), 'db.json.gz'), join(review, 'dist/db.json.gz'));
  writeLicenses(join(review, 'dist'), [metafile]);
}

async function bundleFunctions() {
  const { metafiles } = await bundleHandlers({
    handlers: join(root, 'handlers'),
    out: join(root, 'dist/handlers'),
    options: {
      ...common,
      // mysql2 brings half a megabyte of tables for character sets that its connections here do not use.
      alias: { 'iconv-lite': './handlers/rotation/character-sets.ts' },
    },
  });
  writeLicenses(join(root, 'dist'), metafiles);
}

function writeLicenses(folder, metafiles) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), thirdPartyLicenses(root, metafiles));
}

await Promise.all([bundleReview(), bundleFunctions()]);
