import { errorsIn } from './support';

const PURE = ['read', 'compare', 'behaviours', 'rules', 'ledger'].map((folder) => `review/${folder}/some.ts`);
const PLACES = ['lib/network/some.ts', 'lib/service/tier/some.ts', 'patterns/some.ts', 'review/some.ts', ...PURE];

describe.each(PLACES)('%s', (file) => {
  test.each([
    // the environment and the machine
    'export const home = process.env.HOME;',
    "export const home = process['env'].HOME;",
    "import process from 'node:process';\nexport const { env } = process;",
    "import { env } from 'node:process';\nexport const home = env.HOME;",
    "import { env } from 'process';\nexport const home = env.HOME;",
    "export * from 'node:process';",
    'export const { env } = globalThis.process;',
    'const { env } = globalThis;\nexport default env;',
    "import { hostname } from 'node:os';\nexport const name = hostname();",
    "export const os = import('node:os');",
    "export const os = require('node:os');",
    "import os = require('node:os');\nexport const name = os.hostname();",
    'export const here = import.meta.url;',
    'export const text = (1).toLocaleString();',
    'export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;',
    // the clock
    'export const now = Date.now();',
    "export const now = Date['now']();",
    'export const now = new Date();',
    'export const now = Date();',
    'export const local = new Date(2026, 10, 24);',
    'const Clock = Date;\nexport const now = Clock.now();',
    'export const { now } = Date;',
    'export const clocks = { clock: Date };',
    'export const now = performance.now();',
    "import { performance } from 'node:perf_hooks';\nexport const now = performance.now();",
    'setTimeout(() => undefined, 1);',
    // chance
    'export const chance = Math.random();',
    "export const chance = Math['random']();",
    'export const { random } = Math;',
    'const M = Math;\nexport const chance = M.random();',
    "import { randomUUID } from 'node:crypto';\nexport const id = randomUUID();",
    "import * as crypto from 'node:crypto';\nexport const id = crypto.randomUUID();",
    "import crypto from 'crypto';\nexport const id = crypto.randomUUID();",
    'export const id = crypto.randomUUID();',
    // the network, other programs
    "import { get } from 'node:https';\nget('https://example.com');",
    "import { connect } from 'net';\nconnect(80);",
    "import { lookup } from 'node:dns/promises';\nvoid lookup('example.com');",
    "void fetch('https://example.com');",
    "import { execSync } from 'node:child_process';\nexport const head = execSync('git rev-parse HEAD');",
    "import { Worker } from 'node:worker_threads';\nexport const worker = new Worker('x');",
    "import { S3Client } from '@aws-sdk/client-s3';\nexport const client = new S3Client();",
  ])('refuses %j', async (code) => {
    const found = await errorsIn(code, file);
    expect(found).toContainEqual(expect.stringMatching(/^(no-restricted-|@typescript-eslint\/no-require-imports)/));
  });

  test.each([
    "export const moment = new Date('2026-11-24T00:00:00Z').toISOString();",
    "export const moment = Date.parse('2026-11-24T00:00:00Z');",
    'export const moment = (when: Date): number => when.getTime();',
    'export const most = Math.max(1, Math.ceil(1.5));',
    "import { createHash } from 'node:crypto';\nexport const hash = createHash('sha256');",
    "import { join } from 'node:path';\nexport const file = join('a', 'b');",
  ])('lets %j be', async (code) => {
    expect(await errorsIn(code, file)).toEqual([]);
  });
});

test.each(['bin/some.ts', 'review/cli/some.ts', 'review/test/some.ts'])('%s may read the machine', async (file) => {
  expect(await errorsIn('export const home = process.env.HOME;', file)).toEqual([]);
});

describe('an alarm is made in one way', () => {
  test.each([
    "import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';\nexport const a = new cloudwatch.Alarm();",
    "import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';\nexport const a = new Alarm();",
    "import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';\nexport const a = new cloudwatch.CfnAlarm();",
    "import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';\nexport const a = new cloudwatch.CompositeAlarm();",
    "import { metric } from './metric';\nexport const a = metric.createAlarm();",
    "import { tasks } from './tasks';\nexport const a = tasks.scaleOnMetric();",
  ])('refuses %j', async (code) => {
    for (const file of ['lib/cache/some.ts', 'patterns/some.ts'])
      expect(await errorsIn(code, file)).toContainEqual(
        'no-restricted-syntax: No alarm but by makeAlarm() of lib/internal/alarm.ts, from a spec with an urgency.',
      );
  });

  test('lets users of the library make theirs', async () => {
    const code = "import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';\nexport const a = new cloudwatch.Alarm();";
    expect(await errorsIn(code, 'bin/some.ts')).toEqual([]);
  });
});
