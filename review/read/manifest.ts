import { readdirSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { isDirectory, isObject, readJsonObject, UnreadableInput } from './unreadable';

/** An artifact of a cloud assembly, as far as a review reads it. */
export interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly displayName?: string;
  readonly dependencies: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly additionalMetadataFile?: string;
}

export function manifestOf(directory: string): string {
  return join(directory, 'manifest.json');
}

/** The artifacts of a directory's manifest, by their IDs. */
export function readManifest(directory: string): [id: string, artifact: Artifact][] {
  if (!statSync(directory, { throwIfNoEntry: false }))
    throw new UnreadableInput(directory, 'there is no such directory');
  if (!isDirectory(directory)) {
    throw new UnreadableInput(directory, 'is not a directory; give the one that `cdk synth` writes, usually cdk.out');
  }
  const file = manifestOf(directory);
  if (!statSync(file, { throwIfNoEntry: false })) {
    const what = readdirSync(directory).length === 0 ? 'is empty' : 'has no manifest.json';
    throw new UnreadableInput(directory, `${what}: it is not a cloud assembly, or its synthesis did not finish`);
  }
  const { value } = readJsonObject(file, 'the manifest');
  if (typeof value.version !== 'string' || !isObject(value.artifacts)) {
    throw new UnreadableInput(file, 'the manifest has no version or no artifacts; is it that of a cloud assembly?');
  }
  refuseMissingContext(file, value.missing);
  return Object.entries(value.artifacts).map(([id, artifact]) => [id, artifactOf(file, id, artifact)]);
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

function artifactOf(file: string, id: string, artifact: unknown): Artifact {
  if (!isObject(artifact) || typeof artifact.type !== 'string') {
    throw new UnreadableInput(file, `the artifact ${id} has no type`);
  }
  const { type, environment, displayName, dependencies = [], properties = {}, metadata = {} } = artifact;
  const { additionalMetadataFile } = artifact;
  const refuse = (key: string, wanted: string) =>
    new UnreadableInput(file, `${key} of the artifact ${id} is ${wanted}`);
  const texts: Record<string, unknown> = { environment, displayName, additionalMetadataFile };
  for (const [key, value] of Object.entries(texts)) if (!isTextOrUnset(value)) throw refuse(key, 'no text');
  if (!Array.isArray(dependencies) || !dependencies.every(isText)) throw refuse('dependencies', 'no list of IDs');
  if (!isObject(properties)) throw refuse('properties', 'no object');
  if (!isObject(metadata)) throw refuse('metadata', 'no object');
  return { ...(texts as Partial<Artifact>), type, dependencies, properties, metadata };
}

/**
 * The path of a file or folder that a manifest names.
 *
 * @throws UnreadableInput where it is not below `root`, since an assembly is whole in itself
 */
export function pathWithin(root: string, directory: string, name: string, what: string): string {
  const path = join(directory, name);
  const leaves = (way: string) => way.split(/[\\/]/)[0] === '..' || isAbsolute(way);
  const exists = statSync(path, { throwIfNoEntry: false }) !== undefined;
  if (leaves(relative(root, path)) || (exists && leaves(relative(realPath(root), realPath(path))))) {
    throw new UnreadableInput(
      manifestOf(directory),
      `${what} is at ${JSON.stringify(name)}, outside of the cloud assembly`,
    );
  }
  return path;
}

/** What is not there is told by the one who reads it. */
export function realPath(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) ? realpathSync(path) : path;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTextOrUnset(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

/** A map of names to texts among the properties of an artifact, such as tags. */
export function textsOf(directory: string, id: string, artifact: Artifact, name: string) {
  const value = artifact.properties[name];
  if (value === undefined) return undefined;
  if (isObject(value) && Object.values(value).every(isText)) return value as Record<string, string>;
  throw new UnreadableInput(manifestOf(directory), `${name} of the artifact ${id} is no object of texts`);
}
