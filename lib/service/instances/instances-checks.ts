import {
  check,
  isWholeWithin,
  notAbove,
  port,
  positive,
  targetPercent,
  whole,
  wholeUnits,
} from '../../internal/checks/blocks';
import { Check } from '../../internal/checks/check';
import { variableChecks } from '../tier/tier-checks';
import { InstancesSettings } from './instances-settings';

const groupChecks: readonly Check<InstancesSettings>[] = [
  whole('minInstances', (p) => p.minInstances, { least: 1 }),
  notAbove(
    'minInstances > maxInstances',
    (p) => p.minInstances,
    (p) => p.maxInstances,
    (p) => `give a maxInstances of ${p.minInstances} or more`,
  ),
  targetPercent('cpuPercent', (p) => p.cpuPercent),
  positive(
    'requestsPerInstancePerMinute',
    (p) => p.requestsPerInstancePerMinute,
    'give the requests that one instance answers well in a minute, more than 0',
  ),
  {
    prop: 'instanceTypes',
    value: (p) => p.instanceTypes.map(String),
    broken: (p) => p.instanceTypes.length === 0,
    fix: () => 'give at least one type',
  },
  {
    prop: 'instanceTypes',
    value: (p) => architectures(p),
    broken: (p) => architectures(p).length > 1,
    fix: () => 'give types with one processor, the one that the image is for',
  },
  {
    prop: 'warmPool with instanceTypes',
    value: (p) => p.instanceTypes.length,
    broken: (p) => p.warmPool !== undefined && p.instanceTypes.length > 1,
    fix: () => 'give one type: a warm pool has instances of one kind',
  },
  whole('warmPool.minSize', (p) => p.warmPool?.minSize, { least: 0 }),
  notAbove(
    'minInstances > warmPool.maxPrepared',
    (p) => p.minInstances,
    (p) => p.warmPool?.maxPrepared,
    'give as many as are in service at least, and those that wait',
  ),
];

const instanceChecks: readonly Check<InstancesSettings>[] = [
  port('port', (p) => p.port),
  {
    prop: 'userData',
    value: (p) => firstLine(p),
    broken: (p) => firstLine(p) !== undefined && !/^#!.*\bsh\b|^#!.*bash/.test(firstLine(p)!),
    fix: () => 'give a shell script, such as ec2.UserData.forLinux()',
  },
  wholeUnits('startTimeout', (p) => p.startTimeout, 'minutes', { least: 1, most: 120 }),
  wholeUnits('maxInstanceLifetime', (p) => p.maxInstanceLifetime, 'days', { least: 1, most: 365 }),
  whole('volumeGiB', (p) => p.volumeGiB, { least: 8, most: 16384 }),
  whole('refresh.minHealthyPercent', (p) => p.refresh.minHealthyPercent, { least: 0, most: 100 }),
  check(
    'refresh.maxHealthyPercent',
    (p) => p.refresh.maxHealthyPercent,
    ({ refresh: { minHealthyPercent: min, maxHealthyPercent: max } }) =>
      !isWholeWithin(max, { least: 100, most: 200 }) || max - min > 100 || (max === 100 && min === 100),
    'give a whole number from 100 to 200, above minHealthyPercent by 1 to 100',
  ),
  {
    prop: 'refresh.alarms',
    value: (p) => p.refresh.alarms?.length,
    broken: (p) => (p.refresh.alarms?.length ?? 0) > 10,
    fix: () => 'give 10 at most: join several in a composite alarm',
  },
];

/** All that must hold of `Compute.instances()`. */
export const INSTANCES_CHECKS: readonly Check<InstancesSettings>[] = [
  ...groupChecks,
  ...instanceChecks,
  ...variableChecks<InstancesSettings>((p) => p.tier.environment),
];

function architectures(p: InstancesSettings): string[] {
  return [...new Set(p.instanceTypes.map((type) => type.architecture.toString()))].sort();
}

function firstLine(p: InstancesSettings): string | undefined {
  return p.userData?.render().split('\n')[0];
}
