import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Assembly } from '../../model';
import { readAssembly } from '../../read/assembly';
import { isDirectory, isObject, readJson, UnreadableInput } from '../../read/unreadable';
import { AppConfig, AppOptions, readAppConfig } from './app-config';
import { closest } from './closest';
import { UsageError } from './errors';
import { Progress } from './progress';
import { runApp } from './run-app';
import { inTemporaryFolder } from './temporary-folder';
import { describeFailures, Failure, failuresIn } from './validation-report';

/** Written by a GrowthApp before its first assembly, so that one who watches knows how many will come. */
export const INDEX_FILE = 'stages.json';

/** As a GrowthStage demands it. */
const STAGE_NAME = /^[a-z][a-z0-9-]{0,62}$/;

export interface StageInfo {
  readonly name: string;
  readonly users: number;
  readonly adds: readonly string[];
}

export interface SynthOptions extends AppOptions {
  readonly verbose?: boolean;
  /** Seconds that the app's command may take. */
  readonly timeout?: number;
  /** Validation plugins whose failures the command itself judges. */
  readonly judged?: readonly string[];
}

/** The assemblies of an app's stages, smallest stage first. */
export class Stages {
  private readonly assemblies = new Map<string, Assembly>();

  constructor(
    public readonly directory: string,
    public readonly infos: readonly StageInfo[],
  ) {}

  public get names(): string[] {
    return this.infos.map(({ name }) => name);
  }

  /** @throws UsageError for a name that is no stage of the app */
  public assembly(name: string): Assembly {
    this.mustHave(name);
    const known = this.assemblies.get(name) ?? readAssembly(join(this.directory, name));
    this.assemblies.set(name, known);
    return known;
  }

  public mustHave(name: string): void {
    if (this.names.includes(name)) return;
    const near = closest(name, this.names);
    const hint = near === undefined ? '' : ` Did you mean '${near}'?`;
    throw new UsageError(`there is no stage '${name}'.${hint}\nThe stages are: ${this.names.join(', ')}`);
  }
}

/**
 * Synthesises all stages of the app by one run of its command, or reads them where `--app` is the folder of an
 * earlier `cdk-grow synth`, and hands them to `use`. What was synthesised is removed afterwards.
 */
export async function withStages<T>(
  cwd: string,
  options: SynthOptions,
  use: (stages: Stages, config: AppConfig) => T | Promise<T>,
): Promise<T> {
  const config = readAppConfig(cwd, options);
  const earlier = resolve(config.directory, config.app);
  if (isDirectory(earlier)) return use(checked(readStages(earlier), options), config);

  return inTemporaryFolder(async (out) => {
    await synthesise(config, out, options);
    return use(readStages(out), config);
  });
}

/** Runs the app with `out`, an empty folder, for its assemblies, and refuses what could not be deployed. */
export async function synthesise(config: AppConfig, out: string, options: SynthOptions): Promise<Stages> {
  const progress = new Progress();
  const timer = progress.visible ? setInterval(() => progress.show(describeProgress(out)), 100) : undefined;
  progress.show('starting the app');
  try {
    await runApp(config, out, options);
  } finally {
    clearInterval(timer);
    progress.clear();
  }
  if (!existsSync(join(out, INDEX_FILE))) throw new UsageError(notAGrowthApp(config));
  return checked(readStages(out), options);
}

/** @throws UnreadableInput when the folder does not hold the assemblies of a GrowthApp */
export function readStages(directory: string): Stages {
  const file = join(directory, INDEX_FILE);
  if (!existsSync(file)) {
    throw new UnreadableInput(directory, `has no ${INDEX_FILE}: give a folder that \`cdk-grow synth\` wrote`);
  }
  const { value: index } = readJson(file, 'the list of stages');
  if (!Array.isArray(index) || index.length === 0 || !index.every(isStageInfo)) {
    throw new UnreadableInput(file, 'the list of stages is no list of objects with name, users and adds');
  }
  checkNames(file, index);
  return new Stages(directory, index);
}

function isStageInfo(value: unknown): value is StageInfo {
  if (!isObject(value)) return false;
  const { name, users, adds } = value;
  const texts = Array.isArray(adds) && adds.every((line) => typeof line === 'string');
  return typeof name === 'string' && Number.isFinite(users) && texts;
}

/** A name is that of a folder beside the list, which is removed when the stages are synthesised anew. */
function checkNames(file: string, infos: readonly StageInfo[]): void {
  for (const [i, { name }] of infos.entries()) {
    if (!STAGE_NAME.test(name)) {
      throw new UnreadableInput(
        file,
        `the stage ${JSON.stringify(name)} has no name of lower-case letters, digits and hyphens with a letter first, at most 63 characters: it names a folder, so give it such a name`,
      );
    }
    if (infos.findIndex((other) => other.name === name) < i) {
      throw new UnreadableInput(file, `two stages are named ${JSON.stringify(name)}; give each a name of its own`);
    }
  }
}

function checked(stages: Stages, options: SynthOptions): Stages {
  const failed = stages.infos.map(({ name }) => [name, failuresOf(stages, name, options)] as const);
  refuseFailures(new Map(failed));
  return stages;
}

function failuresOf(stages: Stages, name: string, { judged = [] }: SynthOptions): Failure[] {
  // Read first: of an assembly that is not whole, no report can be relied on.
  stages.assembly(name);
  return failuresIn(join(stages.directory, name)).filter(({ plugin }) => !judged.includes(plugin));
}

/** @throws UsageError when there is any failure */
export function refuseFailures(byStage: ReadonlyMap<string, readonly Failure[]>): void {
  if ([...byStage.values()].every((failures) => failures.length === 0)) return;
  throw new UsageError(`the app's validation failed, so it could not be deployed:\n${describeFailures(byStage)}`);
}

function describeProgress(out: string): string {
  if (!existsSync(join(out, INDEX_FILE))) return 'starting the app';
  const { names } = readStagesOrNone(out);
  const done = names.filter((name) => existsSync(join(out, name, 'manifest.json')));
  // GrowthApp begins with the biggest.
  return `synthesising stages: ${done.length} of ${names.length}${done.length > 0 ? ` (${done[0]})` : ''}`;
}

/** The list may be half-written at the moment of looking. */
function readStagesOrNone(out: string): { names: string[] } {
  try {
    return readStages(out);
  } catch {
    return { names: [] };
  }
}

function notAGrowthApp({ app, directory }: AppConfig): string {
  return [
    `${JSON.stringify(app)} in ${directory} ran, but wrote no ${INDEX_FILE}: the app does not build its stages with GrowthApp.`,
    'Describe it in a blueprint and run that by `new GrowthApp({ blueprint }).synth()` (see the README of',
    'cdk-scaling-patterns), or compare two folders that `cdk synth` wrote:',
    '  cdk-grow diff --from-assembly DIR --to-assembly DIR',
  ].join('\n');
}
