import { App, Duration, Lazy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { isFargateSize } from '../../../lib/internal/fargate-sizes';
import { Capacity } from '../../../lib/service/capacity/capacity';
import { PrivateLoadBalancer, PrivateLoadBalancerProps } from '../../../lib/service/entrance/private-load-balancer';
import { WebServiceProps } from '../../../lib/service/tier/web-service-props';
import { build, importedVpc, inZones } from '../fixture';

const LOW_PERCENT = 'give a percentage from 10 to 90, as tasks above that are full before new ones have started';

const broken: [string, Partial<WebServiceProps>, string][] = [
  ['no task', { scaling: { minTasks: 0, maxTasks: 4 } }, 'scaling.minTasks is 0: give a whole number of 1 or more'],
  [
    'bounds that cross',
    { scaling: { minTasks: 5, maxTasks: 4 } },
    'scaling.minTasks > scaling.maxTasks is [5,4]: give a maxTasks of 5 or more',
  ],
  [
    'a CPU target that is too high',
    { scaling: { minTasks: 1, maxTasks: 4, cpuPercent: 95 } },
    `scaling.cpuPercent is 95: ${LOW_PERCENT}`,
  ],
  [
    'a memory target that is too low',
    { scaling: { minTasks: 1, maxTasks: 4, memoryPercent: 0 } },
    `scaling.memoryPercent is 0: ${LOW_PERCENT}`,
  ],
  [
    'no requests',
    { scaling: { minTasks: 1, maxTasks: 4, requestsPerTaskPerMinute: 0 } },
    'scaling.requestsPerTaskPerMinute is 0: give the requests that one task answers well in a minute, more than 0',
  ],
  [
    'a CPU that Fargate lacks',
    { cpu: 300 },
    'cpu is 300: Fargate has tasks with 256, 512, 1024, 2048, 4096, 8192 or 16384 CPU units',
  ],
  [
    'memory that does not go with the smallest CPU',
    { cpu: 256, memoryMiB: 4096 },
    'memoryMiB is 4096: with cpu 256, Fargate has 512, 1024 or 2048 MiB',
  ],
  [
    'memory that does not go with a large CPU',
    { cpu: 8192, memoryMiB: 18432 },
    'memoryMiB is 18432: with cpu 8192, Fargate has 16384 to 61440 MiB in steps of 4096',
  ],
  [
    'capacity out of bounds',
    { capacity: Capacity.fargate({ spotPercent: 120, onDemandBase: -1 }) },
    'capacity is "spotPercent 120 must be a whole number from 0 to 100; onDemandBase -1 must be a whole number from 0 to 100000": give values within these bounds',
  ],
  [
    'a base on demand with nothing on demand',
    { capacity: Capacity.fargate({ spotPercent: 100 }) },
    'capacity is "spotPercent 100 leaves nothing on demand, so onDemandBase must be 0, not 1": give values within these bounds',
  ],
  ['no port', { containerPort: 0 }, 'containerPort is 0: give a port from 1 to 65535'],
  [
    'a health check that is no path',
    { healthCheckPath: 'health' },
    `healthCheckPath is "health": give a path that begins with '/', of at most 1024 characters`,
  ],
  ...['200,', '500', '299-200', '2xx', '200 - 299', '199'].map((healthCheckCodes): [string, object, string] => [
    `the health check codes ${healthCheckCodes}`,
    { healthCheckCodes },
    `healthCheckCodes is "${healthCheckCodes}": give codes from 200 to 499, and ranges of them, separated by commas, such as '200-299,401'`,
  ]),
  [
    'a writable root',
    { writablePaths: ['/tmp', '/'] },
    `writablePaths is ["/tmp","/"]: give absolute paths other than '/'`,
  ],
  [
    'a stop that Fargate cuts short',
    { stopTimeout: Duration.minutes(5) },
    'stopTimeout is 5 minutes: give whole seconds from 2 to 120',
  ],
  [
    'a deregistration of hours',
    { deregistrationDelay: Duration.hours(2) },
    'deregistrationDelay is 2 hours: give whole seconds from 0 to 3600',
  ],
  [
    'an interval shorter than the timeout',
    { healthCheckInterval: Duration.seconds(5) },
    'healthCheckInterval is 5 seconds: give whole seconds from 6 to 300',
  ],
];

test.each(broken)('refuses %s', (_, props, message) => {
  expect(() => build(() => props)).toThrow(new Error(`WebService at 'Web/Web':\n  - ${message}`));
});

test('refuses a variable that is both plain and secret', () => {
  const props = (_: ec2.IVpc, stack: Stack): Partial<WebServiceProps> => ({
    environment: { TOKEN: 'x', OTHER: 'y' },
    secrets: { TOKEN: ecs.Secret.fromSecretsManager(new secretsmanager.Secret(stack, 'Secret')) },
  });
  expect(() => build(props)).toThrow(
    new Error(
      `WebService at 'Web/Web':\n  - environment and secrets is ["TOKEN"]: name each variable in one of them only, as ECS refuses both`,
    ),
  );
});

test('reports everything at once', () => {
  expect(() => build(() => ({ containerPort: 0, cpu: 1 }))).toThrow(/cpu is 1: .*\n {2}- containerPort is 0: /);
});

test('asks nothing of values that are known at deployment only', () => {
  const later = Lazy.number({ produce: () => 1 });
  expect(() =>
    build(() => ({ cpu: later, memoryMiB: later, scaling: { minTasks: later, maxTasks: later } })),
  ).not.toThrow();
});

test('knows what Fargate sells', () => {
  expect(isFargateSize(256, 1024)).toBe(true);
  expect(isFargateSize(256, 1536)).toBe(false);
  expect(isFargateSize(512, 4096)).toBe(true);
  expect(isFargateSize(512, 5120)).toBe(false);
  expect(isFargateSize(4096, 30720)).toBe(true);
  expect(isFargateSize(4096, 31744)).toBe(false);
  expect(isFargateSize(16384, 122880)).toBe(true);
  expect(isFargateSize(16384, 36864)).toBe(false);
  expect(isFargateSize(300, 512)).toBe(false);
});

describe('a load balancer', () => {
  const make = (more: (vpc: ec2.IVpc, stack: Stack) => Partial<PrivateLoadBalancerProps>) => {
    const stack = new Stack(new App(), 'Web');
    const vpc = importedVpc(stack);
    return new PrivateLoadBalancer(stack, 'Entrance', {
      vpc,
      subnets: inZones(vpc, 'isolated', 2),
      originFacing: ec2.Peer.prefixList('pl-3b927c52'),
      ...more(vpc, stack),
    });
  };
  const refusal = (message: string) => new Error(`PrivateLoadBalancer at 'Web/Entrance':\n  - ${message}`);

  test('refuses one zone', () => {
    expect(() => make((vpc) => ({ subnets: inZones(vpc, 'isolated', 1) }))).toThrow(
      refusal('subnets is 1: select subnets in at least two zones, which a load balancer needs'),
    );
  });

  test('refuses an idle timeout that ELB refuses', () => {
    expect(() => make(() => ({ idleTimeout: Duration.hours(2) }))).toThrow(
      refusal('idleTimeout is 2 hours: give whole seconds from 1 to 4000'),
    );
  });

  test('refuses access logs where the Region is unknown', () => {
    expect(() => make((_, stack) => ({ accessLogs: new s3.Bucket(stack, 'Logs') }))).toThrow(
      refusal(
        `accessLogs is "a bucket in a stack of no known Region": give the stack an 'env' with a region, which decides who may write to the bucket`,
      ),
    );
  });
});
