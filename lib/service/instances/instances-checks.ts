import { Token } from 'aws-cdk-lib';
import { Rule } from '../../internal/validation';
import { InstancesSettings } from './instances-settings';
import { percentRule, variableRules } from '../tier/tier-checks';

/** What is checked: the settings, and the image as the launch template will have it. */
export interface CheckedInstances extends InstancesSettings {
  readonly imageId: string;
}

const whole = (value: number, min: number, max: number) => Number.isInteger(value) && value >= min && value <= max;

const groupRules: readonly Rule<InstancesSettings>[] = [
  {
    prop: 'minInstances',
    value: (p) => p.minInstances,
    broken: (p) => !Number.isInteger(p.minInstances) || p.minInstances < 1,
    fix: () => 'give a whole number of at least 1',
  },
  {
    prop: 'minInstances > maxInstances',
    value: (p) =>
      Token.isUnresolved(p.minInstances) || Token.isUnresolved(p.maxInstances)
        ? undefined
        : [p.minInstances, p.maxInstances],
    broken: (p) =>
      !Token.isUnresolved(p.minInstances) && !Token.isUnresolved(p.maxInstances) && p.minInstances > p.maxInstances,
    fix: (p) => `give a maxInstances of ${p.minInstances} or more`,
  },
  percentRule('cpuPercent', (p) => p.cpuPercent),
  {
    prop: 'requestsPerInstancePerMinute',
    value: (p) => p.requestsPerInstancePerMinute,
    broken: (p) => p.requestsPerInstancePerMinute !== undefined && !(p.requestsPerInstancePerMinute > 0),
    fix: () => 'give the requests that one instance answers well in a minute, more than 0',
  },
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
  {
    prop: 'warmPool.minSize',
    value: (p) => p.warmPool?.minSize,
    broken: (p) => p.warmPool !== undefined && !(Number.isInteger(p.warmPool.minSize) && p.warmPool.minSize >= 0),
    fix: () => 'give a whole number of 0 or more',
  },
  {
    prop: 'warmPool.maxPrepared < minInstances',
    value: (p) => (p.warmPool?.maxPrepared === undefined ? undefined : [p.warmPool.maxPrepared, p.minInstances]),
    broken: (p) => p.warmPool?.maxPrepared !== undefined && p.warmPool.maxPrepared < p.minInstances,
    fix: () => 'give as many as are in service at least, and those that wait',
  },
];

const instanceRules: readonly Rule<InstancesSettings>[] = [
  {
    prop: 'port',
    value: (p) => p.port,
    broken: (p) => !whole(p.port, 1, 65535),
    fix: () => 'give a port from 1 to 65535',
  },
  {
    prop: 'userData',
    value: (p) => firstLine(p),
    broken: (p) => firstLine(p) !== undefined && !/^#!.*\bsh\b|^#!.*bash/.test(firstLine(p)!),
    fix: () => 'give a shell script, such as ec2.UserData.forLinux()',
  },
  {
    prop: 'startTimeout',
    value: (p) => p.startTimeout.toMinutes({ integral: false }),
    broken: (p) => !whole(p.startTimeout.toMinutes({ integral: false }), 1, 120),
    fix: () => 'give whole minutes from 1 to 120',
  },
  {
    prop: 'maxInstanceLifetime',
    value: (p) => p.maxInstanceLifetime.toDays({ integral: false }),
    broken: (p) => !whole(p.maxInstanceLifetime.toDays({ integral: false }), 1, 365),
    fix: () => 'give whole days from 1 to 365',
  },
  {
    prop: 'volumeGiB',
    value: (p) => p.volumeGiB,
    broken: (p) => !whole(p.volumeGiB, 8, 16384),
    fix: () => 'give a whole number from 8 to 16384',
  },
  {
    prop: 'refresh.minHealthyPercent',
    value: (p) => p.refresh.minHealthyPercent,
    broken: (p) => !whole(p.refresh.minHealthyPercent, 0, 100),
    fix: () => 'give a whole number from 0 to 100',
  },
  {
    prop: 'refresh.maxHealthyPercent',
    value: (p) => p.refresh.maxHealthyPercent,
    broken: (p) =>
      !whole(p.refresh.maxHealthyPercent, 100, 200) ||
      p.refresh.maxHealthyPercent - p.refresh.minHealthyPercent > 100 ||
      (p.refresh.maxHealthyPercent === 100 && p.refresh.minHealthyPercent === 100),
    fix: () => 'give a whole number from 100 to 200, above minHealthyPercent by 1 to 100',
  },
  {
    prop: 'refresh.alarms',
    value: (p) => p.refresh.alarms?.length,
    broken: (p) => (p.refresh.alarms?.length ?? 0) > 10,
    fix: () => 'give 10 at most: join several in a composite alarm',
  },
];

/**
 * EC2 Auto Scaling takes no warm pool and no refresh that skips what matches where the launch template names a parameter.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html#using-systems-manager-parameters-limitations
 */
const imageRule: Rule<CheckedInstances> = {
  prop: 'machineImage',
  value: (p) => p.imageId,
  broken: (p) => p.imageId.startsWith('resolve:ssm:'),
  fix: () =>
    'EC2 Auto Scaling refuses to skip instances in a refresh, or to keep a warm pool, with an image that is resolved at launch: give one that a deployment resolves, ec2.MachineImage.fromSsmParameter()',
};

/** All that must hold of `Compute.instances()`. */
export const INSTANCES_RULES: readonly Rule<CheckedInstances>[] = [
  imageRule,
  ...groupRules,
  ...instanceRules,
  ...variableRules<CheckedInstances>((p) => p.tier.environment),
];

function architectures(p: InstancesSettings): string[] {
  return [...new Set(p.instanceTypes.map((type) => type.architecture.toString()))].sort();
}

function firstLine(p: InstancesSettings): string | undefined {
  return p.userData?.render().split('\n')[0];
}
