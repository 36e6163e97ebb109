import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How the names of the stacks of assertions end, which are no part of a snapshot. */
export const ASSERTIONS = '-assertions';

/**
 * The newest cloud assembly that the runner reads: it brings a CLI of its own, which is older than the CDK library here.
 * What came since is metadata only, which is left out below: tags as plain words (54) and traces of mutations (55),
 * see https://www.npmjs.com/package/@aws-cdk/cloud-assembly-schema.
 */
const READABLE = 53;

interface Versioned {
  version: string;
  artifacts?: Record<
    string,
    { type: string; metadata?: unknown; properties?: Record<string, unknown>; [name: string]: unknown }
  >;
}

/**
 * Makes an assembly that was just written one that the runner reads, and that people can review: without the metadata
 * of constructs.
 *
 * @param outdir the folder of the assembly
 */
export function simplify(outdir: string): void {
  for (const file of readdirSync(outdir)) {
    const path = join(outdir, file);
    if (file.endsWith('.metadata.json')) rmSync(path);
    else if (file === 'manifest.json' || file === 'integ.json' || file.endsWith('.assets.json'))
      writeJson(path, simplified(readJson(path)));
  }
}

function simplified(manifest: Versioned): Versioned {
  const major = Number(manifest.version.split('.')[0]);
  const artifacts = Object.entries(manifest.artifacts ?? {}).map(([id, artifact]) => [
    id,
    // What is undefined is not written.
    { ...artifact, metadata: undefined, additionalMetadataFile: undefined },
  ]);
  return {
    ...manifest,
    version: major > READABLE ? `${READABLE}.0.0` : manifest.version,
    ...(manifest.artifacts && { artifacts: Object.fromEntries(artifacts) }),
  };
}

/**
 * Takes out of a snapshot what its verification and its update workflow do not read: the stack of assertions, which has
 * the time in it, and its asset of 2 MB; other assets where the snapshot is not deployed; the report of feature flags.
 *
 * @param snapshot the folder of the snapshot
 * @returns assets that are missing: the runner takes them away where its own update workflow is off
 */
export function prune(snapshot: string): string[] {
  const manifest = readJson<Versioned>(join(snapshot, 'manifest.json'));
  const kept = Object.entries(manifest.artifacts ?? {}).filter(
    ([id, { type }]) => KEPT.includes(type) && !id.replace(/\.assets$/, '').endsWith(ASSERTIONS),
  );
  writeJson(join(snapshot, 'manifest.json'), { version: manifest.version, artifacts: Object.fromEntries(kept) });
  const files = kept.flatMap(([, { properties }]) => [properties?.file, properties?.templateFile]).filter(Boolean);
  const assets = deployedAssets(snapshot);
  const all = ['manifest.json', 'integ.json', ...files, ...assets];
  for (const name of readdirSync(snapshot)) if (!all.includes(name)) rmSync(join(snapshot, name), { recursive: true });
  return assets.filter((asset) => !existsSync(join(snapshot, asset)));
}

const KEPT = ['aws:cloudformation:stack', 'cdk:asset-manifest'];

/** The assets of the stacks that are deployed from a snapshot. */
export function deployedAssets(snapshot: string): string[] {
  const stacks = testCasesOf(snapshot).flatMap(({ stacks, stackUpdateWorkflow, hooks }) =>
    stackUpdateWorkflow === false
      ? stacks.filter((stack) => hooks?.preDeploy?.some((command) => command.split(' ').includes(stack)))
      : stacks,
  );
  return [...new Set(stacks.flatMap((stack) => assetsIn(join(snapshot, `${stack}.assets.json`))))].sort();
}

/** What a snapshot says of its test: which stacks, in which order, and what is done before. */
export function testCasesOf(snapshot: string): TestCase[] {
  return Object.values(readJson<{ testCases: Record<string, TestCase> }>(join(snapshot, 'integ.json')).testCases);
}

interface TestCase {
  readonly stacks: string[];
  readonly stackUpdateWorkflow?: boolean;
  readonly hooks?: { readonly preDeploy?: string[] };
}

function assetsIn(manifest: string): string[] {
  const { files } = readJson<{ files: Record<string, { source: { path: string } }> }>(manifest);
  return Object.values(files).flatMap(({ source }) => (source.path.startsWith('asset.') ? [source.path] : []));
}

const readJson = <T>(path: string) => JSON.parse(readFileSync(path, 'utf8')) as T;
const writeJson = (path: string, value: object) => writeFileSync(path, `${JSON.stringify(value, undefined, 1)}\n`);
