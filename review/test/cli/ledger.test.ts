import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundled, CommandLine, expectBadInput, FIXTURES, plainAssembly, Ran, Workspace } from './support/command-line';

const workspace = new Workspace();
let stages: CommandLine;
let inPlain: (args: readonly string[]) => Ran;

beforeAll(() => {
  stages = new CommandLine(workspace);
  workspace.write('plain/cdk.json', { app: `node ${join(FIXTURES, 'plain-app.js')}` });
  const plugin = bundled('lib/ledger/durable-ledger.ts', workspace.path('plugin.js'));
  inPlain = (args) => stages.run('plain', args, { LEDGER_MODULE: plugin });
  workspace.write('grow/cdk.json', { app: `node ${join(FIXTURES, 'growth-app.js')}` });
  plainAssembly(workspace, 'before');
  plainAssembly(workspace, 'after', { key: 'number', dropUploads: '1', logs: '1' });
});
afterAll(() => workspace.remove());

const text = (file: string) => readFileSync(workspace.path(file), 'utf8');
const ORDERS = 'shop-data/OrdersA9B65338';
const UPLOADS = 'shop-data/Uploads4F6EB0FD';

test('an app with the plugin is recorded, held to its ledger, and changed by acceptance', () => {
  const context = ['-c', 'ledger=durable-ledger.json'];
  // The first recording: the plugin misses the file that is being made.
  const first = inPlain(['ledger', 'record', ...context]);
  expect(first.stderr).toBe('');
  expect(first.code).toBe(0);
  expect(first.stdout).toContain(`  + ${ORDERS}\n`);
  expect(first.stdout).toMatch(/4 durable resources in durable-ledger.json\n$/);
  const recorded = text('plain/durable-ledger.json');

  const again = inPlain(['ledger', 'record', ...context]);
  expect(again).toMatchObject({ code: 0, stdout: '4 durable resources in durable-ledger.json\n' });
  expect(text('plain/durable-ledger.json')).toBe(recorded);
  expect(inPlain(['ledger', 'check', ...context])).toMatchObject({
    code: 0,
    stdout: 'safe: 4 durable resources as recorded\n',
  });

  const change = [...context, '-c', 'dropUploads=1'];
  const check = inPlain(['ledger', 'check', ...change]);
  expect(check.code).toBe(1);
  expect(check.stdout).toContain(`${UPLOADS} (AWS::S3::Bucket Data/Uploads/Resource)\n  is gone\n  durable-vanished\n`);
  expect(check.stdout).toContain(`cdk-grow ledger record --accept ${UPLOADS} --reason "…"`);

  const refused = inPlain(['ledger', 'record', ...change]);
  expect(refused.code).toBe(1);
  expect(refused.stdout).toContain('not recorded: 1 change would lose what is durable');
  expect(text('plain/durable-ledger.json')).toBe(recorded);

  const accepted = inPlain(['ledger', 'record', ...change, '--accept', UPLOADS, '--reason', 'empty since May']);
  expect(accepted.code).toBe(0);
  expect(accepted.stdout).toContain(`  - ${UPLOADS}\n  accepted: ${UPLOADS} is gone (empty since May)\n`);
  expect(JSON.parse(text('plain/durable-ledger.json')).accepted).toEqual([
    { id: UPLOADS, change: 'is gone', reason: 'empty since May' },
  ]);
  expect(inPlain(['ledger', 'check', ...change]).code).toBe(0);
  // The bucket is new again, and its acceptance stays.
  expect(inPlain(['ledger', 'check', ...context]).stdout).toContain(`run \`cdk-grow ledger record\`\n  ${UPLOADS}\n`);
  expect(inPlain(['ledger', 'record', ...context]).code).toBe(0);
  expect(text('plain/durable-ledger.json')).toContain('empty since May');
});

test('other failures of validation are told, and nothing is recorded', () => {
  const ran = inPlain(['ledger', 'record', '--file', 'no.json', '-c', 'complain=1']);
  expectBadInput(ran, 'could not be deployed', 'this table is not allowed');
  expectBadInput(
    inPlain(['ledger', 'check', '--file', 'no.json']),
    workspace.path('plain/no.json'),
    'there is no ledger',
  );
});

