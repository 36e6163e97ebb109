import { join } from 'node:path';
import { AssemblyStack, Template } from '../model';
import { Artifact } from './manifest';
import { isObject, own, readJsonObject } from './unreadable';

/** What a manifest says of the constructs of a stack and of the stacks nested in it. */
export interface StackMetadata {
  /** Construct paths by logical ID, for the resources whose template does not say them. */
  pathsOf(templateFile: string, template: Template): Readonly<Record<string, string>> | undefined;
  /** The construct path of the stack that has this template. */
  stackPath(templateFile: string): string | undefined;
}

type Entries = Record<string, readonly { readonly type: string; readonly data?: unknown }[]>;

/** The construct path of a resource, or its logical ID where nothing says it. */
export function constructPath(stack: AssemblyStack, logicalId: string): string {
  return templatePath(stack.template, logicalId) ?? own(stack.paths, logicalId) ?? logicalId;
}

/** The metadata of a stack's artifact, read when the template does not carry the paths itself. */
export function readMetadata(directory: string, artifact: Artifact): StackMetadata {
  let entries: Entries | undefined;
  let places: Map<string, string> | undefined;
  const load = () => (entries ??= readEntries(directory, artifact));
  const stackPlaces = () => (places ??= byTemplate(load()));
  return {
    stackPath: (templateFile) => stackPlaces().get(templateFile),
    pathsOf(templateFile, template) {
      const missing = Object.keys(template.Resources).some((id) => templatePath(template, id) === undefined);
      return missing ? pathsIn(load(), stackPlaces(), templateFile) : undefined;
    },
  };
}

function templatePath(template: Template, logicalId: string): string | undefined {
  const path = own(template.Resources, logicalId)?.Metadata?.['aws:cdk:path'];
  return typeof path === 'string' ? path : undefined;
}

function readEntries(directory: string, artifact: Artifact): Entries {
  const apart = artifact.additionalMetadataFile;
  const more = apart ? readJsonObject(join(directory, apart), 'the metadata file').value : {};
  const all = { ...artifact.metadata, ...more };
  return Object.fromEntries(Object.entries(all).filter(([, list]) => Array.isArray(list))) as Entries;
}

/** The construct paths of the stacks, by their templates' files. */
function byTemplate(entries: Entries): Map<string, string> {
  return new Map(valuesOf(entries, 'aws:cdk:templateFile').map(([path, file]) => [file, path]));
}

/** Nested stacks share their parent's metadata, and may have logical IDs in common: the innermost stack takes a path. */
function pathsIn(entries: Entries, places: Map<string, string>, templateFile: string): Record<string, string> {
  const own = places.get(templateFile);
  const stacks = [...places.values()];
  const holds = (stack: string, path: string) => path.startsWith(`${stack}/`);
  const innermost = (path: string) =>
    stacks
      .filter((stack) => holds(stack, path))
      .reduce((best, stack) => (stack.length > best.length ? stack : best), '');
  const found = new Map<string, string>();
  for (const [path, logicalId] of valuesOf(entries, 'aws:cdk:logicalId')) {
    if (own === undefined || innermost(path) === own) found.set(logicalId, path);
  }
  return Object.fromEntries(found);
}

function valuesOf(entries: Entries, type: string): [path: string, value: string][] {
  return Object.entries(entries).flatMap(([path, list]) =>
    list
      .filter((entry) => isObject(entry) && entry.type === type && typeof entry.data === 'string')
      .map((entry): [string, string] => [path.replace(/^\//, ''), entry.data as string]),
  );
}
