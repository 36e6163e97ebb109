import { ChildProcess, spawn } from 'node:child_process';
import { constants, accessSync, existsSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { AppConfig } from './app-config';
import { prepareEnvironment } from './app-environment';
import { UsageError } from './errors';

export interface RunOptions {
  /** Show what the app prints as it runs, on standard error. */
  readonly verbose?: boolean;
  /** Seconds after which the command is ended; it may take for ever unless given. */
  readonly timeout?: number;
}

/** Milliseconds. */
const LAST_OUTPUT = 5_000;

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

async function runCommand(
  command: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
  { verbose = false, timeout }: RunOptions,
): Promise<void> {
  // A group of its own, so that the shell and the app under it can be ended together.
  const child = spawn(command, { shell: true, cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: !WINDOWS });
  // An interrupted command must not leave the app writing into a folder that is being removed: this comes first.
  const stop = () => endGroup(child);
  process.prependOnceListener('exit', stop);
  let printed = '';
  const keep = (chunk: string) => {
    printed = (printed + chunk).slice(-KEPT_OUTPUT);
    if (verbose) process.stderr.write(chunk);
  };
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  try {
    const how = await ending(child, timeout);
    if (how === undefined) return;
    const said = verbose || printed.trim() === '' ? '' : `, and printed:\n\n${printed.trimEnd()}\n`;
    throw new UsageError(`the app's command, ${JSON.stringify(command)} in ${cwd}, ${how}${said}`);
  } finally {
    process.off('exit', stop);
    // What it left running may hold these open, and would keep this process waiting.
    child.stdout.destroy();
    child.stderr.destroy();
  }
}

/** How a command failed; undefined where it did not. */
function ending(child: ChildProcess, timeout: number | undefined): Promise<string | undefined> {
  return new Promise((done) => {
    const timers: NodeJS.Timeout[] = [];
    const end = (how: string | undefined) => {
      timers.forEach(clearTimeout);
      done(how);
    };
    const ended = (code: number | null, signal: NodeJS.Signals | null) => {
      if (code === 0) return end(undefined);
      end(signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`);
    };
    if (timeout !== undefined) {
      const late = () => {
        endGroup(child);
        end(`did not end within ${timeout} s, so it was ended (--timeout SECONDS gives it longer)`);
      };
      timers.push(setTimeout(late, timeout * 1000));
    }
    child.on('error', (error) => end(`cannot be run (${error.message})`));
    child.on('close', ended);
    // The last of its output comes within this time, unless something that it left running holds the output open.
    child.on('exit', (code, signal) => timers.push(setTimeout(() => ended(code, signal), LAST_OUTPUT)));
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
