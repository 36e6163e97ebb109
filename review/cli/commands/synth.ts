import { join, relative, resolve } from 'node:path';
import { isDirectory } from '../../read/unreadable';
import { readAppConfig } from '../support/app-config';
import { UsageError } from '../support/errors';
import { print, printJson } from '../support/output';
import { replaceStages } from '../support/output-folder';
import { SynthOptions, synthesise } from '../support/stages';
import { count } from '../support/table';

export interface SynthCommandOptions extends SynthOptions {
  readonly out?: string;
  readonly json?: boolean;
}

/** Every stage in one process, one cloud assembly each. */
export async function synth(cwd: string, options: SynthCommandOptions): Promise<number> {
  const started = performance.now();
  const config = readAppConfig(cwd, options);
  if (isDirectory(resolve(config.directory, config.app))) {
    throw new UsageError(`--app ${config.app}: is a folder; to synthesise, give the command that runs the app`);
  }
  // Below the folder of the CDK command line, which version control and packagers already leave out.
  const out = options.out === undefined ? join(config.output, 'stages') : resolve(cwd, options.out);
  const stages = await replaceStages(out, (folder) => synthesise(config, folder, options));

  const seconds = (performance.now() - started) / 1000;
  if (options.json) printJson({ out, stages: stages.names });
  else {
    const places = stages.names.map((name) => `  ${relative(cwd, join(out, name)) || '.'}`);
    print([...places, `${count(places.length, 'stage')} in ${seconds.toFixed(1)} s`].join('\n'));
  }
  return 0;
}
