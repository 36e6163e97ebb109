import { Duration, Lazy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Sidecar } from '../../../lib/service/containers/sidecar';
import { buildPool, poolTemplate, quickStack } from '../../messaging/support';
import { growthFaults } from '../../support/growth';
import { build, only, template } from '../fixture';

const image = ecs.ContainerImage.fromRegistry('public.ecr.aws/aws-observability/aws-otel-collector:latest');
const collector: Sidecar = { name: 'collector', image };
const json = (sidecars: Sidecar[] = []) => template(() => ({ sidecars })).toJSON() as Record<string, never>;
const taskOf = (made: Template) => only(made, 'AWS::ECS::TaskDefinition').properties;

test('a sidecar stands beside the app, shares its task and logs under its own name', () => {
  const task = taskOf(template(() => ({ sidecars: [collector] })));
  const [app, sidecar] = task.ContainerDefinitions;
  expect([app.Name, app.Essential, app.DependsOn]).toEqual(['web', true, undefined]);
  expect(sidecar).toEqual({
    Name: 'collector',
    Image: 'public.ecr.aws/aws-observability/aws-otel-collector:latest',
    Essential: false,
    StopTimeout: 30,
    LogConfiguration: {
      LogDriver: 'awslogs',
      Options: {
        ...app.LogConfiguration.Options,
        'awslogs-stream-prefix': 'collector',
      },
    },
  });
});

test('whatever a sidecar is given reaches its container', () => {
  const given: Sidecar = {
    ...collector,
    cpu: 64,
    memoryMiB: 128,
    essential: true,
    environment: { LEVEL: 'debug' },
    command: ['--config=/etc/ecs.yaml'],
    entryPoint: ['/collect'],
    user: '1000',
    readonlyRootFilesystem: true,
    stopTimeout: Duration.seconds(10),
    containerHealthCheck: { command: ['CMD', '/healthcheck'] },
  };
  expect(taskOf(template(() => ({ sidecars: [given] }))).ContainerDefinitions[1]).toMatchObject({
    Cpu: 64,
    Memory: 128,
    Essential: true,
    Environment: [{ Name: 'LEVEL', Value: 'debug' }],
    Command: ['--config=/etc/ecs.yaml'],
    EntryPoint: ['/collect'],
    User: '1000',
    ReadonlyRootFilesystem: true,
    StopTimeout: 10,
    HealthCheck: { Command: ['CMD', '/healthcheck'] },
  });
});

test.each([
  ['runs', {}, 'START'],
  ['is healthy', { containerHealthCheck: { command: ['CMD', '/healthcheck'] } }, 'HEALTHY'],
])('the app waits until a sidecar that starts first %s', (_, more, Condition) => {
  const task = taskOf(template(() => ({ sidecars: [{ ...collector, startsFirst: true, ...more }] })));
  expect(task.ContainerDefinitions[0].DependsOn).toEqual([{ ContainerName: 'collector', Condition }]);
});

test('workers have sidecars as the web has', () => {
  const task = taskOf(poolTemplate({ containers: { sidecars: [collector] } }));
  expect(task.ContainerDefinitions.map(({ Name }: { Name: string }) => Name)).toEqual(['worker', 'collector']);
});

test('a sidecar that comes replaces nothing but the revision of the task', () => {
  const faults = growthFaults(json(), json([collector]));
  expect(faults.filter((fault) => !/\(AWS::ECS::TaskDefinition\) WILL_REPLACE/.test(fault))).toEqual([]);
});

test.each<[Sidecar[], string]>([
  [
    [{ ...collector, name: 'web' }],
    `sidecars (name) is ["web"]: name each by 1 to 255 letters, digits, hyphens and underscores, and none web or worker, which the app's own containers are called`,
  ],
  [
    [{ ...collector, name: 'a b' }],
    `sidecars (name) is ["a b"]: name each by 1 to 255 letters, digits, hyphens and underscores, and none web or worker, which the app's own containers are called`,
  ],
  [[collector, collector], 'sidecars (name) is ["collector","collector"]: give each a name of its own'],
  [
    [
      { ...collector, cpu: 200 },
      { ...collector, name: 'proxy', cpu: 56 },
    ],
    "sidecars (cpu) is 256: leave the app some of the task's 256 CPU units, or give the task more",
  ],
  [
    [{ ...collector, memoryMiB: 512 }],
    "sidecars (memoryMiB) is 512: leave the app some of the task's 512 MiB, or give the task more",
  ],
  [[{ ...collector, memoryMiB: 4 }], 'sidecars (memoryMiB) is [4]: give each 6 MiB or more, or leave it out'],
  [
    [{ ...collector, stopTimeout: Duration.minutes(5) }],
    'sidecars (stopTimeout) is [300]: give whole seconds from 2 to 120',
  ],
  [
    [{ ...collector, environment: { A: '1' }, secrets: { A: ecs.Secret.fromSecretsManager({} as never) } }],
    'sidecars (environment and secrets) is ["A"]: name each variable in one of them only, as ECS refuses both',
  ],
])('refuses %#', (sidecars, message) => {
  expect(() => build(() => ({ sidecars }))).toThrow(`WebService at 'Web/Web':\n  - ${message}`);
});

test('what is not known at synth is not asked', () => {
  const memoryMiB = Lazy.number({ produce: () => 9_999 });
  expect(() => build(() => ({ sidecars: [{ ...collector, memoryMiB }] }))).not.toThrow();
});

describe('a role of yours', () => {
  const role = (stack: Stack) =>
    new iam.Role(stack, 'Mine', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });

  test('is that of the tasks, and grants go to it', () => {
    const { stack, web } = build((_, scope) => ({ taskRole: role(scope) }));
    web.grantPrincipal.addToPrincipalPolicy(
      new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] }),
    );
    const made = Template.fromStack(stack);
    const [id] = Object.keys(made.findResources('AWS::IAM::Role')).filter((name) => name.startsWith('Mine'));
    expect(taskOf(made).TaskRoleArn).toEqual({ 'Fn::GetAtt': [id, 'Arn'] });
    made.hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: id }],
      PolicyDocument: Match.objectLike({
        Statement: Match.arrayWith([Match.objectLike({ Action: 's3:ListAllMyBuckets' })]),
      }),
    });
  });

  test('may be imported, and is that of workers, too', () => {
    const arn = 'arn:aws:iam::111111111111:role/mine';
    const stack = quickStack();
    buildPool({ containers: { taskRole: iam.Role.fromRoleArn(stack, 'Mine', arn) } }, stack);
    expect(taskOf(Template.fromStack(stack)).TaskRoleArn).toBe(arn);
  });
});
