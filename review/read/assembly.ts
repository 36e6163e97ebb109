import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ArtifactManifest, AwsCloudFormationStackProperties } from '@aws-cdk/cloud-assembly-schema';
import { Assembly, AssemblyStack, Template } from '../model';
import { readMetadata, StackMetadata } from './construct-paths';
import { AssetFiles, assetsOf, nestedTemplateFile } from './nested-templates';
import { readTemplate } from './template';
import { isDirectory, isObject, readJsonObject, UnreadableInput } from './unreadable';

export { UnreadableInput } from './unreadable';

// The schema's types only: the validation plugin reads assemblies where that package need not be installed.
const STACK = 'aws:cloudformation:stack';
const NESTED_ASSEMBLY = 'cdk:cloud-assembly';

/** One stack, before its dependencies are turned from artifact IDs into stack IDs. */
interface Draft {
  readonly artifactId: string;
  readonly dependencies: readonly string[];
  readonly stack: AssemblyStack;
}

/** What nested stacks are looked up in. */
interface Place {
  readonly directory: string;
  readonly metadata: StackMetadata;
  readonly assets: () => AssetFiles;
}

type Manifest = Record<string, ArtifactManifest>;

/**
 * Reads a CDK cloud assembly (the directory that `cdk synth` writes), with the stacks of its stages and nested stacks.
 *
 * @throws UnreadableInput for all that is missing, half-written or not understood
 */
export function readAssembly(directory: string): Assembly {
  const root = resolve(directory);
  const drafts = readDirectory(root, [], new Map());
  if (drafts.length === 0)
    throw new UnreadableInput(root, 'the cloud assembly holds no stack: there is nothing to review');
  return { directory: root, stacks: withIds(drafts) };
}

function readDirectory(directory: string, inherited: readonly string[], groups: Map<string, string[]>): Draft[] {
  const artifacts = readManifest(directory);
  const drafts: Draft[] = [];
  for (const [id, artifact] of Object.entries(artifacts)) {
    const dependencies = [...inherited, ...(artifact.dependencies ?? [])];
    if (artifact.type === NESTED_ASSEMBLY) {
      const inner = readDirectory(nestedDirectory(directory, id, artifact), dependencies, groups);
      groups.set(
        id,
        inner.map((draft) => draft.artifactId),
      );
      drafts.push(...inner);
    } else if (artifact.type === STACK) {
      drafts.push(...readStack(directory, id, artifact, dependencies));
    }
  }
  // A dependency on a stage is one on all of its stacks.
  return drafts.map((draft) => ({
    ...draft,
    dependencies: draft.dependencies.flatMap((id) => groups.get(id) ?? [id]),
  }));
}

function readManifest(directory: string): Manifest {
  if (!statSync(directory, { throwIfNoEntry: false }))
    throw new UnreadableInput(directory, 'there is no such directory');
  if (!isDirectory(directory)) {
    throw new UnreadableInput(directory, 'is not a directory; give the one that `cdk synth` writes, usually cdk.out');
  }
  const file = join(directory, 'manifest.json');
  if (!statSync(file, { throwIfNoEntry: false })) {
    const what = readdirSync(directory).length === 0 ? 'is empty' : 'has no manifest.json';
    throw new UnreadableInput(directory, `${what}: it is not a cloud assembly, or its synthesis did not finish`);
  }
  const { value } = readJsonObject(file, 'the manifest');
  const artifacts = value.artifacts;
  if (typeof value.version !== 'string' || !isObject(artifacts)) {
    throw new UnreadableInput(file, 'the manifest has no version or no artifacts; is it that of a cloud assembly?');
  }
  refuseMissingContext(file, value.missing);
  for (const [id, artifact] of Object.entries(artifacts)) {
    if (!isObject(artifact) || typeof artifact.type !== 'string') {
      throw new UnreadableInput(file, `the artifact ${id} has no type`);
    }
  }
  return artifacts as unknown as Manifest;
}

/** Where look-ups are missing, the templates hold dummy values: nothing that they say can be relied on. */
function refuseMissingContext(file: string, missing: unknown): void {
  if (!Array.isArray(missing) || missing.length === 0) return;
  const keys = missing.map((entry) => (isObject(entry) ? String(entry.key) : String(entry))).sort();
  throw new UnreadableInput(
    file,
    `context look-ups are missing, so the templates hold dummy values (${keys.join(', ')}); synthesise again where they can be made`,
  );
}

function nestedDirectory(directory: string, id: string, artifact: ArtifactManifest): string {
  const name = isObject(artifact.properties) ? artifact.properties.directoryName : undefined;
  if (typeof name !== 'string') {
    throw new UnreadableInput(join(directory, 'manifest.json'), `the nested assembly ${id} has no directoryName`);
  }
  return join(directory, name);
}

