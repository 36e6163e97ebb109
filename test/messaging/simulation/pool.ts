import { Autoscaling, Minute, Reading } from './autoscaling';
import { Policies } from './policies';

/** What happens to a pool, in seconds. */
export interface Scenario {
  readonly policies: Policies;
  readonly reading: Reading;
  readonly seconds: number;
  /** Messages that arrive in a second. */
  readonly arrivals: (second: number) => number;
  readonly jobSeconds: () => number;
  readonly jobsAtOnce: number;
  readonly startSeconds: () => number;
  /** Where SQS reports 0 messages in work, or nothing. */
  readonly reportsNoneInWork: boolean;
}

export interface Outcome {
  /** The longest that a message waited until a worker began with it, of those that arrived within a window. */
  readonly longestWait: (from?: number, to?: number) => number;
  /** Desired tasks at each minute. */
  readonly desired: number[];
  readonly leftOver: number;
}

interface Task {
  readonly readyAt: number;
  /** When each place for a job is free again. */
  readonly places: number[];
  leaving: boolean;
}

const SQS_LATE = 60;
const ECS_LATE = 120;
/** Alarms are looked at some seconds after the minute. */
const ALARM_OFFSET = 20;

/** Runs a pool second by second, under the policies of its template. */
export function simulate(scenario: Scenario): Outcome {
  const autoscaling = new Autoscaling(scenario.policies, scenario.reading);
  const minutes: Minute[] = [];
  const arrived: number[] = [];
  const begun: number[] = [];
  const desiredByMinute: number[] = [];
  let desired = scenario.policies.min;
  let tasks: Task[] = Array.from({ length: desired }, () => startTask(0, scenario.jobsAtOnce));

  for (let now = 0; now < scenario.seconds; now++) {
    for (let count = scenario.arrivals(now); count > 0; count--) arrived.push(now);
    tasks = work(tasks, now, scenario, arrived, begun);
    if (now % 60 === 0) {
      minutes.push(measure(now, tasks, arrived.length - begun.length, scenario));
      desiredByMinute.push(desired);
    }
    if (now % 60 === ALARM_OFFSET) desired = autoscaling.next(now, minutes, desired);
    tasks = reconcile(tasks, desired, now, scenario);
  }
  const waits = begun.map((at, index) => at - arrived[index]!);
  return {
    longestWait: (from = 0, to = Infinity) =>
      waits.reduce(
        (longest, wait, i) => (arrived[i]! >= from && arrived[i]! < to ? Math.max(longest, wait) : longest),
        0,
      ),
    desired: desiredByMinute,
    leftOver: arrived.length - begun.length,
  };
}

/** Free places take the oldest messages, unless their task is to leave; one that is to leave goes when it has none. */
function work(tasks: Task[], now: number, scenario: Scenario, arrived: number[], begun: number[]): Task[] {
  for (const task of tasks) {
    if (task.leaving || task.readyAt > now) continue;
    for (let place = 0; place < scenario.jobsAtOnce; place++) {
      while (task.places[place]! <= now && begun.length < arrived.length) {
        begun.push(now);
        // From the moment that it was free, within this second, or short jobs would be rounded up.
        task.places[place] = Math.max(task.places[place]!, now - 1) + scenario.jobSeconds();
      }
    }
  }
  return tasks.filter((task) => !task.leaving || jobsOf(task, now) > 0);
}

const jobsOf = (task: Task, now: number) => task.places.filter((freeAt) => freeAt > now).length;

function startTask(readyAt: number, places: number): Task {
  return { readyAt, places: Array.from({ length: places }, () => 0), leaving: false };
}

/** ECS starts what is missing, and stops what is too much; a task at work is protected until it is done. */
function reconcile(tasks: Task[], desired: number, now: number, scenario: Scenario): Task[] {
  const staying = tasks.filter((task) => !task.leaving);
  const missing = desired - staying.length;
  if (missing > 0) {
    const started = Array.from({ length: missing }, () =>
      startTask(now + scenario.startSeconds(), scenario.jobsAtOnce),
    );
    return [...tasks, ...started];
  }
  // ECS knows nothing of messages: it takes the youngest, at work or not.
  for (const task of staying.slice(desired)) task.leaving = true;
  return tasks;
}

function measure(now: number, tasks: readonly Task[], waiting: number, scenario: Scenario): Minute {
  const running = tasks.filter((task) => task.readyAt <= now).length;
  const inWork = tasks.reduce((sum, task) => sum + jobsOf(task, now), 0);
  return {
    values: {
      ApproximateNumberOfMessagesVisible: waiting,
      ApproximateNumberOfMessagesNotVisible: inWork === 0 && !scenario.reportsNoneInWork ? undefined : inWork,
      CPUUtilization: running === 0 ? undefined : running,
    },
    availableAt: {
      ApproximateNumberOfMessagesVisible: now + SQS_LATE,
      ApproximateNumberOfMessagesNotVisible: now + SQS_LATE,
      CPUUtilization: now + ECS_LATE,
    },
  };
}

/** A seeded source of chance, so that each run is the same. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** How many of the events with this rate happen in a second (Knuth). */
export function poisson(rate: number, random: () => number): number {
  const limit = Math.exp(-rate);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count++;
  return count;
}
