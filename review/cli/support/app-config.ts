import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { isObject, readJsonObject } from '../../read/unreadable';
import { UsageError } from './errors';

type Json = Record<string, unknown>;

/** What to run, where, and with what context: read as the CDK command line reads it. */
export interface AppConfig {
  /** Where the app's command runs: the folder of `cdk.json`. */
  readonly directory: string;
  /** The app's command, or the folder of stages that were synthesised before. */
  readonly app: string;
  /** A command to run before the app. */
  readonly build?: string;
  /** The CDK command line's own output folder, absolute. */
  readonly output: string;
  /** Context without the keys that say how to synthesise. */
  readonly context: Json;
  /** `versionReporting`, `pathMetadata`, … of the configuration files. */
  readonly settings: Json;
}

export interface AppOptions {
  /** Overrides the `app` of `cdk.json`. */
  readonly app?: string;
  /** `key=value`, which wins over all context files. */
  readonly context?: readonly string[];
}

/** Looks upwards for the nearest `cdk.json`, so that the command works in a subfolder of the app as well. */
export function findProject(from: string): string | undefined {
  for (let directory = resolve(from); ; directory = dirname(directory)) {
    if (existsSync(join(directory, 'cdk.json'))) return directory;
    if (directory === dirname(directory)) return undefined;
  }
}

/**
 * @throws UsageError when there is no app to run, or an option is malformed
 * @throws UnreadableInput when a configuration file is not a JSON object
 */
export function readAppConfig(cwd: string, options: AppOptions): AppConfig {
  const fromOptions = parseContext(options.context ?? []);
  const project = findProject(cwd);
  const directory = project ?? cwd;
  const user = readOptional(join(homedir(), '.cdk.json'), 'the user configuration of the CDK');
  const cdkJson = readOptional(join(directory, 'cdk.json'), 'the configuration of the CDK app');
  const lookedUp = readOptional(join(directory, 'cdk.context.json'), 'the cached context of the CDK app');

  const { context: userContext, ...userSettings } = user;
  const { context: projectContext, ...projectSettings } = cdkJson;
  const settings = merge({}, userSettings, projectSettings);
  const app = options.app ?? settings.app;
  if (app === undefined) throw new UsageError(noApp(project, cwd));

  return {
    directory,
    app: asCommand(app, directory),
    build: settings.build === undefined ? undefined : asCommand(settings.build, directory),
    output: resolve(directory, typeof settings.output === 'string' ? settings.output : 'cdk.out'),
    context: merge({}, asContext(userContext), lookedUp, asContext(projectContext, directory), fromOptions),
    settings,
  };
}

/** `key=value`, split at the first `=`; values stay text, as the CDK command line passes them. */
export function parseContext(assignments: readonly string[]): Json {
  const context: Json = {};
  for (const assignment of assignments) {
    const at = assignment.indexOf('=');
    if (at < 1)
      throw new UsageError(`-c ${assignment}: context is given as KEY=VALUE, for example -c region=eu-west-1`);
    const key = assignment.slice(0, at);
    if (key.startsWith('aws:')) {
      throw new UsageError(`-c ${assignment}: keys that start with 'aws:' belong to the CDK; give another key`);
    }
    context[key] = assignment.slice(at + 1);
  }
  return context;
}

/** Later objects win; objects inside are merged, all other values replaced. */
function merge(target: Json, ...sources: Json[]): Json {
  for (const source of sources) {
    for (const [key, value] of Object.entries(source)) {
      if (key === '__proto__') continue;
      if (isObject(value)) target[key] = merge(isObject(target[key]) ? target[key] : {}, value);
      else target[key] = value;
    }
  }
  return target;
}

function asContext(value: unknown, directory?: string): Json {
  if (value === undefined) return {};
  if (isObject(value)) return value;
  const file = directory === undefined ? '~/.cdk.json' : join(directory, 'cdk.json');
  throw new UsageError(`${file}: "context" is ${JSON.stringify(value)}: give an object of keys and values`);
}

function asCommand(value: unknown, directory: string): string {
  const command = Array.isArray(value) ? value.join(' ') : value;
  if (typeof command === 'string' && command.trim() !== '') return command;
  throw new UsageError(
    `${join(directory, 'cdk.json')}: a command is ${JSON.stringify(value)}: give text such as "node bin/app.js"`,
  );
}

function readOptional(file: string, role: string): Json {
  return existsSync(file) && statSync(file).isFile() ? readJsonObject(file, role).value : {};
}

function noApp(project: string | undefined, cwd: string): string {
  if (project) return `${join(project, 'cdk.json')}: has no "app" command; add one, or pass --app COMMAND`;
  return `${cwd}: neither this folder nor one above it has a cdk.json; run in a CDK app, or pass --app COMMAND`;
}