test('the stages of a GrowthApp are recorded with their names, and growth is checked', () => {
  const recorded = stages.run('grow', ['ledger', 'record', '--json']);
  expect(recorded.code).toBe(0);
  expect(JSON.parse(recorded.stdout)).toEqual({
    file: workspace.path('grow/durable-ledger.json'),
    written: true,
    resources: 1,
    added: ['grow-data/OrdersA9B65338'],
    removed: [],
    accepted: [],
    findings: [],
    violations: [],
  });
  expect(text('grow/durable-ledger.json')).toContain('"stages": ["small", "middle", "very-large"]');

  const broken = stages.run('grow', ['ledger', 'check', '--json', '-c', 'break=1']);
  expect(broken.code).toBe(1);
  const { verdict, violations } = JSON.parse(broken.stdout);
  expect(verdict).toBe('hazard');
  expect(violations.map(({ rule, stages: of }: { rule: string; stages: string[] }) => [rule, of])).toEqual([
    ['durable-replaced', ['very-large']],
    ['durable-replaced', ['middle', 'very-large']],
  ]);
  expect(Object.keys(violations[0])).toEqual(['rule', 'resource', 'type', 'path', 'change', 'stages']);
});

describe('any two assemblies', () => {
  const from = (name: string, ...options: string[]) => ['--from-assembly', name, '--file', 'any.json', ...options];

  test('are recorded and checked, with stages where these are given', () => {
    expect(stages.run('.', ['ledger', 'record', ...from('before', '--stage', 'prod')]).code).toBe(0);
    expect(stages.run('.', ['ledger', 'check', ...from('before', '--stage', 'prod')]).code).toBe(0);
    const other = stages.run('.', ['ledger', 'check', ...from('before', '--stage', 'dev')]);
    expect(other.stdout).toContain('not in the ledger: dev');
    expect(other.code).toBe(1);
    expect(stages.run('.', ['ledger', 'record', ...from('after', '--stage', 'dev')]).code).toBe(0);
    expect(stages.run('.', ['ledger', 'check', ...from('before', '--stage', 'prod')]).code).toBe(0);
    expect(stages.run('.', ['ledger', 'check', ...from('after', '--stage', 'prod')]).code).toBe(1);
    expectBadInput(
      stages.run('.', ['ledger', 'record', ...from('after')]),
      'was recorded with the stages prod, dev',
      '--stage NAME',
    );
  });

  test('an acceptance needs a reason, and something to accept', () => {
    const record = (...options: string[]) =>
      stages.run('.', ['ledger', 'record', ...from('after', '--stage', 'prod', ...options)]);
    expectBadInput(record('--accept', ORDERS), '--accept needs --reason TEXT');
    expectBadInput(record('--reason', 'why'), '--reason needs --accept');
    expectBadInput(
      record('--accept', 'shop-data/Order', '--reason', 'why'),
      '--accept shop-data/Order: nothing that is recorded',
    );
    expectBadInput(record('--accept', `${ORDERS}9`, '--reason', 'why'), `did you mean ${ORDERS}?`);
    const half = record('--accept', ORDERS, '--reason', 'why');
    expect(half.code).toBe(1);
    expect(half.stdout).toContain(UPLOADS);
    expect(half.stdout).not.toContain(ORDERS);
    expect(record('--accept', ORDERS, '--accept', UPLOADS, '--reason', 'why').code).toBe(0);
  });

  test('unreadable input ends with 2', () => {
    workspace.write('broken.json', '{ "version": 1');
    expectBadInput(
      stages.run('.', ['ledger', 'check', '--from-assembly', 'before', '--file', 'broken.json']),
      workspace.path('broken.json'),
      'is not JSON',
    );
    expectBadInput(
      stages.run('.', ['ledger', 'record', ...from('nowhere')]),
      workspace.path('nowhere'),
      'no such directory',
    );
    expectBadInput(
      stages.run('.', ['ledger', 'record', '--from-assembly', 'before', '--file', 'no/such/folder.json']),
      'the ledger cannot be written',
    );
    expectBadInput(
      stages.run('grow', ['ledger', 'check', '--stage', 'smal']),
      "there is no stage 'smal'. Did you mean 'small'?",
    );
  });
});
