import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Resource } from '../model';
import { isObject, readJsonObject } from './unreadable';

/** The files that an assembly uploads, by the ID that is part of their address in S3. */
export type AssetFiles = ReadonlyMap<string, string>;

/**
 * The local file of a nested stack's template, relative to the assembly. The CDK command line writes it into the
 * resource's metadata; without it, the template's address ends in the ID of a file asset.
 */
export function nestedTemplateFile(resource: Resource, assets: () => AssetFiles): string | undefined {
  const path = resource.Metadata?.['aws:asset:path'];
  if (typeof path === 'string') return path;
  const address = stringsIn(resource.Properties?.TemplateURL).join('');
  for (const [id, file] of assets()) if (address.includes(id)) return file;
  return undefined;
}

/** Reads the asset manifests of a directory once, when they are first asked for. */
export function assetsOf(directory: string): () => AssetFiles {
  let files: AssetFiles | undefined;
  return () => (files ??= readAssets(directory));
}

function readAssets(directory: string): AssetFiles {
  const files = new Map<string, string>();
  for (const name of readdirSync(directory).filter((file) => file.endsWith('.assets.json'))) {
    const { value } = readJsonObject(join(directory, name), 'the asset manifest');
    for (const [id, asset] of Object.entries(isObject(value.files) ? value.files : {})) {
      const source = isObject(asset) && isObject(asset.source) ? asset.source : {};
      if (typeof source.path === 'string' && source.packaging === 'file') files.set(id, source.path);
    }
  }
  return files;
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}
