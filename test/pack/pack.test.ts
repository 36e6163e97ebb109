import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import packageJson from '../../package.json';

const ROOT = resolve(__dirname, '../..');
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'pack-test-'));
const app = join(folder, 'app');
/** As in an account-less pipeline, and without the built-in validation, which takes seconds a run. */
const env = { ...process.env, NODE_ENV: 'production', CDK_VALIDATION: 'false', AWS_EC2_METADATA_DISABLED: 'true' };

const npm = (cwd: string, ...args: string[]) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: 'pipe' });

function npx(...args: string[]) {
  const { status, stdout, stderr } = spawnSync('npx', ['--no-install', ...args], { cwd: app, env, encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

/** What is in the tarball, as paths inside of the package. */
let packed: string[];

beforeAll(() => {
  // `prepare`, which packing runs, bundles the command line and the functions.
  npm(ROOT, 'run', 'build:jsii');
  const printed = npm(ROOT, 'pack', '--json', '--silent', '--pack-destination', folder);
  // What the bundling prints comes before.
  const [{ filename, files }] = JSON.parse(printed.slice(printed.indexOf('[\n')));
  packed = files.map(({ path }: { path: string }) => path);

  cpSync(join(__dirname, 'app'), app, { recursive: true });
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'shop', private: true, version: '1.0.0' }));
  // What `cdk init` writes: the recommended feature flags.
  const context = JSON.parse(readFileSync(require.resolve('aws-cdk-lib/recommended-feature-flags.json'), 'utf8'));
  writeFileSync(join(app, 'cdk.json'), JSON.stringify({ app: 'node app.js', context }));
  const { 'aws-cdk-lib': lib, constructs } = packageJson.devDependencies;
  const wanted = [join(folder, filename), `aws-cdk-lib@${lib}`, `constructs@${constructs}`];
  npm(app, 'install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', ...wanted);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the tarball holds what users need, and nothing else', () => {
  for (const file of [
    'dist/index.js',
    'dist/index.d.ts',
    'review/dist/bundle/cli.js',
    'dist/db.json.gz',
    'dist/THIRD-PARTY-LICENSES.txt',
    '.jsii',
    'LICENSE',
    'README.md',
  ]) {
    expect(packed).toContain(file);
  }
  expect(packed.filter((file) => /^dist\/handlers\/[^/]+\/index\.js$/.test(file)).length).toBeGreaterThan(0);
  // Sources, tests and the working files of the build stay at home.
  expect(
    packed.filter((file) => /^(test|bench|bin|lib|patterns|handlers|scripts)\/|tsbuildinfo$|\.tgz$/.test(file)),
  ).toEqual([]);
});

test('nothing is installed beside the package and its peers', () => {
  const { dependencies = {} } = JSON.parse(
    readFileSync(join(app, 'node_modules/cdk-scaling-patterns/package.json'), 'utf8'),
  );
  expect(dependencies).toEqual({});
  expect(existsSync(join(app, 'node_modules/@aws-cdk/cloudformation-diff'))).toBe(false);
  expect(existsSync(join(app, 'node_modules/@aws-cdk/aws-service-spec'))).toBe(false);
  expect(existsSync(join(app, 'node_modules/commander'))).toBe(false);
});

test('npx cdk-grow tells its version and help', () => {
  expect(npx('cdk-grow', '--version')).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: '' });
  expect(npx('cdk-grow', 'diff', '--help').stdout).toContain('--from-assembly <dir>');
});

/** Synthesises the app of one construct, without the CDK command line. */
function synth(out: string, context: object = {}) {
  const result = spawnSync(process.execPath, ['app.js'], {
    cwd: app,
    env: {
      ...env,
      CDK_OUTDIR: join(app, out),
      CDK_CONTEXT_JSON: JSON.stringify({ 'aws:cdk:enable-path-metadata': true, ...context }),
    },
    encoding: 'utf8',
  });
  return { code: result.status, stderr: result.stderr };
}

test('a construct is used, and npx cdk-grow diff compares two assemblies of that app', () => {
  for (const [out, context] of [
    ['before', {}],
    ['after', { egress: 1 }],
    ['lost', { dropTable: 1 }],
  ] as const) {
    expect(synth(out, context)).toMatchObject({ code: 0 });
  }
  const safe = npx('cdk-grow', 'diff', '--from-assembly', 'before', '--to-assembly', 'after', '--json');
  expect(safe.stderr).toBe('');
  expect(safe.code).toBe(0);
  const { verdict, stacks } = JSON.parse(safe.stdout);
  expect(verdict).toBe('safe');
  expect(stacks[0].changes).toContainEqual(expect.objectContaining({ type: 'AWS::EC2::NatGateway', action: 'create' }));

  const lost = npx('cdk-grow', 'diff', '--from-assembly', 'before', '--to-assembly', 'lost');
  expect(lost.code).toBe(1);
  expect(lost.stdout).toMatch(/HAZARD durable-(orphaned|destroyed)/);
  expect(npx('cdk-grow', 'diff', '--from-assembly', 'before', '--to-assembly', 'nowhere').code).toBe(2);
});

test('the ledger is recorded by the command line, and holds the app to it by the plugin', () => {
  const recorded = npx('cdk-grow', 'ledger', 'record', '-c', 'ledger=1');
  expect(recorded.stderr).toBe('');
  expect(recorded.stdout).toContain('1 durable resource in durable-ledger.json');
  expect(synth('held', { ledger: 1 })).toEqual({ code: 0, stderr: '' });
  const lost = synth('held', { ledger: 1, dropTable: 1 });
  expect(lost.code).toBe(1);
  expect(lost.stderr).toContain('DurableLedger::durable-vanished');
});

test('a GrowthApp is synthesised in every stage', () => {
  const list = npx('cdk-grow', 'list', '--app', 'node growth.js', '--json');
  expect(list.stderr).toBe('');
  const stages = JSON.parse(list.stdout);
  expect(stages).toHaveLength(8);
  expect(stages[0]).toMatchObject({ name: 'one', users: 1 });
  const diff = npx('cdk-grow', 'diff', 'one', 'thousand', '--app', 'node growth.js');
  expect(diff.stderr).toBe('');
  expect(diff.code).toBe(0);
  // What was synthesised for a moment is gone again.
  expect(readdirSync(app).sort()).toEqual([
    'after',
    'app.js',
    'before',
    'cdk.json',
    'durable-ledger.json',
    'growth.js',
    'held',
    'lost',
    'node_modules',
    'package-lock.json',
    'package.json',
  ]);
});
