import { resolve } from 'node:path';
import { Assembly, AssemblyStack, Template } from '../model';
import { readMetadata, StackMetadata } from './construct-paths';
import { Artifact, manifestOf, pathWithin, readManifest, realPath, textsOf } from './manifest';
import { AssetFiles, assetsOf, nestedTemplateFile } from './nested-templates';
import { readTemplate } from './template';
import { isObject, UnreadableInput } from './unreadable';

export { UnreadableInput } from './unreadable';

const STACK = 'aws:cloudformation:stack';
const NESTED_ASSEMBLY = 'cdk:cloud-assembly';

/** How deep assemblies, and stacks, are nested in one another at the most; more is not understood. */
const DEEPEST = 32;
/** How many nested stacks an assembly has at the most; more is not understood. */
const MOST_STACKS = 2_000;

/** One stack, before its dependencies are turned from artifact IDs into stack IDs. */
interface Draft {
  readonly artifactId: string;
  readonly dependencies: readonly string[];
  readonly stack: AssemblyStack;
}

/** What is known while an assembly is read. */
interface Reading {
  readonly root: string;
  /** The directories that were read, by their real paths: what is read twice holds itself, or is held twice. */
  readonly seen: Set<string>;
  /** The stacks of each nested assembly, by the ID of its artifact. */
  readonly groups: Map<string, string[]>;
  stacks: number;
}

/** What nested stacks are looked up in. */
interface Place {
  readonly reading: Reading;
  readonly directory: string;
  readonly metadata: StackMetadata;
  readonly assets: () => AssetFiles;
}

/**
 * Reads a CDK cloud assembly (the directory that `cdk synth` writes), with the stacks of its stages and nested stacks.
 *
 * @throws UnreadableInput for all that is missing, half-written or not understood
 */
export function readAssembly(directory: string): Assembly {
  const root = resolve(directory);
  const drafts = readDirectory({ root, seen: new Set(), groups: new Map(), stacks: 0 }, root, [], 0);
  if (drafts.length === 0)
    throw new UnreadableInput(root, 'the cloud assembly holds no stack: there is nothing to review');
  refuseNamesakes(root, drafts);
  return { directory: root, stacks: withIds(drafts) };
}

/** Two stacks of one name in one environment are one stack to CloudFormation, whose templates overwrite each other. */
function refuseNamesakes(root: string, drafts: readonly Draft[]): void {
  const first = new Map<string, Draft>();
  for (const draft of drafts.filter(({ stack }) => stack.nestedIn === undefined)) {
    const { name, account, region, path } = draft.stack;
    const place = JSON.stringify([name, account, region]);
    const namesake = first.get(place);
    if (namesake) {
      throw new UnreadableInput(
        root,
        `the stacks ${namesake.stack.path ?? namesake.artifactId} and ${path ?? draft.artifactId} are both called ${name} in aws://${account}/${region}: each would overwrite the other, so give one another \`stackName\` or environment`,
      );
    }
    first.set(place, draft);
  }
}

function readDirectory(reading: Reading, directory: string, inherited: readonly string[], depth: number): Draft[] {
  const { groups, seen } = reading;
  const artifacts = readManifest(directory);
  seen.add(realPath(directory));
  const drafts: Draft[] = [];
  for (const [id, artifact] of artifacts) {
    const dependencies = [...inherited, ...artifact.dependencies];
    if (artifact.type === NESTED_ASSEMBLY) {
      const inner = readDirectory(
        reading,
        nestedDirectory(reading, directory, id, artifact, depth),
        dependencies,
        depth + 1,
      );
      groups.set(
        id,
        inner.map((draft) => draft.artifactId),
      );
      drafts.push(...inner);
    } else if (artifact.type === STACK) {
      drafts.push(...readStack(reading, directory, id, artifact, dependencies));
    }
  }
  // A dependency on a stage is one on all of its stacks.
  return drafts.map((draft) => ({
    ...draft,
    dependencies: draft.dependencies.flatMap((id) => groups.get(id) ?? [id]),
  }));
}

