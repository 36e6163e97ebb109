import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandLine, expectBadInput, FIXTURES, Workspace } from './support/command-line';

const workspace = new Workspace();
let stages: CommandLine;

beforeAll(() => {
  stages = new CommandLine(workspace);
  workspace.write('app/cdk.json', { app: `node ${join(FIXTURES, 'growth-app.js')}` });
  workspace.write('app/deep/inside/.keep', '');
  // Read by the tests that are about reviews, so that they need not synthesise again.
  const ran = stages.run('app', ['synth', '--out', 'synthesised', '--json']);
  expect(ran.stderr).toBe('');
});
afterAll(() => workspace.remove());

const earlier = ['--app', 'synthesised'];

/** Folders that the command line leaves in the temporary folder. */
const leftOvers = () => readdirSync(workspace.path('tmp'));

describe('stages list', () => {
  test('tells each stage with what it adds, synthesised in passing', () => {
    workspace.write('tmp/.keep', '');
    const ran = stages.run('app/deep/inside', ['list'], { TMPDIR: workspace.path('tmp') });
    expect(ran.stderr).toBe('');
    expect(ran.code).toBe(0);
    const lines = ran.stdout.split('\n');
    expect(lines[0]).toMatch(/^stage +users +stacks +resources +adds$/);
    expect(lines[1]).toMatch(/^small +1 +1 +2 +- a table for \| orders$/);
    expect(ran.stdout).toMatch(/\nvery-large +1,000,000 +1 +\+2 +\d +- three queues\n/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(leftOvers()).toEqual(['.keep']);
  });

  test('--json has the documented shape', () => {
    const ran = stages.run('app', ['list', '--json', ...earlier]);
    expect(ran.code).toBe(0);
    const list = JSON.parse(ran.stdout);
    expect(list.map((stage: object) => Object.keys(stage))).toEqual(
      Array(3).fill(['name', 'users', 'stacks', 'resources', 'adds']),
    );
    expect(list[1]).toEqual({
      name: 'middle',
      users: 1000,
      stacks: [{ name: 'grow-data', region: 'eu-west-1', resources: 3 }],
      resources: 3,
      adds: ['a queue'],
    });
  });
});

describe('stages synth', () => {
  test('writes one assembly a stage below the output folder of the CDK, again and again', () => {
    for (let time = 0; time < 2; time++) {
      const ran = stages.run('app', ['synth']);
      expect(ran.stderr).toBe('');
      expect(ran.code).toBe(0);
      expect(ran.stdout).toMatch(
        /^ {2}cdk.out\/stages\/small\n {2}cdk.out\/stages\/middle\n {2}cdk.out\/stages\/very-large\n3 stages in [\d.]+ s\n$/,
      );
    }
    const manifest = workspace.path('app/cdk.out/stages/middle/manifest.json');
    expect(JSON.parse(readFileSync(manifest, 'utf8'))).toHaveProperty('artifacts');
    expect(existsSync(workspace.path('app/cdk.out/manifest.json'))).toBe(false);
  });

  test('--json tells where', () => {
    const ran = stages.run('app', ['synth', '--out', 'elsewhere', '--json']);
    expect(JSON.parse(ran.stdout)).toEqual({
      out: workspace.path('app/elsewhere'),
      stages: ['small', 'middle', 'very-large'],
    });
  });

  test('takes nothing away that it did not write', () => {
    const file = workspace.write('app/precious/file.txt', 'mine');
    expectBadInput(
      stages.run('app', ['synth', '--out', 'precious']),
      workspace.path('app/precious'),
      'give another --out',
    );
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expectBadInput(stages.run('app', ['synth', '--out', 'precious/file.txt']), 'is a file');
  });
});

describe('cdk-grow diff FROM TO', () => {
  test('compares two stages', () => {
    const ran = stages.run('app', ['diff', 'small', 'middle', '--json']);
    expect(ran.stderr).toBe('');
    expect(ran.code).toBe(0);
    const result = JSON.parse(ran.stdout);
    expect(result).toMatchObject({ from: 'small', to: 'middle', verdict: 'safe' });
    expect(result.stacks[0].changes).toContainEqual(
      expect.objectContaining({ type: 'AWS::SQS::Queue', action: 'create', durability: 'transient' }),
    );
  });

  test('an unknown stage ends with 2 and the names, and the one that was meant', () => {
    const ran = stages.run('app', ['diff', 'small', 'midle', ...earlier]);
    expectBadInput(
      ran,
      "there is no stage 'midle'. Did you mean 'middle'?",
      'The stages are: small, middle, very-large',
    );
    expect(stages.run('app', ['diff', 'x', 'middle', ...earlier]).stderr).not.toContain('Did you mean');
  });
});

describe('stages check', () => {
  test('reviews every pair, and ends with 0 when all are safe', () => {
    const ran = stages.run('app', ['check', ...earlier]);
    expect(ran.stderr).toBe('');
    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(/^stage +users +stacks +resources\nsmall +1 +1 +2\n/);
    expect(ran.stdout).toMatch(/\nfrom \\ to +middle +very-\n +large\nsmall +safe.* +safe.*\nmiddle +safe.*\n/);
    expect(ran.stdout).toMatch(/safe: all 3 pairs of stages \([\d.]+ s\)\n$/);
  });

  test('ends with 1 on a hazard, which it tells once with the pairs that have it', () => {
    const ran = stages.run('app', ['check', '-c', 'break=1']);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toMatch(/\nsmall +safe.* +1.*\nmiddle +1.*\n/);
    expect(ran.stdout.match(/HAZARD durable-replaced/g)).toHaveLength(1);
    expect(ran.stdout).toContain('in: small → very-large, middle → very-large');
    expect(ran.stdout).toMatch(/2 of 3 pairs of stages are dangerous \([\d.]+ s\)\n$/);
  });

  test('--json has the documented shape, every upward pair once', () => {
    const ran = stages.run('app', ['check', '--json', ...earlier]);
    expect(ran.code).toBe(0);
    const result = JSON.parse(ran.stdout);
    expect(Object.keys(result)).toEqual(['stages', 'pairs']);
    expect(result.stages).toEqual(['small', 'middle', 'very-large']);
    expect(result.pairs.map(({ from, to }: { from: string; to: string }) => [from, to])).toEqual([
      ['small', 'middle'],
      ['small', 'very-large'],
      ['middle', 'very-large'],
    ]);
    expect(Object.keys(result.pairs[0])).toEqual(['from', 'to', 'verdict', 'hazards', 'cautions', 'changes']);
    expect(Object.keys(result.pairs[0].changes)).toEqual(['create', 'update', 'replace', 'destroy', 'orphan', 'move']);
    expect(result.pairs[1]).toMatchObject({ verdict: 'safe', hazards: 0, changes: { create: 3, replace: 0 } });
  });
});

test('an interrupted command ends the app, and leaves nothing behind', async () => {
  workspace.write(
    'slow/app.js',
    `require('node:fs').writeFileSync('pid', String(process.pid)); setTimeout(() => {}, 60_000);`,
  );
  const pid = workspace.path('slow/pid');
  const ready = () => existsSync(pid) && readFileSync(pid, 'utf8') !== '';
  const temporary = workspace.write('interrupted/.keep', '');
  const code = await stages.interrupt('slow', ['check', '--app', 'node app.js'], { TMPDIR: dirname(temporary) }, ready);
  expect(code).toBe(130);
  expect(readdirSync(dirname(temporary))).toEqual(['.keep']);
  // The signal takes a moment to arrive.
  for (let i = 0; i < 100 && isRunning(Number(readFileSync(pid, 'utf8'))); i++)
    await new Promise((r) => setTimeout(r, 20));
  expect(isRunning(Number(readFileSync(pid, 'utf8')))).toBe(false);
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('what cannot be synthesised or read ends with 2', () => {
  test.each(['list', 'check', 'synth'])('an app that fails: stages %s', (command) => {
    const ran = stages.run('app', [command, '-c', 'fail=1']);
    expectBadInput(ran, 'growth-app.js', `in ${workspace.path('app')}`, 'exit code 3', 'the blueprint is on fire');
  });

  test('an app that is no GrowthApp', () => {
    workspace.write('plain/cdk.json', { app: `node ${join(FIXTURES, 'plain-app.js')}` });
    expectBadInput(stages.run('plain', ['list']), 'wrote no stages.json', 'new GrowthApp', '--from-assembly DIR');
  });

  test('an app of which a construct reports an error', () => {
    const ran = stages.run('app', ['check', '-c', 'complain=1']);
    expectBadInput(ran, 'could not be deployed', 'at Data', 'this stack is not allowed', 'in middle');
  });

  test('an assembly that is not whole', () => {
    const ran = stages.run('app', ['check', '-c', 'halve=1']);
    expectBadInput(ran, 'middle/Data.template.json', 'the template of the stack grow-data is missing');
  });

  test('a command that does not exist', () => {
    expectBadInput(stages.run('app', ['list', '--app', 'no-such-command']), '"no-such-command"', 'exit code 127');
  });

  test('a folder of no stages as the app', () => {
    expectBadInput(stages.run('app', ['list', '--app', 'deep']), workspace.path('app/deep'), 'has no stages.json');
    expectBadInput(stages.run('app', ['synth', ...earlier]), '--app synthesised: is a folder');
  });

  test('a list of stages that is none', () => {
    workspace.write('lists/stages.json', [{ name: 'one' }]);
    expectBadInput(
      stages.run('app', ['list', '--app', '../lists']),
      workspace.path('lists/stages.json'),
      'no list of objects',
    );
  });

  test.each([
    ['stage', 'context is given as KEY=VALUE'],
    ['=one', 'context is given as KEY=VALUE'],
    ['aws:cdk:enable-path-metadata=false', "keys that start with 'aws:' belong to the CDK"],
  ])('malformed context: -c %s', (assignment, message) => {
    expectBadInput(stages.run('app', ['list', '-c', assignment]), `-c ${assignment}`, message);
  });

  test.each([
    ['{ "app": ', 'is not JSON'],
    ['["node app.js"]', 'is not a JSON object'],
    ['{}', 'has no "app" command'],
    ['{ "app": 7 }', 'a command is 7'],
    ['{ "app": "node app.js", "context": ["stage"] }', '"context" is ["stage"]'],
  ])('a cdk.json that is %s', (text, message) => {
    workspace.write('malformed/cdk.json', text);
    expectBadInput(stages.run('malformed', ['list']), workspace.path('malformed/cdk.json'), message);
  });
});
