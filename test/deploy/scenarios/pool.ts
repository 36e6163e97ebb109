import { ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { hasState, Report } from './ground';
import { Job, Plan } from './job';
import { allJobs } from './jobs';
import { Done } from './worker';

/** Runs every job in some child processes, each as soon as the state is kept that it starts from. */
export class Pool {
  private readonly waiting: Job[];
  private readonly jobs: Job[];
  private readonly total: number;
  private readonly reports = new Map<string, Report>();
  private readonly running = new Map<ChildProcess, string>();
  private readonly idle: ChildProcess[] = [];
  private finish: () => void = () => undefined;

  constructor(
    private readonly plan: Plan,
    only: (name: string) => boolean,
    private readonly say: (line: string) => void,
  ) {
    this.jobs = allJobs(plan);
    this.waiting = this.jobs.filter(({ name }) => only(name));
    this.total = this.waiting.length;
  }

  /** The reports, in the order of the jobs. */
  async run(workers: number): Promise<Report[]> {
    const names = this.waiting.map(({ name }) => name);
    await new Promise<void>((resolve) => {
      this.finish = resolve;
      for (let i = 0; i < workers; i++) this.hire();
    });
    return names.map((name) => this.reports.get(name) ?? failed(name, 'it was never run'));
  }

  private hire(): void {
    const child = fork(join(__dirname, 'worker.ts'), [JSON.stringify(this.plan)], { execArgv: ['--import', 'tsx'] });
    child.on('message', (message: 'ready' | Done) => {
      if (message !== 'ready') this.done(child, message);
      this.idle.push(child);
      this.dispatch();
    });
    child.on('exit', (code, signal) => this.left(child, `its process ended (${code ?? signal})`));
  }

  private dispatch(): void {
    this.giveUp();
    while (this.idle.length > 0) {
      const next = this.waiting.findIndex((job) => job.needs.every((state) => hasState(this.plan.directory, state)));
      if (next < 0) break;
      const [job] = this.waiting.splice(next, 1);
      const child = this.idle.pop()!;
      this.running.set(child, job!.name);
      child.send(job!.name);
    }
    if (this.waiting.length === 0 && this.running.size === 0) {
      this.idle.splice(0).forEach((child) => child.disconnect());
      this.finish();
    }
  }

  /** What waits for a state that nobody is going to keep cannot be run. */
  private giveUp(): void {
    const coming = () => [...this.waiting, ...this.jobs.filter(({ name }) => this.isRunning(name))];
    const hopeless = (job: Job) =>
      job.needs.find(
        (state) => !hasState(this.plan.directory, state) && !coming().some(({ keeps }) => keeps === state),
      );
    for (let i = this.waiting.findIndex(hopeless); i >= 0; i = this.waiting.findIndex(hopeless)) {
      const [job] = this.waiting.splice(i, 1);
      this.take(job!.name, failed(job!.name, `there is no state "${hopeless(job!)}" to start from`), 0);
    }
  }

  private isRunning(name: string): boolean {
    return [...this.running.values()].includes(name);
  }

  private done(child: ChildProcess, { job, report, seconds }: Done): void {
    this.running.delete(child);
    this.take(job, report, seconds);
  }

  private left(child: ChildProcess, why: string): void {
    const job = this.running.get(child);
    if (job === undefined) return;
    this.running.delete(child);
    this.take(job, failed(job, why), 0);
    this.hire();
  }

  private take(job: string, report: Report, seconds: number): void {
    this.reports.set(job, report);
    const verdict = report.problems.length === 0 ? 'ok' : 'FAILED';
    this.say(`${this.reports.size}/${this.total} ${job}: ${verdict}, ${seconds.toFixed(1)} s`);
    report.problems.forEach((problem) => this.say(`    ${problem}`));
  }
}

function failed(job: string, why: string): Report {
  return { rows: [], problems: [`${job}: ${why}`], notes: [] };
}
