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
  /** Messages that a task receives beyond those that it works on; 0 unless it is one that should not. */
  readonly prefetched?: number;
  readonly startSeconds: () => number;
  /** Where SQS reports 0 messages in work, or nothing. */
  readonly reportsNoneInWork: boolean;
  /** When a rolling deployment begins, which runs the new tasks beside the old ones and turns scaling in off. */
  readonly deploysAt?: number;
}

export interface Outcome {
  /** The longest that a message waited until a worker began with it, of those that arrived within a window. */
  readonly longestWait: (from?: number, to?: number) => number;
  /** Desired tasks at each minute. */
  readonly desired: number[];
  /** Tasks that are there at each minute, at work or starting. */
  readonly tasks: number[];
  readonly leftOver: number;
}

interface Task {
  readonly readyAt: number;
  /** When each place for a job is free again. */
  readonly places: number[];
  /** When those messages arrived that the task received and has not begun. */
  readonly held: number[];
  leaving: boolean;
}

/** The messages: those in the queue by their arrival, and what became of the others. */
interface Messages {
  readonly arrived: number[];
  taken: number;
  readonly begun: { readonly arrived: number; readonly at: number }[];
}

const SQS_LATE = 60;
const ECS_LATE = 120;
/** Alarms are looked at some seconds after the minute. */
const ALARM_OFFSET = 20;

/** Runs a pool second by second, under the policies of its template. */
export function simulate(scenario: Scenario): Outcome {
  const autoscaling = new Autoscaling(scenario.policies, scenario.reading);
  const minutes: Minute[] = [];
  const messages: Messages = { arrived: [], taken: 0, begun: [] };
  const byMinute = { desired: [] as number[], tasks: [] as number[] };
  let desired = scenario.policies.min;
  let tasks: Task[] = Array.from({ length: desired }, () => startTask(0, scenario.jobsAtOnce));
  let old: Task[] = [];

  for (let now = 0; now < scenario.seconds; now++) {
    for (let count = scenario.arrivals(now); count > 0; count--) messages.arrived.push(now);
    if (now === scenario.deploysAt) [old, tasks] = [tasks, []];
    tasks = work(tasks, now, scenario, messages);
    old = work(old, now, scenario, messages);
    if (now % 60 === 0) {
      minutes.push(measure(now, [...tasks, ...old], messages, scenario));
      byMinute.desired.push(desired);
      byMinute.tasks.push(tasks.length + old.length);
    }
    if (now % 60 === ALARM_OFFSET) {
      const wish = autoscaling.next(now, minutes, desired);
      desired = old.length > 0 ? Math.max(desired, wish) : wish;
    }
    tasks = reconcile(tasks, desired, now, scenario);
    // Old tasks go once the new ones run.
    if (tasks.every(({ readyAt }) => readyAt <= now)) old.forEach((task) => (task.leaving = true));
  }
  return { longestWait: waits(messages), ...byMinute, leftOver: messages.arrived.length - messages.begun.length };
}

function waits({ begun }: Messages): Outcome['longestWait'] {
  return (from = 0, to = Infinity) =>
    begun.reduce(
      (longest, { arrived, at }) => (arrived >= from && arrived < to ? Math.max(longest, at - arrived) : longest),
      0,
    );
}

/** Free places take the oldest messages, unless their task is to leave; one that is to leave goes when it has none. */
function work(tasks: Task[], now: number, scenario: Scenario, messages: Messages): Task[] {
  for (const task of tasks) {
    if (task.readyAt > now) continue;
    for (let place = 0; place < scenario.jobsAtOnce; place++) {
      while (task.places[place]! <= now) {
        if (task.held.length === 0 && !task.leaving) receive(task, 1 + (scenario.prefetched ?? 0), messages);
        const arrived = task.held.shift();
        if (arrived === undefined) break;
        messages.begun.push({ arrived, at: now });
        // From the moment that it was free, within this second, or short jobs would be rounded up.
        task.places[place] = Math.max(task.places[place]!, now - 1) + scenario.jobSeconds();
      }
    }
  }
  return tasks.filter((task) => !task.leaving || jobsOf(task, now) > 0);
}

function receive(task: Task, most: number, messages: Messages): void {
  const upTo = Math.min(messages.arrived.length, messages.taken + most);
  while (messages.taken < upTo) task.held.push(messages.arrived[messages.taken++]!);
}

/** Messages that a task has, which SQS takes for work whether it has begun with them or not. */
const jobsOf = (task: Task, now: number) => task.places.filter((freeAt) => freeAt > now).length + task.held.length;

function startTask(readyAt: number, places: number): Task {
  return { readyAt, places: Array.from({ length: places }, () => 0), held: [], leaving: false };
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

function measure(now: number, tasks: readonly Task[], messages: Messages, scenario: Scenario): Minute {
  const running = tasks.filter((task) => task.readyAt <= now).length;
  const inWork = tasks.reduce((sum, task) => sum + jobsOf(task, now), 0);
  return {
    values: {
      ApproximateNumberOfMessagesVisible: messages.arrived.length - messages.taken,
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
