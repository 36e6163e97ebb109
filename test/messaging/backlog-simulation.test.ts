import { Arrivals, bursts, Case, CASES, HOUR, LOADS, policies, rateOf, READINGS, run, turns } from './simulation/loads';
import { Policies } from './simulation/policies';
import { Outcome, poisson } from './simulation/pool';

const title = '$load.name, eager: $reading.eager, gentle: $reading.gentle';

describe('bursts', () => {
  const outcomes = new Map<object, Outcome>();
  const outcomeOf = (it: Case) => {
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