function readStack(
  directory: string,
  id: string,
  artifact: ArtifactManifest,
  dependencies: readonly string[],
): Draft[] {
  const properties = (artifact.properties ?? {}) as Partial<AwsCloudFormationStackProperties>;
  const manifest = join(directory, 'manifest.json');
  if (typeof properties.templateFile !== 'string') {
    throw new UnreadableInput(manifest, `the stack ${id} has no templateFile`);
  }
  const environment = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(artifact.environment ?? '');
  if (!environment)
    throw new UnreadableInput(manifest, `the stack ${id} has no environment of the form aws://account/region`);
  const name = properties.stackName ?? id;
  const metadata = readMetadata(directory, artifact);
  const file = join(directory, properties.templateFile);
  const { template: written, size } = readTemplate(file, name);
  const template = withArguments(written, properties.parameters);
  const stack: AssemblyStack = {
    id: name,
    name,
    account: environment[1],
    region: environment[2],
    template,
    file,
    size,
    dependencies: [],
    ...(properties.parameters && { given: properties.parameters }),
    ...(properties.tags && { tags: properties.tags }),
    path: artifact.displayName,
    paths: metadata.pathsOf(properties.templateFile, template),
  };
  const top = { artifactId: id, dependencies, stack };
  const nested = nestedStacks({ directory, metadata, assets: assetsOf(directory) }, stack);
  return [top, ...nested.map((inner) => ({ ...top, stack: inner }))];
}

/** Older synthesizers hand the addresses of assets to parameters: what the manifest gives counts as their value. */
function withArguments(template: Template, given: Record<string, string> = {}): Template {
  const declared = Object.entries(template.Parameters ?? {}).map(([name, parameter]) => [
    name,
    isObject(parameter) && Object.hasOwn(given, name) ? { ...parameter, Default: given[name] } : parameter,
  ]);
  return Object.keys(given).length === 0 ? template : { ...template, Parameters: Object.fromEntries(declared) };
}

/** The stacks that a stack holds as `AWS::CloudFormation::Stack`, and those that they hold, as far as templates are local. */
function nestedStacks(place: Place, holder: AssemblyStack): AssemblyStack[] {
  const { directory, metadata, assets } = place;
  const found: AssemblyStack[] = [];
  for (const [logicalId, resource] of Object.entries(holder.template.Resources)) {
    if (resource.Type !== 'AWS::CloudFormation::Stack') continue;
    const local = nestedTemplateFile(resource, assets);
    if (local === undefined) continue;
    const file = join(directory, local);
    const id = `${holder.id}/${logicalId}`;
    const { template, size } = readTemplate(file, id);
    const nested: AssemblyStack = {
      ...holder,
      id,
      name: id,
      template,
      file,
      size,
      nestedIn: { stack: holder.id, logicalId },
      given: undefined,
      path: metadata.stackPath(local),
      paths: metadata.pathsOf(local, template),
    };
    found.push(nested, ...nestedStacks(place, nested));
  }
  return found;
}

/** Gives equal names in several environments IDs of their own, and writes dependencies as stack IDs. */
function withIds(drafts: readonly Draft[]): AssemblyStack[] {
  const tops = drafts.filter((draft) => draft.stack.nestedIn === undefined);
  const idByArtifact = new Map(tops.map((draft) => [draft.artifactId, uniqueId(draft, tops)]));
  return drafts.map((draft) => {
    const topId = idByArtifact.get(draft.artifactId) ?? draft.stack.id;
    const { stack } = draft;
    const rename = (id: string) => topId + id.slice(topName(stack).length);
    const dependencies = draft.dependencies.flatMap((id) => idByArtifact.get(id) ?? []);
    return {
      ...stack,
      id: rename(stack.id),
      name: stack.nestedIn ? rename(stack.name) : stack.name,
      nestedIn: stack.nestedIn && { ...stack.nestedIn, stack: rename(stack.nestedIn.stack) },
      dependencies: [...new Set(dependencies)].sort(),
    };
  });
}

/** A stack's name holds no slash, so what stands before the first one is the name of the outermost stack. */
function topName(stack: AssemblyStack): string {
  return stack.id.split('/')[0];
}

function uniqueId(draft: Draft, tops: readonly Draft[]): string {
  const { name, region, account } = draft.stack;
  const sameName = tops.filter((other) => other.stack.name === name);
  if (sameName.length === 1) return name;
  const sameRegion = sameName.filter((other) => other.stack.region === region);
  return sameRegion.length === 1 ? `${name}@${region}` : `${name}@${account}.${region}`;
}
