#!/usr/bin/env node
'use strict';
// Committed, because npm links a program only if its file is there when the package is installed.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const bundle = join(__dirname, '../dist/bundle/cli.js');
if (existsSync(bundle)) {
  require(bundle);
} else {
  process.stderr.write(`cdk-grow: ${bundle} is missing: run \`npm run bundle\` in the root of the repository\n`);
  process.exitCode = 2;
}
