import { distinct, each, percent, whole } from '../internal/checks/blocks';
import { Check } from '../internal/checks/check';
import { SteadyStateProps } from './steady-state-props';
import { thresholdSettingsOf } from './thresholds';

const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

const emailChecks = (prop: 'emails' | 'noticeEmails'): Check<SteadyStateProps>[] => [
  each(
    prop,
    (p) => p[prop],
    (email) => EMAIL.test(email),
    'give e-mail addresses, such as "oncall@example.com"',
  ),
  distinct(prop, (p) => p[prop], 'give each address once'),
];

/** The rules of a `SteadyState`. */
export const STEADY_STATE_CHECKS: readonly Check<SteadyStateProps>[] = [
  {
    prop: 'loadBalancer, service, autoScalingGroup, function, database, distribution, alarms, notices',
    value: () => null,
    broken: (p) =>
      !p.loadBalancer &&
      !p.service &&
      !p.autoScalingGroup &&
      !p.function &&
      !p.database &&
      !p.distribution &&
      (p.alarms ?? []).length === 0 &&
      (p.notices ?? []).length === 0,
    fix: () => 'give at least one of them to watch',
  },
  {
    prop: 'targetGroups without loadBalancer',
    value: (p) => p.targetGroups?.length,
    broken: (p) => (p.targetGroups?.length ?? 0) > 0 && !p.loadBalancer,
    fix: () => 'give the load balancer too: hosts are counted for a group and its load balancer',
  },
  {
    prop: 'targetGroups',
    value: (p) => p.targetGroups?.length ?? 0,
    broken: (p) => p.loadBalancer !== undefined && (p.targetGroups ?? []).length === 0,
    fix: () => 'give every group that the service may stand in, both of a blue/green pair, such as `web.targetGroups`',
  },
  whole(
    'minTasks',
    (p) => p.minTasks,
    { least: 1 },
    'give the least number of tasks that the service keeps, a whole number of 1 or more',
  ),
  ...emailChecks('emails'),
  ...emailChecks('noticeEmails'),
  {
    prop: 'emails with topic',
    value: (p) => p.emails,
    broken: (p) => p.topic !== undefined && (p.emails?.length ?? 0) > 0,
    fix: () => 'a topic of yours has its own subscribers: subscribe these to it where it is made, or leave topic out',
  },
  {
    prop: 'noticeEmails with a topic of yours',
    value: (p) => p.noticeEmails,
    broken: (p) => (p.noticeTopic ?? p.topic) !== undefined && (p.noticeEmails?.length ?? 0) > 0,
    fix: () => 'no topic for notices is made here: subscribe these where the topic is made, or leave topic out',
  },
  {
    prop: 'encryptionKey with topic',
    value: (p) => p.encryptionKey !== undefined,
    broken: (p) => p.topic !== undefined && p.encryptionKey !== undefined,
    fix: () => 'a topic of yours has its own encryption: leave encryptionKey out, or topic',
  },
  percent('thresholds.errorPercent', (p) => p.thresholds?.errorPercent),
  percent('thresholds.serviceCpuPercent', (p) => p.thresholds?.serviceCpuPercent),
  percent('thresholds.serviceMemoryPercent', (p) => p.thresholds?.serviceMemoryPercent),
  {
    prop: 'thresholds.errorsAtLeast',
    value: (p) => p.thresholds?.errorsAtLeast,
    broken: (p) => thresholdSettingsOf(p.thresholds).errorsAtLeast < 1,
    fix: () => 'give the least number of failed requests that matters, 1 or more',
  },
  {
    prop: 'thresholds.latencyP95 > thresholds.latencyP99',
    value: (p) => {
      const { latencyP95, latencyP99 } = thresholdSettingsOf(p.thresholds);
      return [latencyP95.toMilliseconds(), latencyP99.toMilliseconds()];
    },
    broken: (p) => {
      const { latencyP95, latencyP99 } = thresholdSettingsOf(p.thresholds);
      return latencyP95.toMilliseconds() > latencyP99.toMilliseconds();
    },
    fix: () => 'give the slowest 1 % at least as much time as the slowest 5 %',
  },
];
