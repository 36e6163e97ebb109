import { Duration, Lazy } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { TaskPlacement } from '../../../lib/service/containers/task-placement';
import { FunctionsOptions } from '../../../lib/service/functions/functions-options';
import { InstancesOptions } from '../../../lib/service/instances/instances-options';
import { WebTierProps } from '../../../lib/service/tier/web-tier';
import { inZones } from '../fixture';
import { buildTier, containers, functions, instances } from './compute-fixture';

const LOW_PERCENT = 'give a percentage from 10 to 90, as tasks above that are full before new ones have started';
const NAMES = 'name variables by letters, digits and _, a letter first';
const alarms = (count: number) =>
  Array.from({ length: count }, (): cloudwatch.IAlarm => ({ alarmArn: 'arn' }) as cloudwatch.IAlarm);

const ofInstances: [Partial<InstancesOptions>, string][] = [
  [{ minInstances: 0 }, 'minInstances is 0: give a whole number of 1 or more'],
  [{ minInstances: 7 }, 'minInstances > maxInstances is [7,6]: give a maxInstances of 7 or more'],
  [{ cpuPercent: 5 }, `cpuPercent is 5: ${LOW_PERCENT}`],
  [
    { requestsPerInstancePerMinute: 0 },
    'requestsPerInstancePerMinute is 0: give the requests that one instance answers well in a minute, more than 0',
  ],
  [{ instanceTypes: [] }, 'instanceTypes is []: give at least one type'],
  [
    { instanceTypes: [new ec2.InstanceType('m7g.large'), new ec2.InstanceType('m7i.large')] },
    'instanceTypes is ["arm64","x86_64"]: give types with one processor, the one that the image is for',
  ],
  [
    { warmPool: {}, instanceTypes: [new ec2.InstanceType('m7g.large'), new ec2.InstanceType('m6g.large')] },
    'warmPool with instanceTypes is 2: give one type: a warm pool has instances of one kind',
  ],
  [{ warmPool: { minSize: -1 } }, 'warmPool.minSize is -1: give a whole number of 0 or more'],
  [
    { warmPool: { maxPrepared: 1 } },
    'minInstances > warmPool.maxPrepared is [2,1]: give as many as are in service at least, and those that wait',
  ],
  [{ port: 0 }, 'port is 0: give a port from 1 to 65535'],
  [
    { userData: ec2.UserData.forWindows() },
    'userData is "<powershell></powershell>": give a shell script, such as ec2.UserData.forLinux()',
  ],
  [{ startTimeout: Duration.seconds(90) }, 'startTimeout is 90 seconds: give whole minutes from 1 to 120'],
  [{ maxInstanceLifetime: Duration.hours(12) }, 'maxInstanceLifetime is 12 hours: give whole days from 1 to 365'],
  [{ volumeGiB: 4 }, 'volumeGiB is 4: give a whole number from 8 to 16384'],
  [{ refresh: { minHealthyPercent: 101 } }, 'refresh.minHealthyPercent is 101: give a whole number from 0 to 100'],
  [
    { refresh: { minHealthyPercent: 50, maxHealthyPercent: 160 } },
    'refresh.maxHealthyPercent is 160: give a whole number from 100 to 200, above minHealthyPercent by 1 to 100',
  ],
  [{ refresh: { alarms: alarms(11) } }, 'refresh.alarms is 11: give 10 at most: join several in a composite alarm'],
];

const ofFunctions: [Partial<FunctionsOptions>, string][] = [
  [{ memoryMiB: 64 }, 'memoryMiB is 64: give a whole number from 128 to 10240'],
  [{ timeout: Duration.minutes(20) }, 'timeout is 20 minutes: give whole seconds from 1 to 900'],
  [
    { reservedConcurrency: 0 },
    'reservedConcurrency is 0: give a whole number of at least 1: with 0 no request is answered',
  ],
  [
    { provisionedConcurrency: { min: 0 } },
    'provisionedConcurrency.min is 0: give a whole number of at least 1, or leave provisionedConcurrency out',
  ],
  [
    { provisionedConcurrency: { min: 3, max: 2 } },
    'provisionedConcurrency.min > provisionedConcurrency.max is [3,2]: give a max of 3 or more',
  ],
  [{ provisionedConcurrency: { min: 3, usePercent: 95 } }, `provisionedConcurrency.usePercent is 95: ${LOW_PERCENT}`],
  [
    { provisionedConcurrency: { min: 3, max: 20 }, reservedConcurrency: 10 },
    'provisionedConcurrency.max > reservedConcurrency is [20,10]: reserve as many at least: what is ready is taken from what is reserved',
  ],
];

