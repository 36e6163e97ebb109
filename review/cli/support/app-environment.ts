import { Buffer } from 'node:buffer';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppConfig } from './app-config';

type Json = Record<string, unknown>;

/** The key by which an app knows that all stages are asked for, and where to. */
export const STAGES_OUT_KEY = 'cdk-scaling-patterns:stages-out';

/** Windows limits a process's environment, Linux one variable; the CDK command line uses the same bounds. */
const LIMIT = process.platform === 'win32' ? 32_760 : 131_072;

/** Context as `cdk synth` passes it, so that templates equal those of `cdk synth` byte for byte. */
export function synthContext(config: AppConfig, out: string): Json {
  const { pathMetadata, assetMetadata, versionReporting, staging } = config.settings;
  const reporting = versionReporting ?? true;
  return {
    ...config.context,
    ...((pathMetadata ?? true) ? { 'aws:cdk:enable-path-metadata': true } : {}),
    ...((assetMetadata ?? true) ? { 'aws:cdk:enable-asset-metadata': true } : {}),
    ...(reporting ? { 'aws:cdk:version-reporting': true } : { 'aws:cdk:disable-version-reporting': true }),
    ...((staging ?? true) ? {} : { 'aws:cdk:disable-asset-staging': true }),
    'aws:cdk:bundling-stacks': ['**'],
    // As under the CDK command line, the report of failed validations is read and told by the one who asked.
    '@aws-cdk/core:failSynthOnValidationErrors': false,
    [STAGES_OUT_KEY]: out,
  };
}

export interface PreparedEnvironment {
  readonly env: NodeJS.ProcessEnv;
  /** Removes what the environment refers to. */
  dispose(): void;
}

/** The environment that the app's command runs in. */
export function prepareEnvironment(config: AppConfig, out: string): PreparedEnvironment {
  const env: NodeJS.ProcessEnv = {
    PYTHONIOENCODING: 'utf-8',
    ...process.env,
    CDK_DEFAULT_REGION: defaultRegion(),
    CDK_OUTDIR: out,
  };
  const { small, overflow } = splitBySize(synthContext(config, out), spaceIn(env));
  env.CDK_CONTEXT_JSON = JSON.stringify(small);
  if (Object.keys(overflow).length === 0) return { env, dispose: () => undefined };

  const directory = mkdtempSync(join(tmpdir(), 'stages-context-'));
  const file = join(directory, 'context-overflow.json');
  writeFileSync(file, JSON.stringify(overflow));
  env.CONTEXT_OVERFLOW_LOCATION_ENV = file;
  return { env, dispose: () => rmSync(directory, { recursive: true, force: true }) };
}

function spaceIn(env: NodeJS.ProcessEnv): number {
  const used = Object.entries(env).reduce((sum, [k, v]) => sum + Buffer.byteLength(k) + Buffer.byteLength(v ?? ''), 0);
  return Math.max(0, LIMIT - used - Buffer.byteLength('CDK_CONTEXT_JSON'));
}

/** As many whole keys as fit; the framework reads the rest from a file. */
export function splitBySize(context: Json, limit: number): { small: Json; overflow: Json } {
  if (Buffer.byteLength(JSON.stringify(context)) <= limit) return { small: context, overflow: {} };
  const small: Json = {};
  const overflow: Json = {};
  let size = 2;
  for (const [key, value] of Object.entries(context)) {
    size += Buffer.byteLength(JSON.stringify({ [key]: value }));
    (size <= limit ? small : overflow)[key] = value;
  }
  return { small, overflow };
}

/** The Region that an app with `process.env.CDK_DEFAULT_REGION` gets: as under the CDK command line, without a call. */
function defaultRegion(): string {
  const { AWS_REGION, AMAZON_REGION, AWS_DEFAULT_REGION, AMAZON_DEFAULT_REGION } = process.env;
  const fromEnvironment = AWS_REGION || AMAZON_REGION || AWS_DEFAULT_REGION || AMAZON_DEFAULT_REGION;
  return fromEnvironment || regionOfProfile() || 'us-east-1';
}

function regionOfProfile(): string | undefined {
  const file = process.env.AWS_CONFIG_FILE || join(homedir(), '.aws', 'config');
  // A folder or a pipe, which would be waited for, is no configuration.
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return undefined;
  const profile = process.env.AWS_PROFILE || process.env.AWS_DEFAULT_PROFILE || 'default';
  const regions = new Map<string, string>();
  let section = '';
  for (const line of readFileSync(file, 'utf8').split(/\r?\n/)) {
    const header = /^\s*\[\s*(?:profile\s+)?(.+?)\s*\]/.exec(line);
    if (header) section = header[1];
    const region = /^region\s*=\s*(\S+)/.exec(line);
    if (region) regions.set(section, region[1]);
  }
  return regions.get(profile) ?? regions.get('default');
}
