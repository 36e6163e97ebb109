#!/usr/bin/env node
'use strict';
const { version } = require('../package.json');

const HELP = `Usage: cdk-scaling-patterns [--version] [--help]

The constructs of cdk-scaling-patterns are imported by a CDK app; the README shows how.
What a change does to an app is told by another program, cdk-grow:

  npx --package cdk-grow cdk-grow --help
`;

const [argument = '--help', ...more] = process.argv.slice(2);
if (more.length === 0 && ['--version', '-V'].includes(argument)) {
  process.stdout.write(`${version}\n`);
} else if (more.length === 0 && ['--help', '-h', 'help'].includes(argument)) {
  process.stdout.write(HELP);
} else {
  process.stderr.write(`cdk-scaling-patterns: '${[argument, ...more].join(' ')}' is not known\n\n${HELP}`);
  process.exitCode = 2;
}
