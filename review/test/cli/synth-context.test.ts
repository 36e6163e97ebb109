import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { styleFor } from '../../cli/support/style';
import { CommandLine, FIXTURES, run, Workspace } from './support/command-line';

const workspace = new Workspace();
const stages = new CommandLine(workspace);
const cdkPackage = require.resolve('aws-cdk/package.json');
afterAll(() => workspace.remove());

const recorded = (who: string) => JSON.parse(readFileSync(workspace.path('app', `echo-${who}.json`), 'utf8'));

describe('the app is run as the CDK command line runs it', () => {
  const env = { AWS_PROFILE: 'work', AWS_EC2_METADATA_DISABLED: 'true', CDK_DISABLE_CLI_TELEMETRY: 'true' };

  beforeAll(() => {
    workspace.write('home/.cdk.json', {
      versionReporting: false,
      context: { user: 1, shared: { user: 1 }, all: 'user' },
    });
    workspace.write(
      'home/.aws/config',
      '[default]\nregion = us-west-2\n\n[profile work]\noutput = json\nregion = eu-central-1\n',
    );
    workspace.write('app/cdk.context.json', { lookedUp: ['a'], shared: { lookedUp: 1, user: 2 }, all: 'looked up' });
    workspace.write('app/cdk.json', {
      app: `node ${join(FIXTURES, 'echo-app.js')}`,
      build: 'echo built >> built.txt',
      context: { '@aws-cdk/core:some-flag': true, shared: { project: [1] }, all: 'project', replaced: { by: 'text' } },
    });
  });

  test('with equal context, Region and templates', () => {
    const args = ['-c', 'all=command line', '-c', 'equation=a=b', '-c', 'replaced=text'];
    const cdk = join(dirname(cdkPackage), 'bin/cdk');
    const home = { HOME: workspace.path('home'), CDK_VALIDATION: 'false', ...env };
    const options = ['synth', '-q', '--no-notices', '--no-lookups', ...args];
    const synth = run(process.execPath, [cdk, ...options, '-c', 'who=cdk'], workspace.path('app'), home);
    expect(`${synth.code} ${synth.stderr}`).toMatch(/^0 /);
    const ours = stages.run('app', ['synth', '--out', 'ours', ...args, '-c', 'who=stages'], env);
    expect(ours.stderr).toBe('');

    const [theirs, mine] = [recorded('cdk'), recorded('stages')];
    // Beside what it takes the place of, so that a failing app leaves that as it was.
    const beside = expect.stringMatching(new RegExp(`^${workspace.path('app/ours')}/\\.stages-\\w+$`)) as string;
    expect(mine.context).toEqual({
      ...theirs.context,
      who: 'stages',
      'cdk-scaling-patterns:stages-out': beside,
    });
    expect(mine.context).toMatchObject({
      all: 'command line',
      equation: 'a=b',
      'aws:cdk:disable-version-reporting': true,
    });
    expect(mine).toMatchObject({ region: 'eu-central-1', cwd: workspace.path('app') });
    expect(theirs.region).toBe(mine.region);
    const template = (folder: string) => readFileSync(workspace.path('app', folder, 'Echo.template.json'), 'utf8');
    expect(template('ours/only')).toBe(template('cdk.out'));
    // Once by each of the two commands.
    expect(readFileSync(workspace.path('app/built.txt'), 'utf8')).toBe('built\nbuilt\n');
  });

  test('with the rest in a file where an environment variable is too small', () => {
    const big = 'x'.repeat(70_000);
    workspace.write('app/cdk.context.json', { big, bigger: big });
    const ran = stages.run('app', ['list', '-c', 'who=overflow'], { TMPDIR: workspace.folder });
    expect(ran.stderr).toBe('');
    expect(recorded('overflow')).toMatchObject({ overflowed: true, known: big.length, context: { big, bigger: big } });
    expect(existsSync(workspace.path('app/echo-overflow.json'))).toBe(true);
  });
});

test('a JavaScript file that is no executable is run by Node', () => {
  workspace.write('script/app.js', `require(${JSON.stringify(join(FIXTURES, 'growth-app.js'))});`);
  const ran = stages.run('script', ['list', '--app', 'app.js', '--json']);
  expect(ran.stderr).toBe('');
  expect(JSON.parse(ran.stdout)).toHaveLength(3);
});

test('--verbose shows what the app prints, on standard error', () => {
  workspace.write('loud/app.js', `console.log('hello'); require(${JSON.stringify(join(FIXTURES, 'growth-app.js'))});`);
  const ran = stages.run('loud', ['list', '--app', 'app.js', '--json', '--verbose']);
  expect(ran.stderr).toBe('hello\n');
  expect(JSON.parse(ran.stdout)).toHaveLength(3);
});

test('colours are for terminals, and NO_COLOR is respected there', () => {
  expect(styleFor({ isTTY: true }, {}).red('no')).toBe('\u001b[31mno\u001b[39m');
  expect(styleFor({ isTTY: true }, { NO_COLOR: '1' }).red('no')).toBe('no');
  expect(styleFor({ isTTY: true }, { TERM: 'dumb' }).red('no')).toBe('no');
  expect(styleFor({}, {}).red('no')).toBe('no');
});
