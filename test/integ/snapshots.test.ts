import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Assembly } from '../../review/model';
import { readAssembly } from '../../review/read/assembly';
import { review } from '../../review/review';
import { deployedAssets } from './support/assembly';

// `npm run test:integ` holds the snapshots to the code. Here they are held to what a test owes its account and its readers.

const names = readdirSync(__dirname).filter((name) => /^integ\..*\.snapshot$/.test(name));
const snapshot = (name: string) => join(__dirname, name);
const json = (name: string, file: string) => JSON.parse(readFileSync(join(snapshot(name), file), 'utf8'));
const templatesOf = (name: string) =>
  readdirSync(snapshot(name))
    .filter((file) => file.endsWith('.template.json'))
    .map((file) => json(name, file) as { Resources: Record<string, Resource> });

interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly DeletionPolicy?: string;
}
const resourcesOf = (name: string) => templatesOf(name).flatMap(({ Resources }) => Object.entries(Resources));

test('each integration test has a snapshot, and each snapshot a test', () => {
  const tests = readdirSync(__dirname).filter((file) => /^integ\..*\.ts$/.test(file) && !file.endsWith('.snapshot'));
  expect(names).toEqual(tests.map((file) => `${file}.snapshot`));
});

const bytes = (path: string): number =>
  statSync(path).isDirectory()
    ? readdirSync(path).reduce((sum, name) => sum + bytes(join(path, name)), 0)
    : statSync(path).size;

test.each(names)('%s has templates and manifests alone, and the assets that it is deployed with', (name) => {
  const files = readdirSync(snapshot(name)).filter(
    (file) => !/^((manifest|integ|integ-[a-z-]+\.(template|assets))\.json|\.cache)$/.test(file),
  );
  expect(files).toEqual(deployedAssets(snapshot(name)));
  const size = files.reduce((sum, file) => sum + bytes(join(snapshot(name), file)), 0);
  // `.cache` is ignored by git: the CLI leaves zip files there. More is not worth its place in the repository: such a test has `updateWorkflow: false`.
  expect(size).toBeLessThan(16 * 1024);
});

test.each(names)('%s leaves nothing in the account', (name) => {
  const kept = resourcesOf(name).filter(([, { DeletionPolicy }]) => DeletionPolicy && DeletionPolicy !== 'Delete');
  const refusing = resourcesOf(name).filter(([, { Properties }]) =>
    [Properties?.DeletionProtection, Properties?.DeletionProtectionEnabled].includes(true),
  );
  expect([...kept, ...refusing].map(([id]) => id)).toEqual([]);
});

/** CloudFront wants a bucket there, in which nothing ever is. */
const EMPTY = /^RedirectEmpty/;

test.each(names)('%s empties its buckets', (name) => {
  const resources = resourcesOf(name);
  const emptied = resources.flatMap(
    ([, { Properties }]) => (Properties?.Bucket as { Ref?: string } | undefined)?.Ref ?? [],
  );
  const buckets = resources.filter(([id, { Type }]) => Type === 'AWS::S3::Bucket' && !EMPTY.test(id)).map(([id]) => id);
  const withHandler = resources.some(([id]) => id.startsWith('EmptyBuckets'));
  expect(buckets.filter((id) => !withHandler || !emptied.includes(id))).toEqual([]);
});

test('the feature flags are those of this repository', () => {
  // A weak reference between stacks, which the runner's own flags would not make.
  expect(JSON.stringify(templatesOf('integ.front-door.ts.snapshot'))).toContain('Fn::GetStackOutput');
});

/** What replaces itself with every change, by its nature, and holds nothing: it is not what a test says stays. */
const REVISIONS = ['AWS::ECS::TaskDefinition'];
/** Where what goes is what the test is about: compute that gives way to another kind. */
const SWITCHES = ['integ.web-tier.ts.snapshot'];

const growing = names.filter((name) => readdirSync(snapshot(name)).some((file) => file.includes('-small.')));

const parts: string[] = [];
afterAll(() => parts.forEach((directory) => rmSync(directory, { recursive: true })));

/** The stacks of a snapshot before they grow, or after: both are there, under the same names. */
function partOf(name: string, small: boolean): Assembly {
  const directory = mkdtempSync(join(tmpdir(), 'snapshot-'));
  parts.push(directory);
  cpSync(snapshot(name), directory, { recursive: true });
  const file = join(directory, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  const isPart = ({ properties }: Artifact) =>
    properties?.templateFile === undefined || properties.templateFile.endsWith('-small.template.json') === small;
  const artifacts = Object.fromEntries(Object.entries(manifest.artifacts).filter(([, artifact]) => isPart(artifact)));
  writeFileSync(file, JSON.stringify({ ...manifest, artifacts }));
  const assembly = readAssembly(directory);
  return { ...assembly, stacks: assembly.stacks.map((stack) => ({ ...stack, id: stack.name, dependencies: [] })) };
}

interface Artifact {
  readonly properties?: { readonly templateFile?: string };
}

interface Manifest {
  readonly artifacts: { readonly [id: string]: Artifact };
}

test.each(growing)('the growth of %s is safe, and replaces nothing but revisions', (name) => {
  const found = review(partOf(name, true), partOf(name, false), { from: 'small', to: 'large' });
  const changes = found.stacks.flatMap((stack) => stack.changes);
  const others = changes.filter(({ action, type }) => !(action === 'replace' && REVISIONS.includes(type)));
  expect(found.findings.filter(({ severity }) => severity === 'hazard')).toEqual([]);
  expect(others.length).toBeGreaterThan(0);
  const goes = SWITCHES.includes(name) ? ['destroy', 'orphan'] : [];
  expect(others.filter(({ action }) => !['create', 'update', ...goes].includes(action))).toEqual([]);
  expect(changes.filter(({ action, durability }) => goes.includes(action) && durability === 'durable')).toEqual([]);
});
