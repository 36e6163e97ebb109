// Takes the stacks of integration tests through the simulated CloudFormation of test/deploy, with the real CDK CLI: the
// last snapshot, small, large, destroyed. Assertions want an account; a stack that would not deploy, or would leave
// something behind, is found before it costs money. `simulate.ts [TEST…]`
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cdk, DEFAULT_ACCOUNT, Endpoint, startEndpoint, State } from '../deploy';
import { testCasesOf } from './support/assembly';

const names = readdirSync(__dirname).flatMap((file) => /^integ\.(.*)\.ts$/.exec(file)?.[1] ?? []);
const chosen = process.argv.slice(2);
const assemblies = mkdtempSync(join(tmpdir(), 'integ-'));

/** One of the CDK's commands; throws with what it said about failures. */
async function run(endpoint: Endpoint, args: string[], app?: string): Promise<void> {
  const { code, output } = await cdk(args, { endpoint: endpoint.url, cwd: __dirname, app });
  if (code === 0) return;
  const said = output.split('\n').filter((line) => /FAILED|ROLLBACK|❌|Error/.test(line));
  throw new Error(`cdk ${args[0]} failed:\n${said.length > 0 ? said.join('\n') : output}`);
}

/** What is in the account beyond what was there before. */
function left(endpoint: Endpoint, before: State): string[] {
  const known = new Set(Object.keys(before.resources));
  return Object.entries(endpoint.snapshot().resources).flatMap(([id, { type }]) => (known.has(id) ? [] : [type]));
}

async function simulate(endpoint: Endpoint, booted: State, name: string): Promise<void> {
  endpoint.restore(booted);
  const app = `node --import tsx integ.${name}.ts`;
  const output = ['--output', join(assemblies, name)];
  for (const { stacks, hooks } of testCasesOf(join(__dirname, `integ.${name}.ts.snapshot`))) {
    for (const command of hooks?.preDeploy ?? []) {
      const [, , ...args] = command.split(' ');
      await run(endpoint, args);
      rmSync(join(__dirname, `integ.${name}.ts.snapshot/.cache`), { recursive: true, force: true });
    }
    for (const stack of stacks)
      await run(endpoint, ['deploy', '--exclusively', '--require-approval', 'never', ...output, stack], app);
    await run(endpoint, ['destroy', '--force', ...output, ...stacks], app);
  }
  const kept = left(endpoint, booted);
  if (kept.length > 0) throw new Error(`the account keeps ${kept.join(', ')}`);
}

async function main(): Promise<number> {
  const endpoint = await startEndpoint();
  let failures = 0;
  try {
    await run(endpoint, [
      'bootstrap',
      ...['us-east-1', 'us-west-2'].map((region) => `aws://${DEFAULT_ACCOUNT}/${region}`),
    ]);
    const booted = endpoint.snapshot();
    for (const name of names.filter((test) => chosen.length === 0 || chosen.includes(test))) {
      const problem = await simulate(endpoint, booted, name).then(() => undefined, String);
      if (problem) failures++;
      console.log(`${problem ? 'FAILED' : 'ok    '} ${name}${problem ? `\n${problem}` : ''}`);
    }
  } finally {
    await endpoint.close();
    rmSync(assemblies, { recursive: true });
  }
  return failures === 0 ? 0 : 1;
}

void main().then((code) => (process.exitCode = code));
