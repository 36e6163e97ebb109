import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
      writeFileSync(path, `${JSON.stringify(simplified(JSON.parse(readFileSync(path, 'utf8'))), undefined, 1)}\n`);
  }
}

function simplified(manifest: Versioned): Versioned {
  const major = Number(manifest.version.split('.')[0]);
  const artifacts = Object.entries(manifest.artifacts ?? {}).map(([id, artifact]) => {
    const { metadata: _constructs, additionalMetadataFile: _file, ...rest } = artifact;
    return [id, rest];
  });
  return {
    ...manifest,
    version: major > READABLE ? `${READABLE}.0.0` : manifest.version,
    ...(manifest.artifacts && { artifacts: Object.fromEntries(artifacts) }),
  };
}

/**
 * Takes out of a snapshot what its verification and its update workflow do not read: assets, which are large; the stack
 * of assertions, which has the time in it; the report of feature flags.
 *
 * @param snapshot the folder of the snapshot
 */
export function prune(snapshot: string): void {
  const path = join(snapshot, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Versioned;
  const kept = Object.entries(manifest.artifacts ?? {}).filter(
    ([id, { type }]) => KEPT.includes(type) && !ofAssertions(id),
  );
  writeFileSync(
    path,
    `${JSON.stringify({ version: manifest.version, artifacts: Object.fromEntries(kept) }, undefined, 1)}\n`,
  );
  const files = kept.flatMap(([, { properties }]) => [properties?.file, properties?.templateFile]);
  for (const name of readdirSync(snapshot))
    if (!['manifest.json', 'integ.json', ...files].includes(name)) rmSync(join(snapshot, name), { recursive: true });
}

const KEPT = ['aws:cloudformation:stack', 'cdk:asset-manifest'];
const ofAssertions = (id: string) => id.replace(/\.assets$/, '').endsWith(ASSERTIONS);
