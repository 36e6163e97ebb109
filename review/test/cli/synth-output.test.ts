import { existsSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { CommandLine, expectBadInput, FIXTURES, Workspace } from './support/command-line';

const workspace = new Workspace();
let stages: CommandLine;

beforeAll(() => {
  stages = new CommandLine(workspace);
  workspace.write('app/cdk.json', { app: `node ${join(FIXTURES, 'growth-app.js')}` });
  expect(stages.run('app', ['synth', '--out', 'good']).stderr).toBe('');
});
afterAll(() => workspace.remove());

/** All files below a folder, with what is in them. */
function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const read = (name: string) =>
    statSync(join(folder, name)).isFile() ? readFileSync(join(folder, name), 'utf8') : '';
  return Object.fromEntries(files.map((name) => [name, read(name)]));
}

const stage = (name: string) => ({ name, users: 1, adds: [] });

describe('a list of stages that names other folders is refused, and nothing is taken away', () => {
  test.each(['../victim', '..', '.', '', '/tmp', 'a/b', 'a\\b', 'stages.json', 'Con', '-x', 'x'.repeat(64), 'a\0b'])(
    'a stage named %j',
    (name) => {
      const kept = workspace.write('app/victim/precious.txt', 'mine');
      const list = workspace.write('app/listed/stages.json', [stage('small'), stage(name)]);
      const inside = workspace.write('app/listed/small/file.txt', 'old');
      for (const args of [
        ['synth', '--app', 'true', '--out', 'listed'],
        ['list', '--app', 'listed'],
      ]) {
        expectBadInput(stages.run('app', args), `${list}: the stage ${JSON.stringify(name)} has no name of lower-case`);
      }
      expect(readFileSync(kept, 'utf8')).toBe('mine');
      expect(readFileSync(inside, 'utf8')).toBe('old');
    },
  );

  test('as an app writes it', () => {
    const list = JSON.stringify([stage('../victim')]);
    workspace.write(
      'hostile/app.js',
      `require('node:fs').writeFileSync(process.env.CDK_OUTDIR + '/stages.json', ${JSON.stringify(list)});`,
    );
    const kept = workspace.write('hostile/victim/precious.txt', 'mine');
    const ran = stages.run('hostile', ['synth', '--app', 'node app.js', '--out', 'out']);
    expectBadInput(ran, 'the stage "../victim" has no name of lower-case letters, digits and hyphens');
    expect(readFileSync(kept, 'utf8')).toBe('mine');
    expect(readdirSync(workspace.path('hostile')).sort()).toEqual(['app.js', 'victim']);
  });

  test('two stages of one name', () => {
    const list = workspace.write('app/twice/stages.json', [stage('a'), stage('a')]);
    expectBadInput(stages.run('app', ['list', '--app', 'twice']), `${list}: two stages are named "a"`);
  });

  test.each([
    ['users that are no number', { ...stage('a'), users: '1' }],
    ['lines that are no text', { ...stage('a'), adds: [1] }],
    ['nothing', null],
  ])('%s', (_, info) => {
    workspace.write('app/odd/stages.json', [info]);
    expectBadInput(stages.run('app', ['list', '--app', 'odd']), 'is no list of objects with name, users and adds');
  });
});

describe('links are refused', () => {
  test('as the output folder', () => {
    symlinkSync(workspace.path('app/good'), workspace.path('app/link'));
    const before = contents(workspace.path('app/good'));
    expectBadInput(stages.run('app', ['synth', '--out', 'link']), `${workspace.path('app/link')}: is a link`);
    expect(contents(workspace.path('app/good'))).toEqual(before);
  });

  test('as the folder of a stage', () => {
    const kept = workspace.write('elsewhere/precious.txt', 'mine');
    workspace.write('app/linked/stages.json', [stage('small')]);
    symlinkSync(workspace.path('elsewhere'), workspace.path('app/linked/small'));
    expectBadInput(stages.run('app', ['synth', '--out', 'linked']), workspace.path('app/linked/small'));
    expect(readFileSync(kept, 'utf8')).toBe('mine');
    expect(lstatSync(workspace.path('app/linked/small')).isSymbolicLink()).toBe(true);
  });
});

