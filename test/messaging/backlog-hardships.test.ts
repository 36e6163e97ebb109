import { Duration } from 'aws-cdk-lib';
import { Capacity } from '../../lib/service/capacity/capacity';
import { Arrivals, Case, HOUR, Load, policies, rateOf, READINGS, run } from './simulation/loads';
import { Outcome, poisson } from './simulation/pool';

const eachReading = (load: Load): Case[] => READINGS.map((reading) => ({ load, reading }));
const title = 'eager: $reading.eager, gentle: $reading.gentle';

/** One burst, of so many tasks' work. */
const burstOf =
  (load: Load, tasks: number): Arrivals =>
  (second) =>
    second === 600 ? Math.floor(tasks * policies(load).tracking.target) : 0;

describe('a worker that receives more than it begins', () => {
  const load: Load = {
    name: 'serial',
    jobSeconds: 60,
    acceptedDelay: 600,
    jobsAtOnce: 1,
    minTasks: 1,
    maxTasks: 100,
  };
  const boasting: Load = { ...load, name: 'serial, said to do ten at once', jobsAtOnce: 10 };
  // What it does at once stays one, whatever is said of it.
  const does = (it: Case, tasks: number, prefetched: number): Outcome =>
    run(it, burstOf(load, tasks), 4 * HOUR, { jobsAtOnce: 1, prefetched });

  test.each(eachReading(load))(`is late, though it is in time one by one: ${title}`, (it) => {
    expect(does(it, 40, 0).longestWait()).toBeLessThanOrEqual(load.acceptedDelay);
    // The last of ten waits for the nine before it, wherever other tasks are idle.
    const prefetching = does(it, 2, 9);
    expect(prefetching.longestWait()).toBeGreaterThan(does(it, 2, 0).longestWait());
    expect(does(it, 40, 9).longestWait()).toBeGreaterThan(load.acceptedDelay);
  });

  test.each(eachReading(boasting))(`is no worker of ten jobs at once: ${title}`, (it) => {
    expect(does(it, 40, 9).longestWait()).toBeGreaterThan(2 * load.acceptedDelay);
  });
});

describe('instances that have to start first', () => {
  const fargate: Load = {
    name: 'on Fargate',
    jobSeconds: 5,
    acceptedDelay: 600,
    jobsAtOnce: 1,
    minTasks: 1,
    maxTasks: 100,
  };
  const ec2: Load = { ...fargate, name: 'on EC2', capacity: Capacity.ec2({ vCpus: 4 }) };
  const hopeful: Load = { ...ec2, name: 'on EC2, said to start in a minute', taskStart: Duration.minutes(1) };
  const outcome = (it: Case): Outcome => {
    // As much work for each, whatever its tasks may have waiting.
    const size = 50 * policies(ec2).tracking.target;
    const arrivals: Arrivals = (second) => (second === 600 ? Math.floor(size) : 0);
    let slowly = 0;
    return run(it, arrivals, 2 * HOUR, { startSeconds: () => 180 + (slowly++ % 60) });
  };

  test('are the default of each capacity that may have none', () => {
    const target = (capacity: Capacity, more: Partial<Load> = {}) =>
      policies({ ...fargate, ...more, name: JSON.stringify([capacity, more]), capacity }).tracking;
    // Four minutes of ten are gone on Fargate, seven elsewhere; jobs of five seconds fill the rest.
    expect(target(Capacity.fargate({ spotPercent: 50 }))).toMatchObject({ target: 72, scaleOutCooldown: 240 });
    expect(target(Capacity.ec2({ vCpus: 8 }))).toMatchObject({ target: 36, scaleOutCooldown: 420 });
    expect(target(Capacity.managedInstances())).toMatchObject({ target: 36, scaleOutCooldown: 420 });
    expect(target(Capacity.ec2({ vCpus: 8 }), { taskStart: Duration.minutes(2) })).toMatchObject({ target: 60 });
  });

  test.each(eachReading(ec2))(`are counted with, and the delay is kept: ${title}`, (it) => {
    expect(policies(ec2).tracking.target).toBe(36);
    expect(outcome(it)).toMatchObject({ leftOver: 0 });
    expect(outcome(it).longestWait()).toBeLessThanOrEqual(ec2.acceptedDelay);
  });

  test.each(eachReading(hopeful))(`are late where they are not counted with: ${title}`, (it) => {
    expect(policies(hopeful).tracking.target).toBe(policies(fargate).tracking.target);
    expect(outcome(it).longestWait()).toBeGreaterThan(hopeful.acceptedDelay);
  });
});

describe('a rolling deployment, with twice the tasks and no scaling in', () => {
  const load: Load = {
    name: 'deployed',
    jobSeconds: 60,
    acceptedDelay: 600,
    jobsAtOnce: 1,
    minTasks: 1,
    maxTasks: 200,
  };

  test.each(eachReading(load))(`does not disturb a pool that keeps up: ${title}`, (it) => {
    const rate = rateOf(load, 39.5);
    const steady: Arrivals = (_, random) => poisson(rate, random);
    const { desired, tasks, longestWait } = run(it, steady, 5 * HOUR, { deploysAt: 2 * HOUR + 7 });
    expect(Math.max(...tasks.slice(120, 130))).toBeGreaterThanOrEqual(Math.floor(1.8 * desired[120]!));
    expect(longestWait(HOUR, 5 * HOUR - 2 * load.acceptedDelay)).toBeLessThanOrEqual(load.acceptedDelay);
    const settled = desired.slice(3 * 60);
    expect(Math.min(...settled)).toBeGreaterThanOrEqual(35);
    expect(Math.max(...settled)).toBeLessThanOrEqual(60);
  });

  test.each(eachReading(load))(`in the middle of a burst leaves it in time: ${title}`, (it) => {
    for (const after of [30, 90, 150, 210, 270, 400]) {
      const { leftOver, longestWait } = run(it, burstOf(load, 60), 2 * HOUR, { deploysAt: 600 + after });
      expect(leftOver).toBe(0);
      expect(longestWait()).toBeLessThanOrEqual(load.acceptedDelay);
    }
  });
});

describe('a thousand tasks and more', () => {
  const load: Load = { name: 'large', jobSeconds: 60, acceptedDelay: 600, jobsAtOnce: 1, minTasks: 10, maxTasks: 3000 };

  test.each(eachReading(load))(`are no more than a burst needs by much, and in time: ${title}`, (it) => {
    const { desired, leftOver, longestWait } = run(it, burstOf(load, 1200), HOUR);
    expect(leftOver).toBe(0);
    expect(longestWait()).toBeLessThanOrEqual(load.acceptedDelay);
    expect(Math.max(...desired)).toBeLessThanOrEqual(1200 * (it.reading.eager ? 2.5 : 1.6) + load.minTasks);
  });
});
