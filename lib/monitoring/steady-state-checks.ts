import { Token } from 'aws-cdk-lib';
import { Rule } from '../internal/validation';
import type { SteadyStateProps } from './steady-state';
import { resolveThresholds } from './thresholds';

const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;
const percent = (value: number) => value > 0 && value <= 100;
type EmailProp = 'emails' | 'noticeEmails';
const badEmails = (p: SteadyStateProps, prop: EmailProp) =>
  (p[prop] ?? []).filter((email) => !Token.isUnresolved(email) && !EMAIL.test(email));
const repeated = (p: SteadyStateProps, prop: EmailProp) =>
  (p[prop] ?? []).filter((email, i, all) => all.indexOf(email) !== i);

const emailRules = (prop: EmailProp): Rule<SteadyStateProps>[] => [
  {
    prop,
    value: (p) => badEmails(p, prop),
    broken: (p) => badEmails(p, prop).length > 0,
    fix: () => 'give e-mail addresses, such as "oncall@example.com"',
  },
  {
    prop,
    value: (p) => repeated(p, prop),
    broken: (p) => repeated(p, prop).length > 0,
    fix: () => 'give each address once',
  },
];

const percentRule = (name: 'errorPercent' | 'serviceCpuPercent' | 'serviceMemoryPercent'): Rule<SteadyStateProps> => ({
  prop: `thresholds.${name}`,
  value: (p) => p.thresholds?.[name],
  broken: (p) => !percent(resolveThresholds(p.thresholds)[name]),
  fix: () => 'give a percentage above 0 and up to 100',
});

/** The rules of a `SteadyState`. */
export const STEADY_STATE_RULES: readonly Rule<SteadyStateProps>[] = [
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
  {
    prop: 'minTasks',
    value: (p) => p.minTasks,
    broken: (p) => p.minTasks !== undefined && (!Number.isInteger(p.minTasks) || p.minTasks < 1),
    fix: () => 'give the least number of tasks that the service keeps, a whole number of 1 or more',
  },
  ...emailRules('emails'),
  ...emailRules('noticeEmails'),
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
  percentRule('errorPercent'),
  percentRule('serviceCpuPercent'),
  percentRule('serviceMemoryPercent'),
  {
    prop: 'thresholds.errorsAtLeast',
    value: (p) => p.thresholds?.errorsAtLeast,
    broken: (p) => resolveThresholds(p.thresholds).errorsAtLeast < 1,
    fix: () => 'give the least number of failed requests that matters, 1 or more',
  },
  {
    prop: 'thresholds.latencyP95 > thresholds.latencyP99',
    value: (p) => {
      const { latencyP95, latencyP99 } = resolveThresholds(p.thresholds);
      return [latencyP95.toMilliseconds(), latencyP99.toMilliseconds()];
    },
    broken: (p) => {
      const { latencyP95, latencyP99 } = resolveThresholds(p.thresholds);
      return latencyP95.toMilliseconds() > latencyP99.toMilliseconds();
    },
    fix: () => 'give the slowest 1 % at least as much time as the slowest 5 %',
  },
];
