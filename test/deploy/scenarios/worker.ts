import { startEndpoint } from '../index';
import { Ground, Report } from './ground';
import { Plan } from './job';
import { allJobs } from './jobs';

/** A child process with one endpoint: does the jobs that it is told, one after the other. */

export interface Done {
  readonly job: string;
  readonly report: Report;
  readonly seconds: number;
}

async function main(): Promise<void> {
  const plan = JSON.parse(process.argv[2]!) as Plan;
  const jobs = new Map(allJobs(plan).map((job) => [job.name, job]));
  const ground = new Ground(await startEndpoint(), plan.directory);
  process.on('message', (name: string) => {
    void work(name).then((done) => process.send!(done));
  });
  process.on('disconnect', () => process.exit());
  process.send!('ready');

  async function work(name: string): Promise<Done> {
    const started = performance.now();
    ground.report = { rows: [], problems: [], notes: [] };
    try {
      await jobs.get(name)!.run(ground);
    } catch (error) {
      ground.complain(name, [error instanceof Error ? (error.stack ?? error.message) : String(error)]);
    }
    return { job: name, report: ground.report, seconds: (performance.now() - started) / 1000 };
  }
}

void main();
