import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../../package.json';
import { CommandLine, expectBadInput, plainAssembly, Workspace } from './support/command-line';

const workspace = new Workspace();
let stages: CommandLine;

beforeAll(() => {
  stages = new CommandLine(workspace);
  plainAssembly(workspace, 'before');
  plainAssembly(workspace, 'safe', { multiAz: 'true', logs: '1' });
  plainAssembly(workspace, 'dangerous', { key: 'number', dropUploads: '1' });
});
afterAll(() => workspace.remove());

const diff = (from: string, to: string, ...options: string[]) =>
  stages.run('.', ['diff', '--from-assembly', from, '--to-assembly', to, ...options]);

/** A copy of the first assembly that a test may break. */
let copies = 0;
function broken(breakIt: (folder: string) => void): string {
  const name = `broken-${(copies += 1)}`;
  cpSync(workspace.path('before'), workspace.path(name), { recursive: true });
  breakIt(workspace.path(name));
  return name;
}

describe('cdk-grow diff of two assemblies', () => {
  test('a safe change ends with 0 and tells what changes', () => {
    const ran = diff('before', 'safe');
    expect(ran.stderr).toBe('');
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('before → safe: safe\n1 created, 1 updated in 1 stack');
    expect(ran.stdout).toContain('\nshop-data (any Region)\n');
    expect(ran.stdout).toMatch(
      /~ update {2}Data\/Database\n {6}AWS::RDS::DBInstance, durable\n {8}MultiAZ: false → true\n {10}in place: /,
    );
    expect(ran.stdout).toContain('+ create  Data/Logs/Resource  AWS::S3::Bucket, durable');
    // Colours only on a terminal.
    expect(ran.stdout).not.toContain('\u001b');
  });

  test('a dangerous change ends with 1 and gives remedy and source', () => {
    const ran = diff('before', 'dangerous');
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('HAZARD durable-replaced\n  Data/Orders/Resource (shop-data/OrdersA9B65338)');
    expect(ran.stdout).toMatch(/remedy: \S/);
    expect(ran.stdout).toMatch(/source: https:\/\//);
    expect(ran.stdout).toMatch(/\? orphan {2}Data\/Uploads\/Resource {2}AWS::S3::Bucket, durable/);
  });

  test('--json has the documented shape', () => {
    const ran = diff('before', 'dangerous', '--json');
    expect(ran.code).toBe(1);
    const result = JSON.parse(ran.stdout);
    expect(Object.keys(result)).toEqual(['from', 'to', 'verdict', 'stacks', 'findings']);
    expect(result).toMatchObject({ from: 'before', to: 'dangerous', verdict: 'hazard' });
    expect(result.stacks.map((stack: object) => Object.keys(stack))).toEqual([['name', 'changes']]);
    const table = result.stacks[0].changes.find(
      (change: { logicalId: string }) => change.logicalId === 'OrdersA9B65338',
    );
    expect(Object.keys(table)).toEqual(['logicalId', 'path', 'type', 'action', 'durability', 'properties']);
    expect(table).toMatchObject({
      path: 'Data/Orders/Resource',
      type: 'AWS::DynamoDB::GlobalTable',
      action: 'replace',
      durability: 'durable',
    });
    const keys = table.properties.find((property: { name: string }) => property.name === 'KeySchema');
    expect(keys).toEqual({
      name: 'KeySchema',
      before: [{ AttributeName: 'id', KeyType: 'HASH' }],
      after: [{ AttributeName: 'number', KeyType: 'HASH' }],
      effect: 'replacement',
      source: expect.stringContaining('https://'),
    });
    const finding = result.findings.find((each: { rule: string }) => each.rule === 'durable-replaced');
    expect(Object.keys(finding)).toEqual([
      'rule',
      'severity',
      'mechanism',
      'stack',
      'logicalId',
      'path',
      'message',
      'remedy',
      'source',
    ]);
    expect(finding).toMatchObject({ severity: 'hazard', stack: 'shop-data', logicalId: 'OrdersA9B65338' });
  });

  test('--markdown folds the changes away, but not the hazards', () => {
    const ran = diff('before', 'dangerous', '--markdown');
    expect(ran.code).toBe(1);
    const [sight, folded] = ran.stdout.split('<details>');
    expect(sight).toMatch(/^### before → dangerous: 🛑 \d hazards\n/);
    expect(sight).toContain('**durable-replaced**');
    expect(folded).toContain('<code>Data/Orders/Resource</code>');
  });

  test('two equal assemblies have no changes', () => {
    const ran = diff('before', 'before');
    expect(ran.code).toBe(0);
    expect(ran.stdout).toBe('before → before: safe\nnothing changes\n');
    expect(JSON.parse(diff('before', 'before', '--json').stdout)).toMatchObject({ stacks: [], findings: [] });
  });
});

describe('unreadable input ends with 2 and says what and where', () => {
  test('a folder that is not there', () => {
    expectBadInput(diff('before', 'nowhere'), workspace.path('nowhere'), 'no such directory');
  });

  test('a folder that is no assembly', () => {
    workspace.write('other/readme.txt', 'hello');
    expectBadInput(diff('other', 'before'), workspace.path('other'), 'no manifest.json');
  });

  test('a manifest that was not written to its end', () => {
    const name = broken((folder) => {
      const file = join(folder, 'manifest.json');
      writeFileSync(file, readFileSync(file, 'utf8').slice(0, 200));
    });
    expectBadInput(diff('before', name), workspace.path(name, 'manifest.json'), 'not written to its end');
  });

  test('a template that is missing', () => {
    const name = broken((folder) => rmSync(join(folder, 'Data.template.json')));
    expectBadInput(diff('before', name), workspace.path(name, 'Data.template.json'), 'is missing');
  });

  test('a template that is not JSON', () => {
    const name = broken((folder) => writeFileSync(join(folder, 'Data.template.json'), 'Resources:\n  Table: {}\n'));
    expectBadInput(diff('before', name), workspace.path(name, 'Data.template.json'), 'is not JSON');
  });

  test('an empty template', () => {
    const name = broken((folder) => writeFileSync(join(folder, 'Data.template.json'), ''));
    expectBadInput(diff(name, 'before'), workspace.path(name, 'Data.template.json'), 'is empty');
  });
});

describe('bad usage ends with 2', () => {
  test.each([
    [['diff', '--from-assembly', 'before'], '--from-assembly DIR needs --to-assembly DIR beside it'],
    [['diff', '--to-assembly', 'before'], '--to-assembly DIR needs --from-assembly DIR beside it'],
    [['diff', 'one', 'two', '--from-assembly', 'before', '--to-assembly', 'safe'], 'not both'],
    [['diff', 'one'], 'give two stages'],
    [['diff'], 'give two stages'],
    [['diff', 'one', 'two', 'three'], 'give two stages'],
    [['diff', '--from-assembly', 'before', '--to-assembly', 'safe', '--json', '--markdown'], 'give one of them'],
    [['diff', '--from-assembly'], "option '--from-assembly <dir>' argument missing"],
    [['dif', 'one', 'two'], "unknown command 'dif'"],
    [['list', '--jsn'], "unknown option '--jsn'"],
    [['list', 'everything'], 'too many arguments'],
    [[], 'Usage: cdk-grow'],
    [['list'], 'neither this folder nor one above it has a cdk.json'],
  ])('stages %j', (args, message) => {
    expectBadInput(stages.run('.', args), message);
  });
});

test('--help and --version end with 0', () => {
  const help = stages.run('.', ['--help']);
  expect(help.code).toBe(0);
  for (const command of ['list', 'synth', 'diff', 'check', 'ledger']) expect(help.stdout).toContain(`\n  ${command} `);
  expect(help.stdout).toContain('Exit codes:\n  0  safe');
  expect(stages.run('.', ['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  const diffHelp = stages.run('.', ['diff', '--help']);
  expect(diffHelp.stdout).toContain('cdk-grow diff [options] --from-assembly DIR --to-assembly DIR');
  expect(diffHelp.code).toBe(0);
});
