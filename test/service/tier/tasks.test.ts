import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Capacity } from '../../../lib/service/capacity/capacity';
import { TaskPlacement } from '../../../lib/service/containers/task-placement';
import { inZones, only, template } from '../fixture';

describe('tasks', () => {
  const container = (of: Template) => only(of, 'AWS::ECS::TaskDefinition').properties.ContainerDefinitions[0];

  test('run on ARM, and on Fargate as on EC2', () => {
    expect(only(template(), 'AWS::ECS::TaskDefinition').properties).toMatchObject({
      Cpu: '256',
      Memory: '512',
      NetworkMode: 'awsvpc',
      RequiresCompatibilities: ['EC2', 'FARGATE'],
      RuntimePlatform: { CpuArchitecture: 'ARM64', OperatingSystemFamily: 'LINUX' },
    });
  });

  test('log without blocking, to a group that expires what it holds and outlives the service', () => {
    const made = template();
    expect(container(made).LogConfiguration.Options).toMatchObject({
      mode: 'non-blocking',
      'max-buffer-size': '10485760b',
    });
    made.hasResource('AWS::Logs::LogGroup', {
      Properties: { RetentionInDays: 30 },
      DeletionPolicy: 'RetainExceptOnCreate',
    });
  });

  test('have variables, secrets, a health check, a command and a user', () => {
    const made = template((_, stack) => ({
      environment: { STAGE_HAS: '' },
      secrets: { TOKEN: ecs.Secret.fromSecretsManager(new secretsmanager.Secret(stack, 'Secret')) },
      containerHealthCheck: { command: ['CMD', '/healthy'] },
      command: ['serve'],
      entryPoint: ['/bin/sh', '-c'],
      user: '1000:1000',
    }));
    expect(container(made)).toMatchObject({
      Environment: [{ Name: 'STAGE_HAS', Value: '' }],
      Secrets: [{ Name: 'TOKEN', ValueFrom: { Ref: expect.stringMatching(/^Secret/) } }],
      HealthCheck: { Command: ['CMD', '/healthy'] },
      Command: ['serve'],
      EntryPoint: ['/bin/sh', '-c'],
      User: '1000:1000',
      StopTimeout: 30,
    });
  });

  test('can have a read-only file system with paths that stay writable', () => {
    const made = template(() => ({ readonlyRootFilesystem: true, writablePaths: ['/tmp', '/run'] }));
    expect(container(made)).toMatchObject({
      ReadonlyRootFilesystem: true,
      MountPoints: [
        { ContainerPath: '/tmp', ReadOnly: false, SourceVolume: 'writable-0' },
        { ContainerPath: '/run', ReadOnly: false, SourceVolume: 'writable-1' },
      ],
    });
    expect(only(made, 'AWS::ECS::TaskDefinition').properties.Volumes).toEqual([
      { Name: 'writable-0' },
      { Name: 'writable-1' },
    ]);
  });

  test('open a shell where that is asked for', () => {
    const made = template(() => ({ executeCommand: true }));
    made.hasResourceProperties('AWS::ECS::Service', { EnableExecuteCommand: true });
    expect(container(made).LinuxParameters).toMatchObject({ InitProcessEnabled: true });
  });

  test('share Fargate with Fargate Spot', () => {
    template(() => ({ capacity: Capacity.fargate({ spotPercent: 70, onDemandBase: 2 }) })).hasResourceProperties(
      'AWS::ECS::Service',
      {
        CapacityProviderStrategy: [
          { CapacityProvider: 'FARGATE', Base: 2, Weight: 30 },
          { CapacityProvider: 'FARGATE_SPOT', Weight: 70 },
        ],
      },
    );
    template(() => ({ capacity: Capacity.fargate({ spotPercent: 100, onDemandBase: 0 }) })).hasResourceProperties(
      'AWS::ECS::Service',
      { CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 100 }] },
    );
  });

  test('take the values that are given', () => {
    const made = template((vpc) => ({
      architecture: ecs.CpuArchitecture.X86_64,
      cpu: 1024,
      memoryMiB: 4096,
      placement: TaskPlacement.privateSubnets(inZones(vpc, 'private', 3)),
      healthCheckPath: '/health',
      healthCheckGracePeriod: Duration.minutes(3),
      deregistrationDelay: Duration.seconds(5),
      idleTimeout: Duration.seconds(120),
      deletionProtection: true,
      logRetention: logs.RetentionDays.ONE_YEAR,
      containerInsights: ecs.ContainerInsights.ENHANCED,
    }));
    made.hasResourceProperties('AWS::ECS::TaskDefinition', {
      Cpu: '1024',
      Memory: '4096',
      RuntimePlatform: { CpuArchitecture: 'X86_64' },
    });
    made.hasResourceProperties('AWS::ECS::Service', {
      HealthCheckGracePeriodSeconds: 180,
      NetworkConfiguration: {
        AwsvpcConfiguration: {
          AssignPublicIp: 'DISABLED',
          Subnets: ['subnet-bb000000', 'subnet-bb100000', 'subnet-bb200000'],
        },
      },
    });
    made.allResourcesProperties('AWS::ElasticLoadBalancingV2::TargetGroup', { HealthCheckPath: '/health' });
    made.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      LoadBalancerAttributes: Match.arrayWith([
        { Key: 'deletion_protection.enabled', Value: 'true' },
        { Key: 'idle_timeout.timeout_seconds', Value: '120' },
      ]),
    });
    made.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 365 });
    made.hasResourceProperties('AWS::ECS::Cluster', {
      ClusterSettings: [{ Name: 'containerInsights', Value: 'enhanced' }],
    });
  });
});
