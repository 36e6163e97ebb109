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
import reviewJson from '../../review/package.json';

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

/** What is in the tarballs, as paths inside of the packages. */
let packed: string[];
let packedReview: string[];

function pack(directory: string): { tarball: string; files: string[] } {
  const printed = npm(directory, 'pack', '--json', '--silent', '--pack-destination', folder);
  // What the bundling prints comes before.
  const [{ filename, files }] = JSON.parse(printed.slice(printed.indexOf('[\n')));
  return { tarball: join(folder, filename), files: files.map(({ path }: { path: string }) => path) };
}

beforeAll(() => {
  // `prepare` and `prepack`, which packing runs, bundle the command line and the functions.
  const constructs = pack(ROOT);
  const review = pack(join(ROOT, 'review'));
  packed = constructs.files;
  packedReview = review.files;

  cpSync(join(__dirname, 'app'), app, { recursive: true });
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'shop', private: true, version: '1.0.0' }));
  // What `cdk init` writes: the recommended feature flags.
  const context = JSON.parse(readFileSync(require.resolve('aws-cdk-lib/recommended-feature-flags.json'), 'utf8'));
  writeFileSync(join(app, 'cdk.json'), JSON.stringify({ app: 'node app.js', context }));
  const versions = packageJson.devDependencies;
  const peers = [`aws-cdk-lib@${versions['aws-cdk-lib']}`, `constructs@${versions.constructs}`];
  const wanted = [constructs.tarball, review.tarball, ...peers];
  npm(app, 'install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', ...wanted);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the tarballs hold what users need, and nothing else', () => {
  for (const file of [
    'bin/cdk-scaling-patterns.js',
    'dist/index.js',
    'dist/index.d.ts',
    'dist/lib/ledger/durable-ledger.js',
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
    packed.filter((file) => /^(test|bench|lib|patterns|handlers|scripts|review)\/|tsbuildinfo$|\.tgz$/.test(file)),
  ).toEqual([]);

  for (const file of [
    'bin/cdk-grow.js',
    'dist/bundle/cli.js',
    'dist/bundle/index.js',
    'dist/bundle/ledger.js',
    'dist/db.json.gz',
    'dist/types/review/index.d.ts',
    'dist/types/lib/ledger/durable-ledger.d.ts',
    'dist/THIRD-PARTY-LICENSES.txt',
    'LICENSE',
    'README.md',
  ]) {
    expect(packedReview).toContain(file);
  }
  expect(packedReview.filter((file) => !/^(bin|dist)\/|^(LICENSE|README\.md|package\.json)$/.test(file))).toEqual([]);
});

test('nothing is installed beside the packages and their peers', () => {
  for (const name of ['cdk-scaling-patterns', 'cdk-grow']) {
    const { dependencies = {} } = JSON.parse(readFileSync(join(app, 'node_modules', name, 'package.json'), 'utf8'));
    expect(dependencies).toEqual({});
  }
  expect(existsSync(join(app, 'node_modules/@aws-cdk/cloudformation-diff'))).toBe(false);
  expect(existsSync(join(app, 'node_modules/@aws-cdk/aws-service-spec'))).toBe(false);
  expect(existsSync(join(app, 'node_modules/commander'))).toBe(false);
});

test('each program tells its version and help', () => {
  expect(npx('cdk-grow', '--version')).toEqual({ code: 0, stdout: `${reviewJson.version}\n`, stderr: '' });
  expect(npx('cdk-grow', 'diff', '--help').stdout).toContain('--from-assembly <dir>');
  expect(npx('cdk-scaling-patterns', '--version')).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: '' });
  expect(npx('cdk-scaling-patterns').stdout).toContain('npx --package cdk-grow');
  expect(npx('cdk-scaling-patterns', 'grow')).toMatchObject({ code: 2, stdout: '' });
});

test('the packages have one version, which the pages name', () => {
  expect(reviewJson.version).toBe(packageJson.version);
  for (const page of ['README.md', 'review/README.md', 'docs/durable-ledger.md']) {
    const named = readFileSync(join(ROOT, page), 'utf8').match(/cdk-grow@[0-9.]+[0-9]/g) ?? [];
    expect([page, ...new Set(named)]).toEqual([page, `cdk-grow@${reviewJson.version}`]);
  }
});

test('cdk-grow has an API for TypeScript, and the plugin without the constructs', () => {
  writeFileSync(
    join(app, 'api.ts'),
    `import { readAssembly, review, RULES, type Finding } from 'cdk-grow';
import { DurableLedger } from 'cdk-grow/ledger';
const same = readAssembly('api-out');
const found: readonly Finding[] = review(same, same, { from: 'a', to: 'b' }).findings;
console.log(found.length, RULES.length > 0, new DurableLedger({ path: 'x.json' }).name);
`,
  );
  expect(synth('api-out')).toMatchObject({ code: 0 });
  const tsc = [join(ROOT, 'node_modules/typescript/bin/tsc'), '--module', 'node16', '--target', 'es2022'];
  // The types of Node.js come from here: an app has them anyway.
  const types = ['--typeRoots', join(ROOT, 'node_modules/@types'), '--types', 'node', '--skipLibCheck', '--strict'];
  const compiled = spawnSync(process.execPath, [...tsc, ...types, 'api.ts'], { cwd: app, encoding: 'utf8' });
  expect(compiled.stdout).toBe('');
  const ran = spawnSync(process.execPath, ['api.js'], { cwd: app, env, encoding: 'utf8' });
  expect(ran.stderr).toBe('');
  expect(ran.stdout).toBe('0 true DurableLedger\n');
  for (const file of ['api.ts', 'api.js', 'api-out']) rmSync(join(app, file), { recursive: true });
});

test('a fresh clone links cdk-grow at the first npm ci, for its root and the folders below', () => {
  const clone = join(folder, 'clone');
  const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(Boolean);
  for (const file of tracked.filter((one) => existsSync(join(ROOT, one)))) cpSync(join(ROOT, file), join(clone, file));
  npm(clone, 'ci', '--prefer-offline', '--no-audit', '--no-fund');
  for (const from of [clone, join(clone, 'docs'), join(clone, 'review')]) {
    const { status, stdout } = spawnSync('npx', ['--no-install', 'cdk-grow', '--version'], {
      cwd: from,
      env,
      encoding: 'utf8',
    });
    expect([from, status, stdout]).toEqual([from, 0, `${reviewJson.version}\n`]);
  }
  rmSync(join(clone, 'review/dist'), { recursive: true });
  const broken = spawnSync('npx', ['--no-install', 'cdk-grow', 'list'], { cwd: clone, env, encoding: 'utf8' });
  expect(broken.status).toBe(2);
  expect(broken.stderr).toContain('is missing: run `npm run bundle` in the root of the repository');
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
