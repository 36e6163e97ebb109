import * as fc from 'fast-check';
import { planBacklog, planSteps, shortestDelay } from '../../lib/messaging/backlog-plan';

const load = fc
  .record({
    jobSeconds: fc.integer({ min: 1, max: 3600 }),
    taskStartSeconds: fc.integer({ min: 1, max: 900 }),
    jobsAtOnce: fc.integer({ min: 1, max: 100 }),
    maxTasks: fc.integer({ min: 1, max: 5000 }),
    spare: fc.integer({ min: 0, max: 86_400 }),
  })
  .map(({ spare, ...rest }) => ({
    ...rest,
    acceptedDelaySeconds: shortestDelay(rest.taskStartSeconds, rest.jobSeconds) + spare,
  }));

test('a task begins its backlog within the accepted delay', () => {
  fc.assert(
    fc.property(load, (it) => {
      const { backlogPerTask, reactionSeconds } = planBacklog(it);
      const rounds = backlogPerTask / it.jobsAtOnce;
      expect(reactionSeconds + rounds * it.jobSeconds).toBeLessThanOrEqual(it.acceptedDelaySeconds + 1e-6);
    }),
  );
});

test('a task has no fewer messages than it holds at once', () => {
  fc.assert(fc.property(load, (it) => expect(planBacklog(it).backlogPerTask).toBeGreaterThanOrEqual(it.jobsAtOnce)));
});

test('a longer delay means no smaller backlog', () => {
  fc.assert(
    fc.property(load, fc.integer({ min: 1, max: 3600 }), (it, more) => {
      const later = planBacklog({ ...it, acceptedDelaySeconds: it.acceptedDelaySeconds + more });
      expect(later.backlogPerTask).toBeGreaterThanOrEqual(planBacklog(it).backlogPerTask);
    }),
  );
});

test('the numbers of the documentation', () => {
  const plan = planBacklog({
    jobSeconds: 12,
    acceptedDelaySeconds: 600,
    taskStartSeconds: 60,
    jobsAtOnce: 1,
    maxTasks: 40,
  });
  // Of ten minutes, four are gone before new tasks work; thirty jobs of twelve seconds fill the other six.
  expect(plan).toMatchObject({ backlogPerTask: 30, reactionSeconds: 240 });
});

describe('steps', () => {
  const max = fc.integer({ min: 1, max: 5000 });

  test('follow one another without a gap, from nothing to no bound, 20 at most', () => {
    fc.assert(
      fc.property(max, (maxTasks) => {
        const steps = planSteps(maxTasks);
        expect(steps.length).toBeLessThanOrEqual(20);
        expect(steps[0]!.lower).toBe(0);
        steps.slice(1).forEach((step, index) => expect(step.lower).toBe(steps[index]!.upper));
        expect(steps.at(-1)!.upper).toBeUndefined();
      }),
    );
  });

  const added = (maxTasks: number, missing: number) =>
    planSteps(maxTasks).find(({ lower, upper }) => missing >= lower && missing < (upper ?? Infinity))!.tasks;
  const most = (maxTasks: number, missing: number) =>
    Math.max(missing * (maxTasks > 1152 ? 1.6 : 1.5), missing + 1) + 1e-9;

  test('add what is missing and at most half as much again, six tenths above 1152 tasks, or one', () => {
    fc.assert(
      fc.property(max, fc.double({ min: 0, max: 5000, noNaN: true }), (maxTasks, missing) => {
        const tasks = added(maxTasks, missing);
        expect(tasks).toBeGreaterThanOrEqual(Math.min(missing, maxTasks));
        expect(tasks).toBeLessThanOrEqual(Math.min(maxTasks, most(maxTasks, missing)));
      }),
    );
  });

  test.each([1000, 1152, 1153, 2000, 5000])('are tight at each bound, with %d tasks at the most', (maxTasks) => {
    const steps = planSteps(maxTasks);
    expect(steps.length).toBeLessThanOrEqual(20);
    for (const { lower, tasks } of steps) expect(tasks).toBeLessThanOrEqual(most(maxTasks, lower));
  });

  test('are whole', () => {
    expect(planSteps(30).map(({ tasks }) => tasks)).toEqual([1, 2, 3, 4, 6, 8, 12, 16, 24, 30]);
    expect(planSteps(5000).map(({ tasks }) => tasks)).toEqual([
      1, 2, 3, 4, 6, 9, 14, 22, 35, 56, 89, 142, 227, 363, 580, 928, 1484, 2374, 3798, 5000,
    ]);
  });
});
