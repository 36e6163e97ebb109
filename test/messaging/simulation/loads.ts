import { Duration } from 'aws-cdk-lib';
import { WorkerScaling } from '../../../lib/messaging/worker-scaling';
import { Capacity } from '../../../lib/service/capacity/capacity';
import { poolTemplate } from '../support';
import { Reading } from './autoscaling';
import { policiesOf, Policies } from './policies';
import { chance, Outcome, Scenario, simulate } from './pool';

export const HOUR = 3600;

export interface Load {
  readonly name: string;
  readonly jobSeconds: number;
  readonly acceptedDelay: number;
  readonly jobsAtOnce: number;
  readonly minTasks: number;
  readonly maxTasks: number;
  /** What the tasks run on. */
  readonly capacity?: Capacity;
  /** What the pool is told of a task's start. */
  readonly taskStart?: Duration;
}

export const LOADS: readonly Load[] = [
  { name: 'short jobs', jobSeconds: 2, acceptedDelay: 600, jobsAtOnce: 1, minTasks: 1, maxTasks: 60 },
  { name: 'a tight delay', jobSeconds: 5, acceptedDelay: 300, jobsAtOnce: 1, minTasks: 2, maxTasks: 200 },
  { name: 'jobs of a minute', jobSeconds: 60, acceptedDelay: 600, jobsAtOnce: 1, minTasks: 1, maxTasks: 200 },
  { name: 'ten jobs at once', jobSeconds: 20, acceptedDelay: 600, jobsAtOnce: 10, minTasks: 1, maxTasks: 60 },
  { name: 'nothing while idle', jobSeconds: 5, acceptedDelay: 600, jobsAtOnce: 1, minTasks: 0, maxTasks: 100 },
  {
    name: 'long jobs, nothing while idle',
    jobSeconds: 90,
    acceptedDelay: 900,
    jobsAtOnce: 1,
    minTasks: 0,
    maxTasks: 200,
  },
];

export const READINGS = [
  { eager: false, gentle: false },
  { eager: true, gentle: false },
  { eager: false, gentle: true },
  { eager: true, gentle: true },
];

export interface Case {
  readonly load: Load;
  readonly reading: Reading;
}

export const CASES: readonly Case[] = LOADS.flatMap((load) => READINGS.map((reading) => ({ load, reading })));

const known = new Map<string, Policies>();
export function policies(load: Load): Policies {
  const found =
    known.get(load.name) ??
    policiesOf(
      poolTemplate({
        queue: { longestJob: Duration.seconds(120), acceptedDelay: Duration.seconds(load.acceptedDelay) },
        containers: {
          capacity: load.capacity,
          scaling: WorkerScaling.byBacklog({
            jobDuration: Duration.seconds(load.jobSeconds),
            jobsAtOnce: load.jobsAtOnce,
            minTasks: load.minTasks,
            maxTasks: load.maxTasks,
            taskStart: load.taskStart,
          }),
        },
      }),
    );
  known.set(load.name, found);
  return found;
}

export type Arrivals = (second: number, random: () => number) => number;

export function run(
  { load, reading }: Case,
  arrivals: Arrivals,
  seconds: number,
  more: Partial<Scenario> = {},
  seed = 7,
): Outcome {
  const random = chance(seed);
  return simulate({
    policies: policies(load),
    reading,
    seconds,
    arrivals: (second) => arrivals(second, random),
    // Jobs take what they usually take, a fifth more or less.
    jobSeconds: () => load.jobSeconds * (0.8 + 0.4 * random()),
    jobsAtOnce: load.jobsAtOnce,
    startSeconds: () => 30 + 30 * random(),
    reportsNoneInWork: true,
    ...more,
  });
}

/** Messages a second that so many tasks do. */
export const rateOf = (load: Load, tasks: number) => (tasks * load.jobsAtOnce) / load.jobSeconds;

/** A burst at the beginning of each second hour that four fifths of the maximum do in time. */
export function bursts(load: Load): Arrivals {
  const size = Math.floor(0.5 * load.maxTasks * policies(load).tracking.target);
  return (second, random) => (second % (2 * HOUR) === 600 ? Math.floor(size * (0.6 + 0.4 * random())) : 0);
}

/** How often the number of tasks turns from more to less or back. */
export function turns(desired: readonly number[]): number {
  const moves = desired.slice(1).map((tasks, index) => Math.sign(tasks - desired[index]!));
  const changes = moves.filter((move) => move !== 0);
  return changes.filter((move, index) => index > 0 && move !== changes[index - 1]).length;
}
