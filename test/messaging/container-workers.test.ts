import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ExistingQueue } from '../../lib/messaging/existing-queue';
import { QueueOrder } from '../../lib/messaging/queue-order';
import { WorkerPool } from '../../lib/messaging/worker-pool';
import { WorkerScaling } from '../../lib/messaging/worker-scaling';
import { Capacity } from '../../lib/service/capacity/capacity';
import { importedVpc } from '../service/fixture';
import { buildPool, containers, poolTemplate, quickStack, resource, workQueue } from './support';

const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';
const byBacklog = (minTasks: number, maxTasks: number) =>
  WorkerScaling.byBacklog({ jobDuration: Duration.seconds(12), minTasks, maxTasks });

describe('the service', () => {
  const template = poolTemplate({ containers: { environment: { LOG_LEVEL: 'info', QUEUE_URL: 'another' } } });
  const { properties } = resource(template, 'AWS::ECS::Service');
  const queue = resource(template, 'AWS::SQS::Queue', 'JobsQueue');

  test('has no load balancer, and a capacity provider strategy instead of a launch type', () => {
    expect(properties).toMatchObject({
      LoadBalancers: [],
      CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Base: 1, Weight: 100 }],
      DeploymentController: { Type: 'ECS' },
      SchedulingStrategy: 'REPLICA',
    });
    expect(properties.LaunchType).toBeUndefined();
    expect(properties.DesiredCount).toBeUndefined();
  });

  test('rolls back a deployment that fails', () => {
    expect(properties.DeploymentConfiguration).toMatchObject({
      DeploymentCircuitBreaker: { Enable: true, Rollback: true },
      MinimumHealthyPercent: 100,
      MaximumPercent: 200,
    });
  });

  test('runs ARM64 tasks that Fargate and EC2 capacity both take', () => {
    expect(resource(template, 'AWS::ECS::TaskDefinition').properties).toMatchObject({
      RequiresCompatibilities: ['EC2', 'FARGATE'],
      NetworkMode: 'awsvpc',
      RuntimePlatform: { CpuArchitecture: 'ARM64' },
    });
  });

  test("tells the container of the queue, whatever the app's environment says", () => {
    template.hasResourceProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: [
        Match.objectLike({
          Name: 'worker',
          StopTimeout: 90,
          Environment: [
            { Name: 'JOBS_QUEUE_URL', Value: { Ref: queue.id } },
            { Name: 'LOG_LEVEL', Value: 'info' },
            { Name: 'QUEUE_URL', Value: { Ref: queue.id } },
          ],
          PortMappings: Match.absent(),
        }),
      ],
    });
  });

  test('leaves the name of the queue of jobs to an environment that has it', () => {
    const given = poolTemplate({ containers: { environment: { JOBS_QUEUE_URL: 'the queue to send jobs to' } } });
    given.hasResourceProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: [
        Match.objectLike({
          Environment: [
            { Name: 'JOBS_QUEUE_URL', Value: 'the queue to send jobs to' },
            { Name: 'QUEUE_URL', Value: { Ref: queue.id } },
          ],
        }),
      ],
    });
  });

  test('lets a task receive jobs and protect itself, in its own cluster only', () => {
    const cluster = resource(template, 'AWS::ECS::Cluster').id;
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Action: Match.arrayWith(['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:ReceiveMessage']),
            Resource: { 'Fn::GetAtt': [queue.id, 'Arn'] },
          }),
          {
            Effect: 'Allow',
            Action: ['ecs:GetTaskProtection', 'ecs:UpdateTaskProtection'],
            Resource: { 'Fn::Join': ['', ['arn:aws:ecs:us-east-1:111111111111:task/', { Ref: cluster }, '/*']] },
          },
        ],
      },
    });
  });

  test('starts after its roles may do what the first task does', () => {
    const [service] = Object.values(template.findResources('AWS::ECS::Service'));
    const policies = Object.keys(template.findResources('AWS::IAM::Policy'));
    expect((service as { DependsOn: string[] }).DependsOn).toEqual(expect.arrayContaining(policies));
  });
});

