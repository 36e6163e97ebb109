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

const group = (GroupDescription: string) => ({ Web: resource('AWS::EC2::SecurityGroup', { GroupDescription }) });

test('is careful about a security group that instances got when they were launched', () => {
  const template = {
    Template: resource('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: { SecurityGroupIds: [{ 'Fn::GetAtt': ['Web', 'GroupId'] }] },
    }),
  };
  expect(only(RULE, reviewStack({ ...group('one'), ...template }, { ...group('two'), ...template }))).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Web',
    message:
      'AWS::EC2::SecurityGroup Web is replaced: GroupDescription "one" → "two"; instances that run, and who was given its ID, keep the old one, which cannot be deleted before they let go',
  });
});

test('only notes a security group whose users are updated with it', () => {
  const balancer = {
    Balancer: resource('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      SecurityGroups: [{ 'Fn::GetAtt': ['Web', 'GroupId'] }],
    }),
  };
  const review = reviewStack({ ...group('one'), ...balancer }, { ...group('two'), ...balancer });
  expect(found(RULE, review)).toEqual([]);
  expect(only('stateless-replaced', review).severity).toBe('note');
});

test('is careful about a certificate that a person must validate, and not about one whose records CloudFormation writes', () => {
  const certificate = (DomainName: string, HostedZoneId?: string) => ({
    Cert: resource('AWS::CertificateManager::Certificate', {
      DomainName,
      ...(HostedZoneId === undefined ? {} : { DomainValidationOptions: [{ DomainName, HostedZoneId }] }),
    }),
  });
  expect(only(RULE, reviewStack(certificate('a.example'), certificate('b.example'))).severity).toBe('caution');
  expect(found(RULE, reviewStack(certificate('a.example', 'Z1'), certificate('b.example', 'Z1')))).toEqual([]);
});

test.each([
  ['AWS::ApiGateway::Stage', { StageName: 'dev' }, { StageName: 'prod' }],
  ['AWS::ApiGatewayV2::Stage', { StageName: 'dev' }, { StageName: 'prod' }],
  ['AWS::StepFunctions::StateMachine', { StateMachineName: 'a' }, { StateMachineName: 'b' }],
  ['AWS::Events::EventBus', { Name: 'a' }, { Name: 'b' }],
  ['AWS::CodeStarConnections::Connection', { ConnectionName: 'a' }, { ConnectionName: 'b' }],
  ['AWS::CodeConnections::Connection', { ConnectionName: 'a' }, { ConnectionName: 'b' }],
])('flags %s, which callers hold by its name or which a person has to complete', (type, before, after) => {
  expect(only(RULE, reviewStack({ It: resource(type, before) }, { It: resource(type, after) })).severity).toBe(
    'hazard',
  );
});

test('leaves updates alone, and what carries no traffic', () => {
  const sized = (DesiredCount: number) => ({ Service: resource('AWS::ECS::Service', { DesiredCount }) });
  expect(found(RULE, reviewStack(sized(1), sized(4)))).toEqual([]);
  const role = (RoleName: string) => ({ Role: resource('AWS::IAM::Role', { RoleName }) });
  expect(found(RULE, reviewStack(role('a'), role('b')))).toEqual([]);
});
