import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Assembly } from '../../../review/model';
import { readAssembly } from '../../../review/read/assembly';
import { cdk, Endpoint, Marker, State } from '../index';
import { gone, HOME } from '../support/assembly';
import { failureOf } from '../support/in-process';
import { disagreements, sentence } from './agreement';
import { Run } from './cli-run';
import { keptMarkers, MarkerLoss, markersOf } from './markers';
import { Row, rowOf } from './table';

/** What a job tells: rows of the table, what is wrong, and what is worth a line. */
export interface Report {
  readonly rows: Row[];
  readonly problems: string[];
  readonly notes: string[];
}

const assemblies = new Map<string, Assembly>();

export function assemblyIn(directory: string): Assembly {
  const known = assemblies.get(directory) ?? readAssembly(directory);
  assemblies.set(directory, known);
  return known;
}

/** Where a job works: one endpoint, the states that other jobs have kept, and the job's own report. */
export class Ground {
  report: Report = { rows: [], problems: [], notes: [] };

  constructor(
    readonly endpoint: Endpoint,
    /** Where the assemblies and the kept states are. */
    readonly directory: string,
  ) {}

  /** Goes on from a copy of a kept state. */
  restore(name: string): State {
    if (!hasState(this.directory, name))
      throw new Error(`there is no state "${name}": the job that makes it has failed`);
    const state = JSON.parse(readFileSync(stateFile(this.directory, name), 'utf8')) as State;
    this.endpoint.restore(state);
    return state;
  }

  keep(name: string): void {
    const file = stateFile(this.directory, name);
    // Whole at once: a job that waits for the state begins as soon as its file is there.
    writeFileSync(`${file}.part`, JSON.stringify(this.endpoint.snapshot()));
    renameSync(`${file}.part`, file);
  }

  deploy(app: string, ...more: string[]): Promise<Run> {
    return this.run(['deploy', '--all', '--require-approval', 'never', ...more], app);
  }

  destroy(app: string, stacks: readonly string[] = ['--all']): Promise<Run> {
    return this.run(['destroy', ...stacks, '--force', ...(stacks.includes('--all') ? [] : ['--exclusively'])], app);
  }

  /** Deploys what an assembly has, and destroys the stacks that it has no longer, as a user does. */
  async follow(from: string, to: string, ...more: string[]): Promise<Run> {
    const deployed = await this.deploy(to, ...more);
    const left = gone(from, to).map(({ path }) => path);
    if (left.length === 0 || deployed.failure !== undefined) return deployed;
    const destroyed = await this.destroy(from, left);
    return {
      log: [...deployed.log, ...destroyed.log],
      seconds: deployed.seconds + destroyed.seconds,
      failure: destroyed.failure,
    };
  }

  async run(args: string[], app?: string, region = HOME.region): Promise<Run> {
    const { endpoint } = this;
    const [logged, clock] = [endpoint.log.length, endpoint.snapshot().clock];
    const { code, output, seconds } = await cdk(args, {
      endpoint: endpoint.url,
      region,
      ...(app !== undefined && { app }),
    });
    const failure =
      code === 0 ? undefined : (this.failureSince(clock) ?? `cdk ${args.join(' ')}: ${output.slice(-1500)}`);
    return { log: endpoint.log.slice(logged), seconds, failure };
  }

  /** Adds a row to the table, and what is wrong with a step that must succeed and keep everything. */
  judge(
    part: string,
    step: string,
    run: Run,
    before: readonly Marker[],
    expected: { from: Assembly; to: Assembly },
  ): void {
    const { kept, lost } = keptMarkers(before, markersOf(this.endpoint));
    this.row(part, step, run, kept + lost.length === 0 ? '' : `${kept}/${kept + lost.length}`);
    this.expectSuccess(step, run);
    this.complain(step, lost.map(describeLoss));
    this.complain(
      step,
      run.log.flatMap(({ stack, logicalId, shed }) =>
        shed === undefined ? [] : [`${stack} ${logicalId} loses ${shed}`],
      ),
    );
    this.compare(step, run, expected);
  }

  row(part: string, step: string, run: Run, markers: string): void {
    this.report.rows.push(rowOf(part, step, run, markers));
  }

  expectSuccess(step: string, run: Run): void {
    if (run.failure !== undefined) this.complain(step, [run.failure]);
  }

  /** What the review foretold against what was done; a deployment that failed did only a part. */
  compare(step: string, run: Run, { from, to }: { from: Assembly; to: Assembly }): void {
    if (run.failure === undefined) this.complain(step, disagreements(from, to, run.log).map(sentence));
  }

  complain(step: string, problems: readonly string[]): void {
    this.report.problems.push(...problems.map((problem) => `${step}: ${problem}`));
  }

  private failureSince(clock: number): string | undefined {
    const failed = Object.values(this.endpoint.snapshot().stacks).flatMap(
      ({ name, region, status, reason, events }) => {
        const news = events.filter((event) => event.timestamp > clock && event.status.endsWith('_FAILED'));
        return news.length === 0 ? [] : [failureOf(`${name} (${region})`, status, reason, news)];
      },
    );
    return failed.length === 0 ? undefined : failed.join('\n');
  }
}

export function describeLoss({ marker, why }: MarkerLoss): string {
  return `${marker.stack} (${marker.region}) ${marker.logicalId} ${marker.type}: its data ${why}`;
}

function stateFile(directory: string, name: string): string {
  return join(directory, 'states', `${name.replace(/[^\w-]+/g, '_')}.json`);
}

export function hasState(directory: string, name: string): boolean {
  return existsSync(stateFile(directory, name));
}
