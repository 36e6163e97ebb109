import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const CASES = 'test/support/runner/cases';

interface Run {
  readonly status: number | null;
  readonly text: string;
  /** The message of each file by its name; of one that passed it is empty. */
  readonly messages: Record<string, string>;
}

/** Runs cases as `npm test` runs tests. */
function runCases(names: string[], limitSeconds: number): Run {
  const config = {
    rootDir: ROOT,
    testMatch: names.map((name) => `<rootDir>/${CASES}/${name}.case.{ts,mts}`),
    transform: {
      '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }],
    },
    runner: [`<rootDir>/test/support/runner/file-runner.ts`, { limitSeconds, closingSeconds: 2 }],
    moduleFileExtensions: ['ts', 'mts', 'js', 'json'],
    maxWorkers: 2,
  };
  const command = [require.resolve('jest/bin/jest'), '--json', '-c', JSON.stringify(config)];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' });
  const { testResults } = JSON.parse(stdout) as { testResults: { name: string; message: string }[] };
  // One that died after its file has two results, of which the last counts.
  const messages = testResults.map(({ name, message }) => [name.replace(/^.*\/|\.case\.m?ts$/g, ''), message]);
  return { status, text: stderr, messages: Object.fromEntries(messages) as Record<string, string> };
}

describe('a file that cannot end', () => {
  const reasons = {
    'never-settles': "waits for what can no longer happen, in the test 'a promise that never settles'",
    'never-settles-before': 'waits for what can no longer happen, in what comes before its first test',
    'never-settles-on-top': 'waits for what can no longer happen, in what comes before its first test',
    'row-too-short': "waits for what can no longer happen, in the test 'row one'",
    exits: 'The worker of this file exited with code 0',
    'is-killed': 'The worker of this file was ended by SIGKILL',
    'throws-beside': 'An error that nothing caught',
    'leaves-open': '2 s after its last test this file still has open: TCPServerWrap\n',
    fails: 'fails as tests do',
  };
  const names = Object.keys(reasons);
  let run: Run;

  beforeAll(() => {
    run = runCases([...names, 'passes'], 300);
  });

  test.each(Object.entries(reasons))('%s', (name, reason) => {
    expect(run.messages[name]).toContain(reason);
    expect(run.text).toMatch(new RegExp(`FAIL ${CASES}/${name}\\.case`));
  });

  test('fails the run, and no other file', () => {
    expect(run.status).toBe(1);
    expect(run.messages.passes).toBe('');
    expect(run.text).toContain(`PASS ${CASES}/passes.case.ts`);
  });
});

test('a file whose worker dies after it', () => {
  const run = runCases(['dies-afterwards'], 300);
  expect(run.status).toBe(1);
  const reason = 'The worker exited with code 3 after this file, the last one that it ran';
  expect(run.messages['dies-afterwards']).toContain(reason);
  expect(run.text).toContain(`FAIL ${CASES}/dies-afterwards.case.ts`);
});

test('a file that takes longer than its limit', () => {
  const run = runCases(['waits-for-ever', 'lets-nothing-run'], 5);
  expect(run.status).toBe(1);
  expect(run.messages).toEqual({
    'waits-for-ever': expect.stringContaining('This file was not done after 5 s: it was in '),
    'lets-nothing-run': expect.stringContaining('This file was not done after 5 s: it was in '),
  });
});
