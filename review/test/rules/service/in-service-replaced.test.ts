import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'in-service-replaced';
const balancer = (Scheme: string) => ({ Balancer: resource('AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme }) });

test('flags a load balancer that is replaced', () => {
  expect(only(RULE, reviewStack(balancer('internet-facing'), balancer('internal')))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Balancer',
    message:
      'AWS::ElasticLoadBalancingV2::LoadBalancer Balancer is replaced: Scheme "internet-facing" → "internal"; its DNS name becomes another, and its target groups cannot be attached to the new one while the old one has them',
  });
});

test('flags an ECS service that is replaced', () => {
  const service = (LaunchType: string) => ({ Service: resource('AWS::ECS::Service', { LaunchType }) });
  expect(only(RULE, reviewStack(service('FARGATE'), service('EC2')))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Service',
    message:
      'AWS::ECS::Service Service is replaced: LaunchType "FARGATE" → "EC2"; the new service starts with the desired count of the template, not with what autoscaling reached, and the old one is stopped',
  });
});

test('is only careful about a security group', () => {
  const group = (GroupDescription: string) => ({ Web: resource('AWS::EC2::SecurityGroup', { GroupDescription }) });
  expect(only(RULE, reviewStack(group('one'), group('two')))).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Web',
    message:
      'AWS::EC2::SecurityGroup Web is replaced: GroupDescription "one" → "two"; rules and stacks that hold its ID keep the old one until they are deployed',
  });
});

test('leaves updates alone, and what carries no traffic', () => {
  const sized = (DesiredCount: number) => ({ Service: resource('AWS::ECS::Service', { DesiredCount }) });
  expect(found(RULE, reviewStack(sized(1), sized(4)))).toEqual([]);
  const role = (RoleName: string) => ({ Role: resource('AWS::IAM::Role', { RoleName }) });
  expect(found(RULE, reviewStack(role('a'), role('b')))).toEqual([]);
});
