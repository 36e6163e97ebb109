import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = resolve(__dirname, '../../../..');
export const FIXTURES = resolve(__dirname, '../fixtures');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Temporary folders of one test file. */
export class Workspace {
  public readonly folder = mkdtempSync(join(realpathSync(tmpdir()), 'cdk-grow-test-'));

  public path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  public write(name: string, content: string | object): string {
    const file = this.path(name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A source of ours as one file of JavaScript, which loads in a fraction of the time. */
export function bundled(source: string, outfile: string): string {
  buildSync({
    entryPoints: [join(ROOT, source)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['aws-cdk-lib', 'constructs'],
    logLevel: 'warning',
  });
  return outfile;
}

/** The command line as it is shipped, bundled from the sources as they are now. */
export class CommandLine {
  private readonly script: string;

  constructor(private readonly workspace: Workspace) {
    this.script = bundled('review/cli/main.ts', workspace.path('package/bundle/cli.js'));
    const specification = require.resolve('@aws-cdk/aws-service-spec/package.json');
    copyFileSync(join(dirname(specification), 'db.json.gz'), workspace.path('package/db.json.gz'));
    mkdirSync(workspace.path('home'), { recursive: true });
  }

  /** Starts `stages`, and gives a signal when `ready`; resolves to its exit code. */
  public interrupt(
    folder: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
    ready: () => boolean,
  ): Promise<number | null> {
    const { PATH } = process.env;
    const child = spawn(process.execPath, [this.script, ...args], {
      cwd: this.workspace.path(folder),
      env: { PATH, HOME: this.workspace.path('home'), ...env },
      stdio: 'ignore',
    });
    const timer = setInterval(() => {
      if (!ready()) return;
      // Once: a second one would end the process on the spot.
      clearInterval(timer);
      child.kill('SIGINT');
    }, 20);
    return new Promise((done) => {
      child.on('close', (code) => {
        clearInterval(timer);
        done(code);
      });
    });
  }

  /** Runs `stages` as a process, in a folder of the workspace. */
  public run(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Ran {
    return run(process.execPath, [this.script, ...args], this.workspace.path(folder), {
      HOME: this.workspace.path('home'),
      // The built-in validation takes seconds, and is not what these tests are about.
      CDK_VALIDATION: 'false',
      ...env,
    });
  }
}

export function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Ran {
  const { PATH, TMPDIR } = process.env;
  const result = spawnSync(command, args, { cwd, env: { PATH, TMPDIR, ...env }, encoding: 'utf8' });
  return { code: result.status, stdout: result.stdout, stderr: result.stderr };
}

/** Synthesises the plain app of the fixtures, without this package's command line, and returns the folder. */
export function plainAssembly(workspace: Workspace, name: string, context: Record<string, string> = {}): string {
  const out = workspace.path(name);
  const ran = run(process.execPath, [join(FIXTURES, 'plain-app.js')], ROOT, {
    CDK_OUTDIR: out,
    CDK_VALIDATION: 'false',
    CDK_CONTEXT_JSON: JSON.stringify({ 'aws:cdk:enable-path-metadata': true, ...context }),
  });
  if (ran.code !== 0) throw new Error(ran.stderr);
  return out;
}

/** A run that failed for its input: exit code 2, a message on standard error, no stack trace, nothing on standard output. */
export function expectBadInput(ran: Ran, ...parts: readonly string[]): void {
  expect(ran.stderr).not.toMatch(/^\s+at /m);
  for (const part of parts) expect(ran.stderr).toContain(part);
  expect(ran.stdout).toBe('');
  expect(ran.code).toBe(2);
}
