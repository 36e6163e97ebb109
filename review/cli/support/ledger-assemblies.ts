import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Recorded } from '../../ledger/record';
import { readAssembly } from '../../read/assembly';
import { isDirectory, UnreadableInput } from '../../read/unreadable';
import { AppConfig, readAppConfig } from './app-config';
import { runApp } from './run-app';
import { INDEX_FILE, readStages, refuseFailures, Stages, SynthOptions } from './stages';
import { inTemporaryFolder } from './temporary-folder';
import { failuresIn } from './validation-report';

export interface LedgerAssemblyOptions extends SynthOptions {
  readonly fromAssembly?: string;
  readonly stage?: string;
}

/** The name under which the plugin's own findings are in a validation report. */
const PLUGIN = 'DurableLedger';

/** The assemblies to record or check: given ones, or those of the app, all stages where it has them. */
export async function withAssemblies<T>(
  cwd: string,
  options: LedgerAssemblyOptions,
  use: (inputs: Recorded[]) => T,
): Promise<T> {
  const { fromAssembly, stage } = options;
  if (fromAssembly !== undefined) return use(readEither(resolve(cwd, fromAssembly), stage));

  const config = readAppConfig(cwd, options);
  const earlier = resolve(config.directory, config.app);
  if (isDirectory(earlier)) return use(checked(readEither(earlier, stage)));
  return inTemporaryFolder(async (out) => {
    await runApp(config, out, options);
    return use(checked(readOutput(config, out, stage)));
  });
}

/** What an app wrote: its stages where it is a GrowthApp, and else the one assembly that any CDK app writes. */
function readOutput(config: AppConfig, out: string, stage: string | undefined): Recorded[] {
  if (existsSync(join(out, INDEX_FILE)) || existsSync(join(out, 'manifest.json'))) return readEither(out, stage);
  throw new UnreadableInput(config.directory, `${JSON.stringify(config.app)} ran, but wrote no cloud assembly`);
}

function readEither(directory: string, stage: string | undefined): Recorded[] {
  if (existsSync(join(directory, INDEX_FILE))) return ofStages(readStages(directory), stage);
  return [{ stage, assembly: readAssembly(directory) }];
}

function ofStages(stages: Stages, only: string | undefined): Recorded[] {
  if (only !== undefined) stages.mustHave(only);
  const names = only === undefined ? stages.names : [only];
  return names.map((stage) => ({ stage, assembly: stages.assembly(stage) }));
}

/** The ledger's own findings are what these commands are about; all others stop a deployment, and so a recording. */
function checked(inputs: Recorded[]): Recorded[] {
  const failures = inputs.map(({ stage, assembly }) => {
    const others = failuresIn(assembly.directory).filter(({ plugin }) => plugin !== PLUGIN);
    return [stage ?? '', others] as const;
  });
  refuseFailures(new Map(failures));
  return inputs;
}
