import { Job, Plan } from './job';
import { BACK_JOBS } from './jobs-back';
import { FAILURE_JOBS } from './jobs-failure';
import { GROWTH_JOBS } from './jobs-growth';
import { NAIVE_JOBS } from './jobs-naive';
import { RELEASED_JOBS } from './jobs-released';

/** Every job, those that others wait for first. */
export function allJobs(plan: Plan): Job[] {
  return [GROWTH_JOBS, RELEASED_JOBS, NAIVE_JOBS, FAILURE_JOBS, BACK_JOBS].flatMap((jobs) => jobs(plan));
}
