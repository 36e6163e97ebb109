import { Config } from '@jest/types';
import { OnTestFailure, OnTestStart, OnTestSuccess, Test, TestWatcher } from 'jest-runner';
import { FileWorker } from './file-worker';
import { Limits, Outcome } from './messages';

/**
 * Jest's runner for this project. It runs test files in workers that keep their module registry, by jest-light-runner,
 * and it always ends: a file that takes too long, a worker that dies, and a promise that never settles are failures
 * that name the file.
 */
export default class FileRunner {
  private readonly workers: FileWorker[] = [];

  public constructor(
    private readonly globalConfig: Config.GlobalConfig,
    _context: unknown,
    private readonly limits: Limits,
  ) {}

  public async runTests(
    tests: Test[],
    watcher: TestWatcher,
    onStart: OnTestStart,
    onResult: OnTestSuccess,
    onFailure: OnTestFailure,
  ): Promise<void> {
    const queue = [...tests];
    const report = (test: Test, outcome: Outcome) =>
      'result' in outcome
        ? onResult(test, outcome.result)
        : onFailure(test, { message: outcome.fault, stack: outcome.fault });
    const lane = async () => {
      for (let test = queue.shift(); test && !watcher.isInterrupted(); test = queue.shift()) {
        await onStart(test);
        await report(test, await this.workerFor(test).run({ ...this.limits, file: test.path }));
      }
    };
    const forget = this.endWorkersWithThisProcess();
    await Promise.all(Array.from({ length: this.globalConfig.maxWorkers }, lane));
    for (const worker of this.workers) {
      const late = await worker.leave();
      const test = tests.find(({ path }) => path === late?.file);
      if (late && test) await report(test, late);
    }
    forget();
  }

  private workerFor({ context: { config } }: Test): FileWorker {
    const free = this.workers.find((worker) => worker.isFreeFor(config));
    if (free) return free;
    const worker = new FileWorker({ globalConfig: this.globalConfig, projectConfig: config, runtime: 'child_process' });
    this.workers.push(worker);
    return worker;
  }

  /** Workers lead process groups of their own, which Ctrl+C in a terminal does not reach. */
  private endWorkersWithThisProcess(): () => void {
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    const end = (signal: NodeJS.Signals) => {
      this.workers.forEach((worker) => worker.kill());
      forget();
      process.kill(process.pid, signal);
    };
    const forget = () => signals.forEach((signal) => process.off(signal, end));
    signals.forEach((signal) => process.on(signal, end));
    return forget;
  }
}