test.each([
  [5, 30],
  [90, 90],
])('a longest job of %d seconds has %d to stop', (seconds, stop) => {
  const template = poolTemplate({ queue: { longestJob: Duration.seconds(seconds) } });
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.objectLike({ StopTimeout: stop })],
  });
});

test('a longer job relies on protection and gets all the time there is', () => {
  const template = poolTemplate({
    queue: { longestJob: Duration.hours(1) },
    containers: { protectsItself: true },
  });
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.objectLike({ StopTimeout: 120 })],
  });
});

test('a cluster can be shared', () => {
  const stack = quickStack();
  const cluster = ecs.Cluster.fromClusterAttributes(stack, 'Shared', {
    clusterName: 'shared',
    vpc: importedVpc(quickStack('Network')),
    securityGroups: [],
  });
  const { pool } = buildPool({ containers: { cluster } }, stack);
  expect(pool.cluster).toBe(cluster);
  Template.fromStack(stack).resourceCountIs('AWS::ECS::Cluster', 0);
});

test('another queue can be worked on', () => {
  const stack = quickStack();
  const { queue } = workQueue(stack, { order: QueueOrder.fifo() });
  const existing = new ExistingQueue({
    queue,
    longestJob: Duration.seconds(30),
    visibilityTimeout: Duration.minutes(1),
  });
  expect(existing.order.isFifo).toBe(true);
  const pool = new WorkerPool(stack, 'Pool', { queue: existing, workers: containers(stack) });
  expect(pool.queue.queue).toBe(queue);
});

describe('a fixed number of tasks', () => {
  const template = poolTemplate({ containers: { scaling: WorkerScaling.fixed(3) } });

  test('has bounds and no policies', () => {
    expect(resource(template, 'AWS::ApplicationAutoScaling::ScalableTarget').properties).toMatchObject({
      MinCapacity: 3,
      MaxCapacity: 3,
    });
    template.resourceCountIs(POLICY, 0);
  });

  test('is always at its maximum, which is no alarm', () => {
    expect(buildPool({ containers: { scaling: WorkerScaling.fixed(3) } }).pool.alarms).toEqual([]);
  });

  test('of none, on EC2, pauses the pool and leaves its instances room for one', () => {
    const paused = buildPool({ containers: { scaling: WorkerScaling.fixed(0), capacity: Capacity.ec2({ vCpus: 2 }) } });
    const made = Template.fromStack(paused.stack);
    expect(resource(made, 'AWS::AutoScaling::AutoScalingGroup').properties).toMatchObject({
      MinSize: '0',
      MaxSize: '1',
    });
    expect(resource(made, 'AWS::ECS::Service').properties.ForceNewDeployment).toEqual({
      EnableForceNewDeployment: true,
      ForceNewDeploymentNonce: 'Capacity.ec2() base 0 weight 1',
    });
    // Full, no room, not refreshed.
    expect(paused.pool.alarms).toHaveLength(3);
  });
});

test('a dashboard row shows jobs, delay and workers over the whole width', () => {
  const { pool, stack } = buildPool({ containers: { scaling: byBacklog(1, 9) } });
  const row = pool.dashboardRow('Pictures');
  expect(row.reduce((width, widget) => width + widget.width, 0)).toBe(24);
  const text = JSON.stringify(stack.resolve(row.flatMap((widget) => widget.toJson())));
  for (const part of [
    'Pictures: jobs',
    'Pictures: age of the oldest job (s)',
    'Pictures: workers',
    'ApproximateNumberOfMessagesVisible',
    'ApproximateNumberOfMessagesNotVisible',
    'ApproximateAgeOfOldestMessage',
    'waiting / running',
    'SampleCount',
  ])
    expect(text).toContain(part);
});
