import { Ground } from './ground';
import { BACK_JOBS } from './jobs-back';
import { FAILURE_JOBS } from './jobs-failure';
import { GROWTH_JOBS } from './jobs-growth';
import { NAIVE_JOBS } from './jobs-naive';
import { RELEASED_JOBS } from './jobs-released';

/** One thing that a worker does with an endpoint of its own. */
export interface Job {
  readonly name: string;
  /** States that other jobs keep, and this one starts from. */
  readonly needs: readonly string[];
  /** The state that this one keeps. */
  readonly keeps?: string;
  run(ground: Ground): Promise<void> | void;
}

/** What the run is about: the sample app's stages, smallest first, each with its assembly's folder. */
export interface Plan {
  readonly directory: string;
  readonly stages: readonly Stage[];
  /** Some of the stages once more, with another home Region. */
  readonly abroad: readonly Stage[];
}

export interface Stage {
  readonly name: string;
  readonly app: string;
}

/** Every job, those that others wait for first. */
export function allJobs(plan: Plan): Job[] {
  return [GROWTH_JOBS, RELEASED_JOBS, NAIVE_JOBS, FAILURE_JOBS, BACK_JOBS].flatMap((jobs) => jobs(plan));
}
