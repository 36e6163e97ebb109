import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { TaskPlacement } from '../../../lib/service/containers/task-placement';
import { WebService } from '../../../lib/service/tier/web-service';
import { WebServiceProps } from '../../../lib/service/tier/web-service-props';
import { build, inZones, only, template } from '../fixture';

describe('the service', () => {
  const made = template();
  const { properties } = only(made, 'AWS::ECS::Service');

  test('has a capacity provider strategy and no launch type, for good', () => {
    expect(properties.CapacityProviderStrategy).toEqual([{ CapacityProvider: 'FARGATE', Base: 1, Weight: 100 }]);
    expect(properties).not.toHaveProperty('LaunchType');
    expect(properties).not.toHaveProperty('PlatformVersion');
    expect(properties.SchedulingStrategy).toBe('REPLICA');
    expect(properties.DeploymentController).toEqual({ Type: 'ECS' });
    expect(properties).not.toHaveProperty('ServiceName');
  });

  test('waits for its providers, the rules of its network and the policies of its roles', () => {
    const [service] = Object.values(made.findResources('AWS::ECS::Service'));
    for (const type of [
      'AWS::ECS::ClusterCapacityProviderAssociations',
      'AWS::ElasticLoadBalancingV2::ListenerRule',
      'AWS::EC2::SecurityGroupIngress',
      'AWS::EC2::SecurityGroupEgress',
      'AWS::IAM::Policy',
    ])
      expect(service!.DependsOn).toEqual(expect.arrayContaining(Object.keys(made.findResources(type))));
  });

  test('deploys rolling, never below its size, and rolls back', () => {
    expect(properties.DeploymentConfiguration).toEqual({
      Strategy: 'ROLLING',
      MinimumHealthyPercent: 100,
      MaximumPercent: 200,
      DeploymentCircuitBreaker: { Enable: true, Rollback: true },
      Alarms: { AlarmNames: [], Enable: false, Rollback: false },
      LifecycleHooks: [],
    });
    expect(properties.HealthCheckGracePeriodSeconds).toBe(60);
    expect(properties.AvailabilityZoneRebalancing).toBe('ENABLED');
  });

  test('leaves the number of tasks to autoscaling', () => {
    expect(properties).not.toHaveProperty('DesiredCount');
  });

  test('has the advanced configuration of a blue/green deployment under the rolling strategy', () => {
    const groups = Object.keys(made.findResources('AWS::ElasticLoadBalancingV2::TargetGroup'));
    expect(groups).toHaveLength(2);
    const rules = Object.keys(made.findResources('AWS::ElasticLoadBalancingV2::ListenerRule'));
    expect(rules).toEqual([expect.stringMatching(/ProductionRule/), expect.stringMatching(/TestRule/)]);
    expect(properties.LoadBalancers).toEqual([
      {
        ContainerName: 'web',
        ContainerPort: 8080,
        TargetGroupArn: { Ref: groups[0] },
        AdvancedConfiguration: {
          AlternateTargetGroupArn: { Ref: groups[1] },
          ProductionListenerRule: { Ref: rules[0] },
          TestListenerRule: { Ref: rules[1] },
          RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/TrafficRole/), 'Arn'] },
        },
      },
    ]);
  });

  test('has a test listener that nobody is admitted to', () => {
    made.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', { Port: 8080, Protocol: 'HTTP' });
    const ingress = Object.values(made.findResources('AWS::EC2::SecurityGroupIngress'));
    const toBalancer = ingress.filter((rule) => /Entrance/.test(rule.Properties.GroupId['Fn::GetAtt'][0]));
    expect(toBalancer.map((rule) => rule.Properties.FromPort)).toEqual([80]);
  });

  test('has no shell and is in public subnets with an address', () => {
    expect(properties.EnableExecuteCommand).toBe(false);
    expect(properties.NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp).toBe('ENABLED');
  });
});

describe('scaling', () => {
  test('by CPU, memory and requests, each when it is asked for', () => {
    const policies = (scaling: WebServiceProps['scaling']) =>
      Object.values(template(() => ({ scaling })).findResources('AWS::ApplicationAutoScaling::ScalingPolicy'));
    expect(policies(undefined)).toHaveLength(1);
    expect(policies({ minTasks: 1, maxTasks: 1, memoryPercent: 70 })).toHaveLength(0);
    expect(policies({ minTasks: 1, maxTasks: 2 })).toHaveLength(1);
    expect(policies({ minTasks: 1, maxTasks: 2, memoryPercent: 70, requestsPerTaskPerMinute: 9 })).toHaveLength(3);
  });

  test('between two bounds', () => {
    template(() => ({ scaling: { minTasks: 2, maxTasks: 12, cpuPercent: 50 } })).hasResourceProperties(
      'AWS::ApplicationAutoScaling::ScalableTarget',
      { MinCapacity: 2, MaxCapacity: 12 },
    );
  });
});

test('a second service can run in the cluster of the first', () => {
  const { stack, web, vpc } = build();
  new WebService(stack, 'Other', {
    vpc,
    loadBalancerSubnets: inZones(vpc, 'isolated', 2),
    placement: TaskPlacement.publicSubnets(inZones(vpc, 'public', 2)),
    originFacing: ec2.Peer.prefixList('pl-3b927c52'),
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable'),
    containerPort: 80,
    cluster: web.cluster,
  });
  const made = Template.fromStack(stack);
  const association = only(made, 'AWS::ECS::ClusterCapacityProviderAssociations').id;
  const services = Object.values(made.findResources('AWS::ECS::Service'));
  expect(services).toHaveLength(2);
  for (const service of services) {
    expect(service.Properties.Cluster).toEqual({ Ref: only(made, 'AWS::ECS::Cluster').id });
    expect(service.DependsOn).toContain(association);
  }
});

test('exposes what it made', () => {
  const { web } = build();
  expect(web.targetGroups).toHaveLength(2);
  expect(web.service.taskDefinition).toBe(web.taskDefinition);
  expect(web.rollbackAlarms).toEqual([]);
  expect(web.testRule).not.toBe(web.productionRule);
  expect(web.listener.loadBalancer).toBe(web.loadBalancer);
  expect(web.grantPrincipal).toBe(web.taskDefinition.taskRole);
  expect(web.connections.securityGroups).toEqual([web.securityGroup]);
});

test('both target groups take the codes that are healthy', () => {
  const codes = (made: Template) =>
    Object.values(made.findResources('AWS::ElasticLoadBalancingV2::TargetGroup')).map(
      ({ Properties }) => Properties.Matcher.HttpCode,
    );
  expect(codes(template())).toEqual(['200-299', '200-299']);
  expect(codes(template(() => ({ healthCheckCodes: '200-299,401' })))).toEqual(['200-299,401', '200-299,401']);
});
