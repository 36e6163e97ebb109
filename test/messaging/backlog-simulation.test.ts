import { Duration } from 'aws-cdk-lib';
import { WorkerScaling } from '../../lib/messaging/worker-scaling';
import { policiesOf, Policies } from './simulation/policies';
import { chance, Outcome, poisson, Scenario, simulate } from './simulation/pool';
import { poolTemplate } from './support';

const HOUR = 3600;

interface Load {
  readonly name: string;
  readonly jobSeconds: number;
  readonly acceptedDelay: number;
  readonly jobsAtOnce: number;
  readonly minTasks: number;
  readonly maxTasks: number;
}

const LOADS: readonly Load[] = [
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

const READINGS = [
  { eager: false, gentle: false },
  { eager: true, gentle: false },
  { eager: false, gentle: true },
  { eager: true, gentle: true },
];

const CASES = LOADS.flatMap((load) => READINGS.map((reading) => ({ load, reading })));

const known = new Map<string, Policies>();
function policies(load: Load): Policies {
  const found =
    known.get(load.name) ??
    policiesOf(
      poolTemplate({
        queue: { longestJob: Duration.seconds(120), acceptedDelay: Duration.seconds(load.acceptedDelay) },
        containers: {
          scaling: WorkerScaling.byBacklog({
            jobDuration: Duration.seconds(load.jobSeconds),
            jobsAtOnce: load.jobsAtOnce,
            minTasks: load.minTasks,
            maxTasks: load.maxTasks,
          }),
        },
      }),
    );
  known.set(load.name, found);
  return found;
}

type Arrivals = (second: number, random: () => number) => number;

function run(
  { load, reading }: (typeof CASES)[number],
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
const rateOf = (load: Load, tasks: number) => (tasks * load.jobsAtOnce) / load.jobSeconds;

/** A burst at the beginning of each second hour that four fifths of the maximum do in time. */
function bursts(load: Load): Arrivals {
  const size = Math.floor(0.5 * load.maxTasks * policies(load).tracking.target);
  return (second, random) => (second % (2 * HOUR) === 600 ? Math.floor(size * (0.6 + 0.4 * random())) : 0);
}

/** How often the number of tasks turns from more to less or back. */
function turns(desired: readonly number[]): number {
  const moves = desired.slice(1).map((tasks, index) => Math.sign(tasks - desired[index]!));
  const changes = moves.filter((move) => move !== 0);
  return changes.filter((move, index) => index > 0 && move !== changes[index - 1]).length;
}

const title = '$load.name, eager: $reading.eager, gentle: $reading.gentle';

describe('bursts', () => {
  const outcomes = new Map<object, Outcome>();
  const outcomeOf = (it: (typeof CASES)[number]) => {
    const outcome = outcomes.get(it) ?? run(it, bursts(it.load), 6 * HOUR);
    outcomes.set(it, outcome);
    return outcome;
  };

  test.each(CASES)(`are begun within the accepted delay: ${title}`, (it) => {
    const others = [11, 1848, 31_337].map((seed) => run(it, bursts(it.load), 6 * HOUR, {}, seed));
    for (const { longestWait, leftOver } of [outcomeOf(it), ...others]) {
      expect(leftOver).toBe(0);
      expect(longestWait()).toBeLessThanOrEqual(it.load.acceptedDelay);
    }
  });

  test.each(CASES)(`leave the pool at its minimum, with no back and forth: ${title}`, (it) => {
    const { desired } = outcomeOf(it);
    for (const burst of [0, 2, 4]) {
      const cycle = desired.slice(burst * 60 + 5, burst * 60 + 125);
      expect(Math.max(...cycle)).toBeGreaterThan(it.load.minTasks);
      expect(cycle.slice(60).every((tasks) => tasks === it.load.minTasks)).toBe(true);
      // Up, perhaps in several steps, and down.
      expect(turns(cycle)).toBeLessThanOrEqual(1);
    }
  });

  test.each(CASES)(`get not many more tasks than they need: ${title}`, (it) => {
    const size = Math.floor(it.load.maxTasks * 0.3) * policies(it.load).tracking.target;
    const { desired } = run(it, (second) => (second === 600 ? Math.floor(size) : 0), HOUR);
    const needed = size / policies(it.load).tracking.target;
    expect(Math.max(...desired)).toBeGreaterThanOrEqual(Math.floor(needed) - it.load.minTasks);
    expect(Math.max(...desired)).toBeLessThanOrEqual(
      Math.ceil(needed * (it.reading.eager ? 2.5 : 2)) + it.load.minTasks,
    );
  });
});

describe('a steady load', () => {
  const SHARES = [0.15, 0.5, 0.85];

  test.each(CASES)(`is done in time by a number of tasks that stays: ${title}`, (it) => {
    for (const share of SHARES) {
      const tasks = Math.max(2, Math.floor(it.load.maxTasks * share)) - 0.5;
      const rate = rateOf(it.load, tasks);
      const { desired, longestWait } = run(it, (_, random) => poisson(rate, random), 4 * HOUR);
      expect(longestWait(HOUR, 4 * HOUR - 2 * it.load.acceptedDelay)).toBeLessThanOrEqual(it.load.acceptedDelay);
      const settled = desired.slice(2 * 60);
      expect(Math.min(...settled)).toBeGreaterThanOrEqual(Math.floor(tasks * 0.9));
      // No swing: what changes is a fraction of the pool, now and then.
      expect(Math.max(...settled) - Math.min(...settled)).toBeLessThanOrEqual(Math.max(2, tasks * 0.35));
      expect(turns(settled)).toBeLessThanOrEqual(6);
    }
  });
});

describe('what AWS documents in two ways', () => {
  test.each(LOADS)('no report where nothing is in work changes nothing: $name', (load) => {
    const it = { load, reading: READINGS[0]! };
    const outcome = run(it, bursts(load), 6 * HOUR, { reportsNoneInWork: false });
    expect(outcome).toMatchObject({ leftOver: 0, desired: run(it, bursts(load), 6 * HOUR).desired });
  });
});

describe('the metric of the guides, waiting / running alone', () => {
  const load = LOADS[0]!;
  const naive = (min: number): Policies => {
    const { tracking, max } = policies(load);
    return { min, max, steps: [], tracking: { ...tracking, returned: 'backlog' } };
  };
  const it = { load, reading: READINGS[0]! };

  test('swings under a steady load', () => {
    const rate = rateOf(load, 20.5);
    const arrivals: Arrivals = (_, random) => poisson(rate, random);
    const swing = ({ desired }: Outcome) => Math.max(...desired.slice(120)) - Math.min(...desired.slice(120));
    expect(swing(run(it, arrivals, 4 * HOUR, { policies: naive(1) }))).toBeGreaterThan(15);
    expect(swing(run(it, arrivals, 4 * HOUR))).toBeLessThanOrEqual(7);
  });

  test('never starts from zero', () => {
    const outcome = run(it, (second) => (second === 600 ? 50 : 0), 2 * HOUR, { policies: naive(0) });
    expect(outcome.leftOver).toBe(50);
  });
});
