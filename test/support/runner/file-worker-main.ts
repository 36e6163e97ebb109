// The process that runs test files, one after the other. A file ends when its tests have ended and nothing of it keeps
// the process alive; where nothing keeps it alive and its tests have not ended, they never will.
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TestResult } from '@jest/test-result';
import { Configuration, Order, Outcome, Reply, Task } from './messages';

interface LightRunner {
  setWorkerData(data: Configuration): void;
  default(file: string): Promise<TestResult>;
}

let runner: Promise<LightRunner>;
let running = false;
let ended: Outcome | undefined;
let closing: NodeJS.Timeout | undefined;

function reply(message: Reply): void {
  running = false;
  clearTimeout(closing);
  process.channel!.ref();
  process.send!(message);
}

async function configure(data: Configuration): Promise<LightRunner> {
  // The package exports its pool only, and this is the part that runs a file.
  const folder = dirname(require.resolve('jest-light-runner/child-process'));
  const light = (await import(pathToFileURL(join(folder, 'worker-runner.js')).href)) as LightRunner;
  light.setWorkerData(data);
  return light;
}

/** The name of the test that runs, where there is one. */
function whereabouts(): string {
  const name = (globalThis as { expect?: typeof expect }).expect?.getState().currentTestName;
  return name === undefined ? 'what comes before its first test' : `the test '${name}', or a hook beside it`;
}

async function run({ file, closingSeconds }: Task): Promise<void> {
  running = true;
  ended = undefined;
  (globalThis as { expect?: typeof expect }).expect?.setState({ currentTestName: undefined });
  // From here on only what the file does keeps the process alive.
  process.channel!.unref();
  const before = process.getActiveResourcesInfo();
  try {
    ended = { result: await (await runner).default(file) };
  } catch (error) {
    ended = { fault: (error as Error | undefined)?.stack ?? String(error) };
  }
  closing = setTimeout(() => running && reply({ fault: leftOpen(closingSeconds, before) }), closingSeconds * 1000);
  closing.unref();
}

function leftOpen(seconds: number, before: string[]): string {
  const all = process.getActiveResourcesInfo();
  before.filter((name) => all.includes(name)).forEach((name) => all.splice(all.indexOf(name), 1));
  const open = [...new Set(all)].sort().join(', ');
  const failures = ended && 'result' in ended ? ended.result.failureMessage : (ended?.fault ?? '');
  return `${seconds} s after its last test this file still has open: ${open}\n\n${failures ?? ''}`.trim();
}

process.on('message', (order: Order) => {
  if ('configure' in order) runner = configure(order.configure);
  else if ('run' in order) void run(order.run);
  else if (running) reply({ where: whereabouts() });
});
process.on('beforeExit', () => {
  if (running) reply(ended ?? { fault: `This file waits for what can no longer happen, in ${whereabouts()}` });
});
process.on('uncaughtException', (error: unknown) => {
  const text = (error as Error | undefined)?.stack ?? String(error);
  if (running) reply({ fault: `An error that nothing caught, in ${whereabouts()}:\n${text}` });
  else throw error;
});
process.on('disconnect', () => process.exit(0));
