import { ChildProcess, spawn } from 'node:child_process';
import { constants, accessSync, existsSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { AppConfig } from './app-config';
import { prepareEnvironment } from './app-environment';
import { UsageError } from './errors';

export interface RunOptions {
  /** Show what the app prints as it runs, on standard error. */
  readonly verbose?: boolean;
}

const WINDOWS = process.platform === 'win32';

/** What the app printed is kept for its error message; more than this is noise. */
const KEPT_OUTPUT = 64 * 1024;

/**
 * Runs the app's command once, with `out` as its cloud assembly folder.
 *
 * @throws UsageError when the command cannot be run or ends with an error; the message holds what it printed
 */
export async function runApp(config: AppConfig, out: string, options: RunOptions = {}): Promise<void> {
  const { env, dispose } = prepareEnvironment(config, out);
  try {
    if (config.build !== undefined) await runCommand(config.build, config.directory, env, options);
    await runCommand(withInterpreter(config.app, config.directory), config.directory, env, options);
  } finally {
    dispose();
  }
}

function runCommand(command: string, cwd: string, env: NodeJS.ProcessEnv, options: RunOptions): Promise<void> {
  return new Promise((done, fail) => {
    // A group of its own, so that the shell and the app under it can be ended together.
    const child = spawn(command, { shell: true, cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: !WINDOWS });
    // An interrupted command must not leave the app writing into a folder that is being removed: this comes first.
    const stop = () => endGroup(child);
    process.prependOnceListener('exit', stop);
    let printed = '';
    const keep = (chunk: string) => {
      printed = (printed + chunk).slice(-KEPT_OUTPUT);
      if (options.verbose) process.stderr.write(chunk);
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', (error) => fail(new UsageError(`${command}: cannot be run in ${cwd} (${error.message})`)));
    child.on('close', (code, signal) => {
      process.off('exit', stop);
      if (code === 0) return done();
      const how = signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
      const said = options.verbose || printed.trim() === '' ? '' : `, and printed:\n\n${printed.trimEnd()}\n`;
      fail(new UsageError(`the app's command, ${JSON.stringify(command)} in ${cwd}, ${how}${said}`));
    });
  });
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    if (WINDOWS) child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself in this moment.
  }
}

/** A JavaScript file that is no executable is run by Node, as under the CDK command line. */
export function withInterpreter(command: string, directory: string): string {
  const { first, rest } = splitFirstWord(command.trim());
  const file = resolve(directory, first);
  if (extname(file) !== '.js' || !existsSync(file)) return command;
  if (!WINDOWS && isExecutable(file)) return command;
  return `"${process.execPath}" "${first}"${rest}`;
}

function splitFirstWord(command: string): { first: string; rest: string } {
  const match = /^"([^"]*)"(.*)$/s.exec(command) ?? /^(\S*)(.*)$/s.exec(command);
  return { first: match?.[1] ?? command, rest: match?.[2] ?? '' };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