function nestedDirectory({ root, seen }: Reading, directory: string, id: string, artifact: Artifact, depth: number) {
  const manifest = manifestOf(directory);
  const name = artifact.properties.directoryName;
  if (typeof name !== 'string') throw new UnreadableInput(manifest, `the nested assembly ${id} has no directoryName`);
  const nested = pathWithin(root, directory, name, `the nested assembly ${id}`);
  if (seen.has(realPath(nested))) {
    throw new UnreadableInput(
      manifest,
      `the nested assembly ${id} is at ${JSON.stringify(name)}, which holds it or is nested elsewhere as well`,
    );
  }
  if (depth >= DEEPEST) throw new UnreadableInput(manifest, `assemblies are nested more than ${DEEPEST} deep`);
  return nested;
}

function readStack(
  reading: Reading,
  directory: string,
  id: string,
  artifact: Artifact,
  dependencies: readonly string[],
): Draft[] {
  const { properties } = artifact;
  const manifest = manifestOf(directory);
  if (typeof properties.templateFile !== 'string') {
    throw new UnreadableInput(manifest, `the stack ${id} has no templateFile`);
  }
  const environment = environmentOf(manifest, id, artifact);
  const name = properties.stackName ?? id;
  if (typeof name !== 'string' || name === '' || name.includes('/'))
    throw new UnreadableInput(manifest, `the stack ${id} has the stackName ${JSON.stringify(name)}, which is no name`);
  const metadata = readMetadata(directory, artifact);
  const file = pathWithin(reading.root, directory, properties.templateFile, `the template of the stack ${id}`);
  const { template: written, size } = readTemplate(file, name);
  const given = textsOf(directory, id, artifact, 'parameters');
  const template = withArguments(written, given);
  const tags = textsOf(directory, id, artifact, 'tags');
  const stack: AssemblyStack = {
    id: name,
    name,
    ...environment,
    template,
    file,
    size,
    dependencies: [],
    ...(given && { given }),
    ...(tags && { tags }),
    path: artifact.displayName,
    paths: metadata.pathsOf(properties.templateFile, template),
  };
  const top = { artifactId: id, dependencies, stack };
  const nested = nestedStacks({ reading, directory, metadata, assets: assetsOf(directory) }, stack, [realPath(file)]);
  return [top, ...nested.map((inner) => ({ ...top, stack: inner }))];
}

function environmentOf(manifest: string, id: string, artifact: Artifact): Pick<AssemblyStack, 'account' | 'region'> {
  const [, account, region] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(artifact.environment ?? '') ?? [];
  if (account === undefined || region === undefined)
    throw new UnreadableInput(manifest, `the stack ${id} has no environment of the form aws://account/region`);
  return { account, region };
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
function nestedStacks(place: Place, holder: AssemblyStack, holders: readonly string[]): AssemblyStack[] {
  const { reading, directory, metadata, assets } = place;
  const found: AssemblyStack[] = [];
  for (const [logicalId, resource] of Object.entries(holder.template.Resources)) {
    if (resource.Type !== 'AWS::CloudFormation::Stack') continue;
    const local = nestedTemplateFile(resource, assets);
    if (local === undefined) continue;
    const id = `${holder.id}/${logicalId}`;
    const file = pathWithin(reading.root, directory, local, `the template of the stack ${id}`);
    refuseEndless(reading, file, id, holders);
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
    found.push(nested, ...nestedStacks(place, nested, [...holders, realPath(file)]));
  }
  return found;
}

/** A stack that holds itself, or stacks that double with each level, would be read for ever. */
function refuseEndless(reading: Reading, file: string, id: string, holders: readonly string[]): void {
  if (holders.includes(realPath(file))) {
    throw new UnreadableInput(file, `the stack ${id} has the template of a stack that it is nested in`);
  }
  if (holders.length > DEEPEST) throw new UnreadableInput(file, `stacks are nested more than ${DEEPEST} deep`);
  reading.stacks += 1;
  if (reading.stacks > MOST_STACKS) {
    throw new UnreadableInput(file, `the cloud assembly has more than ${MOST_STACKS} nested stacks`);
  }
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