const error = (kind: string, ...lines: string[]) =>
  `${kind} at 'Web/Web':\n${lines.map((line) => `  - ${line}`).join('\n')}`;

test.each(ofInstances)('instances refuse %o', (options, message) => {
  expect(() => buildTier(instances(options))).toThrow(error('Compute.instances()', message));
});

test.each(ofFunctions)('functions refuse %o', (options, message) => {
  expect(() => buildTier(functions(options))).toThrow(error('Compute.functions()', message));
});

test('functions refuse public subnets', () => {
  expect(() =>
    buildTier(functions(), (vpc) => ({ placement: TaskPlacement.publicSubnets(inZones(vpc, 'public', 2)) })),
  ).toThrow(
    error(
      'Compute.functions()',
      'placement is "public subnets": a function has no public address: place it in private subnets, TaskPlacement.privateSubnets()',
    ),
  );
});

const environments: [Record<string, string>, string][] = [
  [{ 'A-B': 'x' }, `environment is ["A-B"]: ${NAMES}`],
  [{ A: 'x\ny' }, 'environment is ["A"]: give values of one line'],
];

test.each(environments)('instances and functions refuse the environment %o', (environment, message) => {
  expect(() => buildTier(instances(), () => ({ environment }))).toThrow(error('Compute.instances()', message));
  expect(() => buildTier(functions(), () => ({ environment }))).toThrow(error('Compute.functions()', message));
});

test('functions refuse names that Lambda keeps, and the name of another Region', () => {
  const message = (names: string) =>
    error(
      'Compute.functions()',
      `environment is ${names}: Lambda keeps these names for itself; AWS_REGION may be there with the stack's own Region, which it is`,
    );
  expect(() => buildTier(functions(), () => ({ environment: { LAMBDA_TASK_ROOT: '/' } }))).toThrow(
    message('["LAMBDA_TASK_ROOT"]'),
  );
  expect(() => buildTier(functions(), () => ({ environment: { AWS_REGION: 'eu-west-1' } }))).toThrow(
    message('["AWS_REGION"]'),
  );
});

const tiers: [Partial<WebTierProps>, string][] = [
  [
    { healthCheckPath: 'health' },
    'healthCheckPath is "health": give a path that begins with \'/\', of at most 1024 characters',
  ],
  [{ deregistrationDelay: Duration.hours(2) }, 'deregistrationDelay is 2 hours: give whole seconds from 0 to 3600'],
  [{ healthCheckInterval: Duration.seconds(5) }, 'healthCheckInterval is 5 seconds: give whole seconds from 6 to 300'],
  [
    { compute: containers().movingFrom(containers()) },
    'compute is "a switch is between two kinds: change the values of Compute.containers() instead": give values within these bounds',
  ],
  [
    { compute: containers().movingFrom(instances().preparing(functions())) },
    'compute is "one switch at a time: the other compute is itself in one": give values within these bounds',
  ],
];

test.each(tiers)('a tier refuses %o', (props, message) => {
  expect(() => buildTier(containers(), () => props)).toThrow(error('WebTier', message));
});

test('all that is wrong with one compute is told at once, and with the second of a switch as well', () => {
  expect(() => buildTier(instances({ port: 0, volumeGiB: 1 }))).toThrow(/port is 0.*\n.*volumeGiB is 1/);
  expect(() => buildTier(containers().preparing(instances({ port: 0 })))).toThrow(
    /Compute\.instances\(\) at 'Web\/Web'/,
  );
  expect(() => buildTier(containers({ containerPort: 0 }))).toThrow(
    error('Compute.containers()', 'containerPort is 0: give a port from 1 to 65535'),
  );
});

test('what is known at deployment only is not asked', () => {
  const number = (value: number) => Lazy.number({ produce: () => value });
  expect(() => buildTier(instances({ maxInstances: number(1) }))).not.toThrow();
  expect(() => buildTier(functions({ memoryMiB: number(64) }))).not.toThrow();
});
