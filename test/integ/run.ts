// Runs the integration tests by `integ-runner`, whose settings are in integ.config.json:
//
//   run.ts [TEST…]              verifies the snapshots; no account, no network
//   run.ts --update [TEST…]     writes the snapshots of tests that changed, without deploying them
//   run.ts --deploy TEST…       deploys tests to the account of the credentials, checks them, takes them down
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prune } from './support/assembly';

const folder = __dirname;
const root = join(folder, '../..');

const [mode, ...rest] = process.argv.slice(2);
const chosen = mode?.startsWith('--') ? rest : process.argv.slice(2);
const tests = chosen.map((name) => `integ.${name.replace(/^integ\./, '').replace(/\.ts$/, '')}.ts`);

function integRunner(options: string[], env: NodeJS.ProcessEnv = {}): number {
  const command = ['integ-runner', '--config', join(folder, 'integ.config.json'), '--strict', ...options, ...tests];
  const { status } = spawnSync('npx', command, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  return status ?? 1;
}

function pruneAll(): void {
  for (const name of readdirSync(folder).filter((file) => /^integ\..*\.snapshot$/.test(file))) {
    const missing = prune(join(folder, name));
    if (missing.length > 0) bringBack(name, missing);
  }
}

/** Assets come from another synthesis of the test. */
function bringBack(name: string, assets: string[]): void {
  const outdir = mkdtempSync(join(tmpdir(), 'integ-'));
  const command = ['--import', 'tsx', name.replace(/\.snapshot$/, '')];
  const env = { ...process.env, CDK_OUTDIR: outdir };
  const { status } = spawnSync(process.execPath, command, { cwd: folder, stdio: 'inherit', env });
  if (status !== 0) throw new Error(`${name}: its assets ${assets.join(', ')} could not be made again`);
  for (const asset of assets) cpSync(join(outdir, asset), join(folder, name, asset), { recursive: true });
  rmSync(outdir, { recursive: true });
}

/** So that the runner asks neither the network nor the machine where it is. */
const OFFLINE = { AWS_REGION: 'us-east-1', AWS_EC2_METADATA_DISABLED: 'true' };

function main(): number {
  switch (mode) {
    case '--update': {
      // It ends badly where a change is destructive, which people see in the diff of the snapshot as well.
      const status = integRunner(['--update-on-failed', '--dry-run'], OFFLINE);
      pruneAll();
      return status;
    }
    case '--deploy': {
      if (tests.length === 0) {
        console.error('Name the tests to deploy, such as `npm run integ -- network`: each costs money and time.');
        return 2;
      }
      const status = integRunner(['--force', '--verbose'], { AWS_REGION: 'us-east-1' });
      pruneAll();
      return status;
    }
    default:
      return integRunner([], OFFLINE);
  }
}

process.exitCode = main();
