import { Duration, Token } from 'aws-cdk-lib';
import { Check } from '../internal/checks/check';
import { containerChecks, secondsCheck, taskSizeChecks } from '../internal/container-task-settings';
import { reactionTime, shortestDelay } from './backlog-plan';
import { secondsOf } from './queue-settings';
import { outside, words } from './work-queue-checks';
import { capacityNeeds, ContainerSettings, FunctionSettings } from './worker-settings';

const MOST_TASKS = 5000;
const whole = (value: number, min: number, max: number) => Number.isInteger(value) && value >= min && value <= max;
const backlog = (p: ContainerSettings) => p.backlog;

const fixedChecks: readonly Check<ContainerSettings>[] = [
  {
    prop: 'scaling',
    value: (p) => (backlog(p) ? undefined : p.scaling.minTasks),
    broken: (p) => !backlog(p) && !whole(p.scaling.minTasks, 0, MOST_TASKS),
    fix: () => `give WorkerScaling.fixed() a whole number from 0 to ${MOST_TASKS}`,
  },
];

const boundChecks: readonly Check<ContainerSettings>[] = [
  {
    prop: 'scaling.minTasks',
    value: (p) => p.scaling.minTasks,
    broken: (p) => !!backlog(p) && !whole(p.scaling.minTasks, 0, MOST_TASKS),
    fix: () => `give a whole number from 0 to ${MOST_TASKS}`,
  },
  {
    prop: 'scaling.maxTasks',
    value: (p) => p.scaling.maxTasks,
    broken: (p) => !!backlog(p) && !whole(p.scaling.maxTasks, 1, MOST_TASKS),
    fix: () => `give a whole number from 1 to ${MOST_TASKS}`,
  },
  {
    prop: 'scaling.minTasks > scaling.maxTasks',
    value: (p) =>
      [p.scaling.minTasks, p.scaling.maxTasks].some((tasks) => Token.isUnresolved(tasks))
        ? undefined
        : [p.scaling.minTasks, p.scaling.maxTasks],
    broken: (p) =>
      ![p.scaling.minTasks, p.scaling.maxTasks].some((tasks) => Token.isUnresolved(tasks)) &&
      p.scaling.minTasks > p.scaling.maxTasks,
    fix: (p) => `give a maxTasks of ${p.scaling.minTasks} or more`,
  },
];

const backlogChecks: readonly Check<ContainerSettings>[] = [
  {
    prop: 'scaling.jobsAtOnce',
    value: (p) => backlog(p)?.jobsAtOnce,
    broken: (p) => !whole(backlog(p)?.jobsAtOnce ?? 1, 1, 1000),
    fix: () => 'give a whole number from 1 to 1000',
  },
  {
    prop: 'scaling.taskStart',
    value: (p) => wordsOr(backlog(p)?.taskStart),
    broken: (p) => backlog(p) !== undefined && outside(backlog(p)!.taskStart, 1, 900),
    fix: () => 'give 1 second to 15 minutes',
  },
  {
    prop: 'scaling.jobDuration > longestJob',
    value: (p) => backlog(p) && [words(backlog(p)!.jobDuration), words(p.longestJob)],
    broken: (p) => backlog(p) !== undefined && secondsOf(backlog(p)!.jobDuration) > secondsOf(p.longestJob),
    fix: () =>
      'give what one job usually takes, or the queue a longer longestJob: workers lose a job that takes longer',
  },
  {
    prop: 'scaling.jobDuration',
    value: (p) => wordsOr(backlog(p)?.jobDuration),
    broken: (p) => backlog(p) !== undefined && !(secondsOf(backlog(p)!.jobDuration) > 0),
    fix: () => 'give what one job usually takes, more than 0',
  },
  {
    prop: 'acceptedDelay',
    value: (p) => (backlog(p) ? words(p.acceptedDelay) : undefined),
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
  {
    prop: 'capacity',
    value: (p) => p.capacity._faults(capacityNeeds(p)).join('; '),
    broken: (p) => p.capacity._faults(capacityNeeds(p)).length > 0,
    fix: () => 'give values within these bounds',
  },
  ...containerChecks<ContainerSettings>(),
  {
    prop: 'visibilityTimeout < longestJob',
    value: (p) => [words(p.visibilityTimeout), words(p.longestJob)],
    broken: (p) => secondsOf(p.visibilityTimeout) < secondsOf(p.longestJob),
    fix: () => 'another worker would begin a job that is still being done: give the queue a longer visibility timeout',
  },
  {
    prop: 'stopTimeout < longestJob',
    value: (p) => [words(p.stopTimeout), words(p.longestJob)],
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
    value: (p) => p.timeout && [words(p.longestJob), words(p.timeout)],
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
  {
    prop: 'maxConcurrency',
    value: (p) => p.maxConcurrency,
    broken: (p) => !whole(p.maxConcurrency, 2, 1000),
    fix: () => 'give a whole number from 2 to 1000',
  },
  {
    prop: 'batchSize',
    value: (p) => p.batchSize,
    broken: (p) => !whole(p.batchSize, 1, p.isFifo ? 10 : 10_000),
    fix: (p) => `give a whole number from 1 to ${p.isFifo ? '10, as the queue is FIFO' : '10000'}`,
  },
  {
    prop: 'batchSize and maxBatchingWindow',
    value: (p) => p.batchSize,
    broken: (p) => !p.isFifo && p.batchSize > 10 && windowOf(p) < 1,
    fix: () => 'Lambda gathers more than 10 messages only with a maxBatchingWindow of at least 1 second',
  },
  secondsCheck('maxBatchingWindow', (p) => p.maxBatchingWindow ?? Duration.seconds(0), 0, 300),
  {
    prop: 'maxBatchingWindow',
    value: (p) => wordsOr(p.maxBatchingWindow),
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

function wordsOr(duration: Duration | undefined): string | undefined {
  return duration === undefined ? undefined : words(duration);
}
