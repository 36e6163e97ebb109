import { Duration, Token } from 'aws-cdk-lib';
import { containerRules as taskRules, secondsRule, taskSizeRules } from '../internal/container-task-settings';
import { Rule } from '../internal/validation';
import { capacityNeeds, WebServiceSettings } from './settings';

/** What the rules of a `PrivateLoadBalancer` look at. */
export interface LoadBalancerSettings {
  readonly subnetCount: number;
  readonly idleTimeout: Duration;
  readonly accessLogs: boolean;
  readonly regionKnown: boolean;
}

export const LOAD_BALANCER_RULES: readonly Rule<LoadBalancerSettings>[] = [
  {
    prop: 'subnets',
    value: (p) => p.subnetCount,
    broken: (p) => p.subnetCount < 2,
    fix: () => 'select subnets in at least two zones, which a load balancer needs',
  },
  secondsRule('idleTimeout', (p) => p.idleTimeout, 1, 4000),
  {
    prop: 'accessLogs',
    value: () => 'a bucket in a stack of no known Region',
    broken: (p) => p.accessLogs && !p.regionKnown,
    fix: () => "give the stack an 'env' with a region, which decides who may write to the bucket",
  },
];

const scalingRules: readonly Rule<WebServiceSettings>[] = [
  {
    prop: 'scaling.minTasks',
    value: (p) => p.scaling.minTasks,
    broken: (p) => !Number.isInteger(p.scaling.minTasks) || p.scaling.minTasks < 1,
    fix: () => 'give a whole number of at least 1',
  },
  {
    prop: 'scaling.minTasks > scaling.maxTasks',
    value: (p) =>
      tokens(p.scaling.minTasks, p.scaling.maxTasks) ? undefined : [p.scaling.minTasks, p.scaling.maxTasks],
    broken: (p) => !tokens(p.scaling.minTasks, p.scaling.maxTasks) && p.scaling.minTasks > p.scaling.maxTasks,
    fix: (p) => `give a maxTasks of ${p.scaling.minTasks} or more`,
  },
  percentRule('scaling.cpuPercent', (p) => p.scaling.cpuPercent),
  percentRule('scaling.memoryPercent', (p) => p.scaling.memoryPercent),
  {
    prop: 'scaling.requestsPerTaskPerMinute',
    value: (p) => p.scaling.requestsPerTaskPerMinute,
    broken: (p) => p.scaling.requestsPerTaskPerMinute !== undefined && !(p.scaling.requestsPerTaskPerMinute > 0),
    fix: () => 'give the requests that one task answers well in a minute, more than 0',
  },
];

const sizeRules: readonly Rule<WebServiceSettings>[] = [
  ...taskSizeRules<WebServiceSettings>(),
  faultsRule('capacity', (p) => p.capacity._faults(capacityNeeds(p))),
  faultsRule('deployment', (p) => p.deployment._faults()),
];

const containerRules: readonly Rule<WebServiceSettings>[] = [
  {
    prop: 'containerPort',
    value: (p) => p.containerPort,
    broken: (p) => !Number.isInteger(p.containerPort) || p.containerPort < 1 || p.containerPort > 65535,
    fix: () => 'give a port from 1 to 65535',
  },
  {
    prop: 'healthCheckPath',
    value: (p) => p.healthCheckPath,
    broken: (p) => !p.healthCheckPath.startsWith('/') || p.healthCheckPath.length > 1024,
    fix: () => "give a path that begins with '/', of at most 1024 characters",
  },
  ...taskRules<WebServiceSettings>(),
  secondsRule('deregistrationDelay', (p) => p.deregistrationDelay, 0, 3600),
  secondsRule('healthCheckInterval', (p) => p.healthCheckInterval, 6, 300),
];

/** All that must hold of a `WebService`. */
export const WEB_SERVICE_RULES: readonly Rule<WebServiceSettings>[] = [
  ...scalingRules,
  ...sizeRules,
  ...containerRules,
];

function faultsRule(prop: string, of: (p: WebServiceSettings) => string[]): Rule<WebServiceSettings> {
  return {
    prop,
    value: (p) => of(p).join('; '),
    broken: (p) => of(p).length > 0,
    fix: () => 'give values within these bounds',
  };
}

function percentRule(prop: string, of: (p: WebServiceSettings) => number | undefined): Rule<WebServiceSettings> {
  return {
    prop,
    value: of,
    broken: (p) => {
      const percent = of(p);
      return percent !== undefined && !(percent >= 10 && percent <= 90);
    },
    fix: () => 'give a percentage from 10 to 90, as tasks above that are full before new ones have started',
  };
}

function tokens(...values: number[]): boolean {
  return values.some((value) => Token.isUnresolved(value));
}
