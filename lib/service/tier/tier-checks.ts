import { Duration, Token } from 'aws-cdk-lib';
import { containerRules as taskRules, secondsRule, taskSizeRules } from '../../internal/container-task-settings';
import { Rule } from '../../internal/validation';
import { rollbackFaults } from '../deployment/rollback-alarms';
import type { Compute } from './compute';
import { capacityNeeds, TierSettings, WebServiceSettings } from './settings';

/** What the rules of a `PrivateLoadBalancer` look at. */
export interface LoadBalancerSettings {
  readonly subnetCount: number;
  /** Where the subnets are, of those whose zone is known. */
  readonly zones: string[];
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
  {
    prop: 'subnets',
    value: (p) => p.zones,
    broken: (p) => new Set(p.zones).size < p.zones.length,
    fix: () => 'give one subnet of each zone: a load balancer takes no two of the same',
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
  faultsRule<WebServiceSettings>('capacity', (p) => p.capacity._faults(capacityNeeds(p))),
  faultsRule<WebServiceSettings>('deployment', (p) => p.deployment._faults()),
  faultsRule<WebServiceSettings>('thresholds', (p) => rollbackFaults(p.thresholds)),
];

const containerRules: readonly Rule<WebServiceSettings>[] = [
  {
    prop: 'containerPort',
    value: (p) => p.containerPort,
    broken: (p) => !Number.isInteger(p.containerPort) || p.containerPort < 1 || p.containerPort > 65535,
    fix: () => 'give a port from 1 to 65535',
  },
  ...taskRules<WebServiceSettings>(),
  ...tierRules<WebServiceSettings>(),
];

/** All that must hold of a `WebService`. */
export const WEB_SERVICE_RULES: readonly Rule<WebServiceSettings>[] = [
  ...scalingRules,
  ...sizeRules,
  ...containerRules,
];

/** What a `WebTier` is given, with the defaults of what is the same for all compute. */
export interface WebTierSettings extends TierSettings {
  readonly compute: Compute;
}

/** All that must hold of a `WebTier`; what it computes with has rules of its own. */
export const WEB_TIER_RULES: readonly Rule<WebTierSettings>[] = [
  ...tierRules<WebTierSettings>(),
  faultsRule<WebTierSettings>('compute', (p) => p.compute._faults()),
];

function faultsRule<P>(prop: string, of: (p: P) => string[]): Rule<P> {
  return {
    prop,
    value: (p) => of(p).join('; '),
    broken: (p) => of(p).length > 0,
    fix: () => 'give values within these bounds',
  };
}

/** What must hold of a tier, whatever it computes with. */
export function tierRules<P extends TierSettings>(): Rule<P>[] {
  return [
    {
      prop: 'healthCheckPath',
      value: (p) => p.healthCheckPath,
      broken: (p) => !p.healthCheckPath.startsWith('/') || p.healthCheckPath.length > 1024,
      fix: () => "give a path that begins with '/', of at most 1024 characters",
    },
    secondsRule('deregistrationDelay', (p) => p.deregistrationDelay, 0, 3600),
    secondsRule('healthCheckInterval', (p) => p.healthCheckInterval, 6, 300),
  ];
}

/** Variables that a file of lines, and Lambda, can hold. */
export function variableRules<P>(of: (p: P) => { [name: string]: string }): Rule<P>[] {
  const badNames = (p: P) => Object.keys(of(p)).filter((name) => !/^[A-Za-z][A-Za-z0-9_]*$/.test(name));
  const badValues = (p: P) =>
    Object.entries(of(p))
      .filter(([, value]) => !Token.isUnresolved(value) && /[\r\n\0]/.test(value))
      .map(([name]) => name);
  return [
    {
      prop: 'environment',
      value: badNames,
      broken: (p) => badNames(p).length > 0,
      fix: () => 'name variables by letters, digits and _, a letter first',
    },
    {
      prop: 'environment',
      value: badValues,
      broken: (p) => badValues(p).length > 0,
      fix: () => 'give values of one line',
    },
  ];
}

export function percentRule<P>(prop: string, of: (p: P) => number | undefined): Rule<P> {
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
