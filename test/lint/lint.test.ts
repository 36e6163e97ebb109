import { join } from 'node:path';
import { ESLint } from 'eslint';

const ROOT = join(__dirname, '../..');
/** The rules that need no other files: imports are resolved and followed by the ones of `npm run lint`. */
const eslint = new ESLint({
  cwd: ROOT,
  overrideConfig: { rules: { 'import-x/no-cycle': 'off', 'import-x/no-unresolved': 'off', 'import-x/order': 'off' } },
});

async function errorsIn(code: string, file: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: join(ROOT, file) });
  return result.messages.filter(({ severity }) => severity === 2).map(({ ruleId, message }) => `${ruleId}: ${message}`);
}

const PLACES = ['lib/network/some.ts', 'lib/review/some.ts', 'patterns/some.ts'];

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

test('outside of lib/ and patterns/ the machine may be read', async () => {
  expect(await errorsIn('export const home = process.env.HOME;', 'bin/some.ts')).toEqual([]);
});

describe('a capability takes interfaces and values from the others', () => {
  const message = (name: string) =>
    `local/through-interfaces: ${name} is a construct of another capability: take an interface or a value.`;

  test.each([
    ["import { Network } from '../network/network';\nexport const a = Network;", 'Network'],
    ["import type { Network } from '../network/network';\nexport type A = Network;", 'Network'],
    ["export { FrontDoor } from '../edge/front-door';", 'FrontDoor'],
    ["import { WorkQueue } from '../messaging/work-queue';\nexport const a = WorkQueue;", 'WorkQueue'],
    ["import { StaticSite as Site } from '../edge/static-site';\nexport const a = Site;", 'StaticSite'],
  ])('refuses %j', async (code, name) => {
    expect(await errorsIn(code, 'lib/cache/some.ts')).toEqual([message(name)]);
  });

  test.each([
    ['lib/network/some.ts', "import { Network } from './network';\nexport const a = Network;"],
    ['lib/network/parts/some.ts', "import { Network } from '../network';\nexport const a = Network;"],
    ['lib/cache/some.ts', "import { Protection } from '../protection/protection';\nexport const a = Protection;"],
    ['lib/cache/some.ts', "import { Capacity } from '../service/capacity';\nexport const a = Capacity;"],
    ['lib/cache/some.ts', "import { NetworkProps } from '../network/network';\nexport type A = NetworkProps;"],
    ['patterns/some.ts', "import { Network } from '../lib/network/network';\nexport const a = Network;"],
  ])('lets %s %j', async (file, code) => {
    expect(await errorsIn(code, file)).toEqual([]);
  });

  test('and no stack of its own', async () => {
    const code = "import { Stack } from 'aws-cdk-lib';\nexport const a = new Stack();";
    expect(await errorsIn(code, 'lib/cache/some.ts')).toEqual([expect.stringContaining('No new Stack in lib/')]);
  });
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
    const code = "import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';\nexport const a = new Alarm();";
    expect(await errorsIn(code, 'bin/some.ts')).toEqual([]);
  });
});