describe('an output folder that was good stays as it was', () => {
  test.each([
    ['an app that fails', ['-c', 'fail=1'], 'the blueprint is on fire'],
    ['an app that could not be deployed', ['-c', 'complain=1'], 'this stack is not allowed'],
    ['an assembly that is not whole', ['-c', 'halve=1'], 'is missing'],
    ['an app that writes no stages', ['--app', 'true'], 'wrote no stages.json'],
    ['an app that never ends', ['--app', 'sleep 60', '--timeout', '0.2'], 'did not end within 0.2 s'],
  ])('after %s', (_, args, message) => {
    const before = contents(workspace.path('app/good'));
    expectBadInput(stages.run('app', ['synth', '--out', 'good', ...args]), message);
    expect(contents(workspace.path('app/good'))).toEqual(before);
  });

  test('after an interruption', async () => {
    const started = workspace.path('app/good-started');
    const app = `node -e "require('node:fs').writeFileSync('good-started', ''); setTimeout(() => {}, 60000)"`;
    const before = contents(workspace.path('app/good'));
    const code = await stages.interrupt('app', ['synth', '--out', 'good', '--app', app], {}, () => existsSync(started));
    expect(code).toBe(130);
    expect(contents(workspace.path('app/good'))).toEqual(before);
  });

  test('where something else has the name of a stage', () => {
    const kept = workspace.write('app/taken/middle/precious.txt', 'mine');
    workspace.write('app/taken/stages.json', [stage('small')]);
    workspace.write('app/taken/small/old.txt', 'old');
    const before = contents(workspace.path('app/taken'));
    expectBadInput(
      stages.run('app', ['synth', '--out', 'taken']),
      `${workspace.path('app/taken/middle')}: was not written by \`cdk-grow synth\``,
    );
    expect(contents(workspace.path('app/taken'))).toEqual(before);
    expect(readFileSync(kept, 'utf8')).toBe('mine');
  });

  test('and no folder is made for an app that fails', () => {
    expectBadInput(stages.run('app', ['synth', '--out', 'new/deep/out', '-c', 'fail=1']), 'on fire');
    expect(existsSync(workspace.path('app/new'))).toBe(false);
  });
});

test('new stages take the place of the old ones, those that are no more go, and what is not ours stays', () => {
  workspace.write('app/again/stages.json', [stage('small'), stage('gone')]);
  workspace.write('app/again/small/old.txt', 'old');
  workspace.write('app/again/gone/old.txt', 'old');
  workspace.write('app/again/notes.txt', 'mine');
  expect(stages.run('app', ['synth', '--out', 'again']).stderr).toBe('');
  expect(readdirSync(workspace.path('app/again')).sort()).toEqual([
    'middle',
    'notes.txt',
    'small',
    'stages.json',
    'very-large',
  ]);
  expect(contents(workspace.path('app/again/small'))).not.toHaveProperty('old.txt');
});

describe('an app is waited for', () => {
  test('no longer than told', () => {
    const ran = stages.run('app', ['list', '--app', 'echo early; sleep 60', '--timeout', '0.3']);
    expectBadInput(
      ran,
      `the app's command, "echo early; sleep 60" in ${workspace.path('app')}, did not end within 0.3 s, so it was ended (--timeout SECONDS gives it longer), and printed:\n\nearly`,
    );
  });

  test('but not for what it leaves running', () => {
    // The one that is left holds the output open for longer than a test may take.
    const left = `setsid sleep 30 & node ${join(FIXTURES, 'growth-app.js')}`;
    const started = performance.now();
    expect(stages.run('app', ['list', '--app', left]).code).toBe(0);
    expect(performance.now() - started).toBeLessThan(25_000);
  });

  test.each(['0', '-1', 'soon', '', '1e9'])('--timeout %j is refused', (value) => {
    expectBadInput(stages.run('app', ['list', '--timeout', value]), `--timeout ${value}: give seconds`);
  });
});

test('a folder that cannot be made is told', () => {
  workspace.write('app/file', '');
  expectBadInput(
    stages.run('app', ['synth', '--out', 'file/out']),
    `${workspace.path('app/file/out')}: cannot be written to (ENOTDIR`,
  );
});
