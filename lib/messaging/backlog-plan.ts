/** What users know of their jobs, in seconds. */
export interface BacklogLoad {
  /** What one job usually takes. */
  readonly jobSeconds: number;
  /** How long a message may wait until a worker begins with it. */
  readonly acceptedDelaySeconds: number;
  /** From ECS starting a task until it takes its first message. */
  readonly taskStartSeconds: number;
  /** Jobs that one task works on side by side. */
  readonly jobsAtOnce: number;
  readonly maxTasks: number;
}

/** One step of a policy: with `lower` to `upper` tasks too few, so many more. */
export interface BacklogStep {
  readonly lower: number;
  /** Exclusive; the last step has none. */
  readonly upper?: number;
  readonly tasks: number;
}

/** The numbers of the scaling policies. */
export interface BacklogPlan {
  /** Waiting messages that one task works off in time: the target of the tracking policy. */
  readonly backlogPerTask: number;
  /** From a message's arrival until tasks that were started for it take messages. */
  readonly reactionSeconds: number;
  readonly steps: BacklogStep[];
}

/**
 * What passes before scaling begins, at worst: SQS counts each minute, the count is in CloudWatch a minute later, and
 * the alarm looks at it each minute.
 */
export const NOTICE_SECONDS = 180;

/**
 * A policy has 20 steps by quota.
 *
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-quotas.html
 */
const MAX_STEPS = 20;

/** The most tasks that 20 steps of half as much again reach. */
const MOST_BY_HALVES = 1152;

/** What reaches the 5000 tasks that an ECS service may have. */
const WIDE_RATIO = 1.6;

/**
 * How many waiting messages a task may have, and how many tasks to add when it has more.
 *
 * A burst of V messages gets V / backlogPerTask tasks, which begin `reactionSeconds` after it and then work off
 * `backlogPerTask` messages each, `jobsAtOnce` at a time: so what is left of the delay, divided by the time of a job.
 * Never less than a task works on at once: more tasks than messages would find nothing to do.
 */
export function planBacklog(load: BacklogLoad): BacklogPlan {
  const reactionSeconds = reactionTime(load.taskStartSeconds);
  const rounds = (load.acceptedDelaySeconds - reactionSeconds) / load.jobSeconds;
  const backlogPerTask = Math.floor(Math.max(1, rounds) * load.jobsAtOnce * 100) / 100;
  return { backlogPerTask, reactionSeconds, steps: planSteps(load.maxTasks) };
}

/** From a message's arrival until a task that was started for it takes messages. */
export function reactionTime(taskStartSeconds: number): number {
  return NOTICE_SECONDS + taskStartSeconds;
}

/** The least delay that scaling can keep. */
export function shortestDelay(taskStartSeconds: number, jobSeconds: number): number {
  return reactionTime(taskStartSeconds) + jobSeconds;
}

/**
 * Steps that add at least what is missing and at most half as much again: 1, 2, 3, 4, 6, 8, 12, 16, 24, … For more than
 * 1152 tasks they are wider, as a policy has no more of them, and add at most six tenths again: 1, 2, 3, 4, 6, 9, 14, …
 */
export function planSteps(maxTasks: number): BacklogStep[] {
  const following = maxTasks > MOST_BY_HALVES ? wider : byHalves;
  const bounds = [0];
  for (let next = 1; next < maxTasks && bounds.length < MAX_STEPS; next = following(next)) bounds.push(next);
  return bounds.map((lower, index) => {
    const upper = bounds[index + 1];
    return { lower, upper, tasks: upper ?? maxTasks };
  });
}

const wider = (bound: number): number => (bound < 4 ? bound + 1 : Math.floor(bound * WIDE_RATIO));

function byHalves(bound: number): number {
  if (bound < 4) return bound + 1;
  const isPowerOfTwo = Number.isInteger(Math.log2(bound));
  return isPowerOfTwo ? (bound * 3) / 2 : (bound * 4) / 3;
}
