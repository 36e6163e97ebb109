import { Duration } from 'aws-cdk-lib';
import { check, duration, faultless, isWholeWithin, notAbove, whole, wholeUnits } from '../internal/checks/blocks';
import { Check } from '../internal/checks/check';
import { containerChecks, taskSizeChecks } from '../internal/container-task-settings';
import { reactionTime, shortestDelay } from './backlog-plan';
import { secondsOf } from './queue-settings';
import { capacityNeeds, ContainerSettings, FunctionSettings } from './worker-settings';

const MOST_TASKS = 5000;
const backlog = (p: ContainerSettings) => p.backlog;

const fixedChecks: readonly Check<ContainerSettings>[] = [
  whole(
    'scaling',
    (p) => (backlog(p) ? undefined : p.scaling.minTasks),
    { least: 0, most: MOST_TASKS },
    `give WorkerScaling.fixed() a whole number from 0 to ${MOST_TASKS}`,
  ),
];

const boundChecks: readonly Check<ContainerSettings>[] = [
  whole('scaling.minTasks', (p) => (backlog(p) ? p.scaling.minTasks : undefined), { least: 0, most: MOST_TASKS }),
  whole('scaling.maxTasks', (p) => (backlog(p) ? p.scaling.maxTasks : undefined), { least: 1, most: MOST_TASKS }),
  notAbove(
    'scaling.minTasks > scaling.maxTasks',
    (p) => p.scaling.minTasks,
    (p) => p.scaling.maxTasks,
    (p) => `give a maxTasks of ${p.scaling.minTasks} or more`,
  ),
];

const backlogChecks: readonly Check<ContainerSettings>[] = [
  whole('scaling.jobsAtOnce', (p) => backlog(p)?.jobsAtOnce, { least: 1, most: 1000 }),
  duration('scaling.taskStart', (p) => backlog(p)?.taskStart, Duration.seconds(1), Duration.minutes(15)),
  {
    prop: 'scaling.jobDuration > longestJob',
    value: (p) => backlog(p) && [backlog(p)!.jobDuration, p.longestJob],
    broken: (p) => backlog(p) !== undefined && secondsOf(backlog(p)!.jobDuration) > secondsOf(p.longestJob),
    fix: () =>
      'give what one job usually takes, or the queue a longer longestJob: workers lose a job that takes longer',
  },
  {
    prop: 'scaling.jobDuration',
    value: (p) => backlog(p)?.jobDuration,
    broken: (p) => backlog(p) !== undefined && !(secondsOf(backlog(p)!.jobDuration) > 0),
    fix: () => 'give what one job usually takes, more than 0',
  },
  {
    prop: 'acceptedDelay',
    value: (p) => (backlog(p) ? p.acceptedDelay : undefined),
    broken: (p) => backlog(p) !== undefined && secondsOf(p.acceptedDelay) < leastDelay(p),
    fix: (p) =>
      `scaling by backlog takes up to ${reactionTime(secondsOf(backlog(p)!.taskStart))} seconds from a message to a task that was started for it, and a job before it ${secondsOf(backlog(p)!.jobDuration)}: give the queue an acceptedDelay of at least ${leastDelay(p)} seconds, ${instanceHint(p)}or keep enough tasks by WorkerScaling.fixed()`,
  },
];

/** The rules of containers in a `WorkerPool`. */
export const CONTAINER_WORKER_CHECKS: readonly Check<ContainerSettings>[] = [
  ...fixedChecks,
  ...boundChecks,
  ...backlogChecks,
  ...taskSizeChecks<ContainerSettings>(),
  faultless('capacity', (p) => p.capacity._faults(capacityNeeds(p))),
  ...containerChecks<ContainerSettings>(),
  {
    prop: 'visibilityTimeout < longestJob',
    value: (p) => [p.visibilityTimeout, p.longestJob],
    broken: (p) => secondsOf(p.visibilityTimeout) < secondsOf(p.longestJob),
    fix: () => 'another worker would begin a job that is still being done: give the queue a longer visibility timeout',
  },
  {
    prop: 'stopTimeout < longestJob',
    value: (p) => [p.stopTimeout, p.longestJob],
    broken: (p) => !p.protectsItself && secondsOf(p.stopTimeout) < secondsOf(p.longestJob),
    fix: (p) =>
      secondsOf(p.longestJob) <= 120
        ? 'ECS would stop a task in the middle of its job: give a stopTimeout as long as the longest job, up to 120 seconds'
        : 'ECS would stop a task in the middle of its job, as it waits for 120 seconds at most: let the process protect its task while it works and say so by protectsItself: true, or cut the job into steps',
  },
];

/** The rules of a function in a `WorkerPool`. */
export const FUNCTION_WORKER_CHECKS: readonly Check<FunctionSettings>[] = [
  {
    prop: 'timeout',
    value: () => null,
    broken: (p) => p.timeout === undefined,
    fix: () => "the function is made elsewhere and its timeout is not known here: give the function's timeout",
  },
  {
    prop: 'longestJob > timeout',
    value: (p) => p.timeout && [p.longestJob, p.timeout],
    broken: (p) => p.timeout !== undefined && secondsOf(p.longestJob) > secondsOf(p.timeout),
    fix: () =>
      'Lambda would stop the function in the middle of its job: give the function a longer timeout, up to 15 minutes, or use Workers.containers()',
  },
  {
    prop: 'visibilityTimeout',
    value: (p) => p.visibilityGiven,
    broken: (p) => p.visibilityGiven < p.visibilityNeeded,
    fix: (p) =>
      `Lambda wants six times the function's timeout and the batching window: give the queue ${p.visibilityNeeded} seconds or more`,
  },
  whole('maxConcurrency', (p) => p.maxConcurrency, { least: 2, most: 1000 }),
  check(
    'batchSize',
    (p) => p.batchSize,
    (p) => !isWholeWithin(p.batchSize, { least: 1, most: p.isFifo ? 10 : 10_000 }),
    (p) => `give a whole number from 1 to ${p.isFifo ? '10, as the queue is FIFO' : '10000'}`,
  ),
  {
    prop: 'batchSize and maxBatchingWindow',
    value: (p) => p.batchSize,
    broken: (p) => !p.isFifo && p.batchSize > 10 && windowOf(p) < 1,
    fix: () => 'Lambda gathers more than 10 messages only with a maxBatchingWindow of at least 1 second',
  },
  wholeUnits('maxBatchingWindow', (p) => p.maxBatchingWindow, 'seconds', { least: 0, most: 300 }),
  {
    prop: 'maxBatchingWindow',
    value: (p) => p.maxBatchingWindow,
    broken: (p) => p.isFifo && windowOf(p) > 0,
    fix: () => 'Lambda gathers no messages of a FIFO queue: leave it out',
  },
];

/** Where the default counts with an instance that starts, one may know better. */
const instanceHint = (p: ContainerSettings) =>
  p.capacity._startsInstances ? 'scaling.taskStart what a task takes where instances with room always run, ' : '';

const windowOf = (p: FunctionSettings) => (p.maxBatchingWindow ? secondsOf(p.maxBatchingWindow) : 0);

function leastDelay(p: ContainerSettings): number {
  return shortestDelay(secondsOf(backlog(p)!.taskStart), secondsOf(backlog(p)!.jobDuration));
}
