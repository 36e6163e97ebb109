import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundled, CommandLine, plainAssembly, Workspace } from './support/command-line';
import { mutated, randomOf } from './support/mutations';

const workspace = new Workspace();
let assembly: string;

beforeAll(() => {
  assembly = plainAssembly(workspace, 'assembly');
});
afterAll(() => workspace.remove());

test('an assembly with random changes is reviewed or refused, in time', () => {
  const script = bundled('review/test/cli/support/mutation-run.ts', workspace.path('package/cli/mutation-run.js'));
  new CommandLine(workspace);
  const args = [script, assembly, workspace.path('copy'), '1', '300'];
  const ran = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 110_000, maxBuffer: 2 ** 26 });
  // The last of these lines is that of a change that hangs.
  const last = ran.stderr.trimEnd().split('\n').slice(-3).join('\n');
  expect(`${ran.signal ?? ran.status}: ${last}`).toMatch(/^0: /);
  const { reviewed, refused, faults } = JSON.parse(ran.stdout) as Record<string, unknown>;
  expect(faults).toEqual([]);
  expect(reviewed).toBeGreaterThan(20);
  expect(refused).toBeGreaterThan(20);
});

test('the command line ends with 0, 1 or 2, and without a stack trace', () => {
  const commands = new CommandLine(workspace);
  const copy = workspace.path('changed');
  cpSync(assembly, copy, { recursive: true });
  const files = readdirSync(assembly).filter((name) => name === 'manifest.json' || name.endsWith('.template.json'));
  for (let seed = 1; seed <= 24; seed++) {
    const random = randomOf(seed);
    const name = files[Math.floor(random() * files.length)];
    const text = readFileSync(join(assembly, name), 'utf8');
    writeFileSync(join(copy, name), mutated(text, random));
    const ran = commands.run('.', ['diff', '--from-assembly', assembly, '--to-assembly', copy]);
    expect(`${seed}: ${ran.code}`).toMatch(/: [012]$/);
    expect(ran.stderr).not.toMatch(/^\s+at /m);
    expect(ran.stderr).not.toContain('unexpected error');
    if (ran.code === 2) expect(ran.stderr).toContain(copy);
    writeFileSync(join(copy, name), text);
  }
});
