import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { accessKeyFor, DEFAULT_ACCOUNT } from './endpoint/protocol';

export interface CdkOptions {
  /** The simulated endpoint's address. */
  readonly endpoint: string;
  /** A cloud assembly, or the command that makes one. */
  readonly app?: string;
  readonly cwd?: string;
  readonly region?: string;
  /** Whose credentials the CLI has. */
  readonly account?: string;
  readonly env?: Record<string, string>;
}

export interface CdkResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, as they came. */
  readonly output: string;
  readonly seconds: number;
}

const CLI = join(dirname(require.resolve('aws-cdk/package.json')), 'bin', 'cdk');

let home: string | undefined;

/**
 * Runs the real CDK CLI, unchanged, against a simulated endpoint. It sees nothing of the machine's own AWS
 * configuration and talks to nobody else: no telemetry, no notices, no look for newer versions.
 */
export async function cdk(args: readonly string[], options: CdkOptions): Promise<CdkResult> {
  home ??= mkdtempSync(join(tmpdir(), 'simulated-deploy-'));
  const app = options.app === undefined ? [] : ['--app', options.app];
  const started = process.hrtime.bigint();
  const child = spawn(
    process.execPath,
    [CLI, ...args, ...app, '--no-notices', '--no-color', '--no-version-reporting'],
    {
      cwd: options.cwd ?? home,
      env: environment(options, home),
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const texts = { stdout: '', stderr: '', output: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text;
      texts.output += text;
    });
  }
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject).on('close', (status) => resolve(status ?? 1));
  });
  return { code, ...texts, seconds: Number(process.hrtime.bigint() - started) / 1e9 };
}

function environment(options: CdkOptions, directory: string): NodeJS.ProcessEnv {
  const region = options.region ?? 'us-east-1';
  return {
    PATH: process.env['PATH'],
    HOME: directory,
    CDK_HOME: join(directory, '.cdk'),
    AWS_CONFIG_FILE: join(directory, 'no-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(directory, 'no-credentials'),
    AWS_ENDPOINT_URL: options.endpoint,
    AWS_ACCESS_KEY_ID: accessKeyFor(options.account ?? DEFAULT_ACCOUNT),
    AWS_SECRET_ACCESS_KEY: 'simulated',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: 'true',
    // The CLI is what is under test, not the version of Node.js that runs it.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    CI: 'true',
    ...options.env,
  };
}
