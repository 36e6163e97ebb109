import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { build, only, template } from '../fixture';

describe('the load balancer', () => {
  const made = template();

  test('is internal, in two zones, and drops what is not HTTP', () => {
    made.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      Scheme: 'internal',
      Type: 'application',
      IpAddressType: 'ipv4',
      Subnets: ['subnet-cc000000', 'subnet-cc100000'],
      LoadBalancerAttributes: Match.arrayWith([
        { Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'true' },
        { Key: 'routing.http.desync_mitigation_mode', Value: 'defensive' },
      ]),
    });
  });

  test('speaks HTTP on port 80, and to tests on 8080, and answers 503 where no rule forwards', () => {
    const listeners = Object.values(made.findResources('AWS::ElasticLoadBalancingV2::Listener'));
    expect(listeners.map(({ Properties }) => Properties.Port)).toEqual([80, 8080]);
    for (const { Properties } of listeners) {
      expect(Properties.Protocol).toBe('HTTP');
      expect(Properties.DefaultActions).toEqual([
        {
          Type: 'fixed-response',
          FixedResponseConfig: { StatusCode: '503', ContentType: 'text/plain', MessageBody: 'Service unavailable' },
        },
      ]);
    }
  });

  test('forwards everything to both groups by one rule of each listener, the last', () => {
    const [blue, green] = Object.keys(made.findResources('AWS::ElasticLoadBalancingV2::TargetGroup'));
    const TargetGroups = [
      { TargetGroupArn: { Ref: blue }, Weight: 100 },
      { TargetGroupArn: { Ref: green }, Weight: 0 },
    ];
    const rules = Object.values(made.findResources('AWS::ElasticLoadBalancingV2::ListenerRule'));
    expect(rules.map(({ Properties }) => Properties.ListenerArn)).toEqual(
      Object.keys(made.findResources('AWS::ElasticLoadBalancingV2::Listener')).map((Ref) => ({ Ref })),
    );
    for (const { Properties } of rules)
      expect(Properties).toMatchObject({
        Priority: 40000,
        Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }],
        Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups } }],
      });
  });

  test('has two target groups that differ in nothing', () => {
    const groups = Object.values(made.findResources('AWS::ElasticLoadBalancingV2::TargetGroup'));
    expect(groups[0]).toEqual(groups[1]);
    expect(groups[0]!.Properties).toMatchObject({
      Port: 80,
      Protocol: 'HTTP',
      ProtocolVersion: 'HTTP1',
      TargetType: 'ip',
      IpAddressType: 'ipv4',
      HealthCheckPath: '/',
      HealthCheckIntervalSeconds: 15,
    });
  });

  test('logs to a bucket that is given', () => {
    const logged = template((_, stack) => ({ accessLogs: new s3.Bucket(stack, 'Logs') }));
    logged.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      LoadBalancerAttributes: Match.arrayWith([
        { Key: 'access_logs.s3.enabled', Value: 'true' },
        { Key: 'access_logs.s3.prefix', Value: 'load-balancer' },
      ]),
    });
    logged.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 's3:PutObject' })]) },
    });
  });
});

describe('security groups', () => {
  const made = template();

  test('are open to nobody: one port from CloudFront, and the container port from the load balancer', () => {
    for (const group of Object.values(made.findResources('AWS::EC2::SecurityGroup')))
      expect(group.Properties).not.toHaveProperty('SecurityGroupIngress');
    const rules = Object.values(made.findResources('AWS::EC2::SecurityGroupIngress')).map((rule) => rule.Properties);
    expect(rules).toHaveLength(2);
    expect(rules).toContainEqual({
      Description: 'HTTP from the CloudFront VPC origin',
      GroupId: { 'Fn::GetAtt': [expect.stringMatching(/^WebEntranceSecurityGroup/), 'GroupId'] },
      IpProtocol: 'tcp',
      FromPort: 80,
      ToPort: 80,
      SourcePrefixListId: 'pl-3b927c52',
    });
    expect(rules).toContainEqual({
      Description: 'Load balancer to target',
      GroupId: { 'Fn::GetAtt': [expect.stringMatching(/^WebSecurityGroup/), 'GroupId'] },
      IpProtocol: 'tcp',
      FromPort: 8080,
      ToPort: 8080,
      SourceSecurityGroupId: { 'Fn::GetAtt': [expect.stringMatching(/^WebEntranceSecurityGroup/), 'GroupId'] },
    });
  });

  test('let the load balancer call the tasks only', () => {
    const group = made.findResources('AWS::EC2::SecurityGroup', {
      Properties: { GroupDescription: 'Load balancer, reached by CloudFront only' },
    });
    expect(Object.values(group)[0]!.Properties).not.toHaveProperty('SecurityGroupEgress');
    expect(only(made, 'AWS::EC2::SecurityGroupEgress').properties).toMatchObject({ FromPort: 8080, ToPort: 8080 });
  });

  test('admit the tasks to a database by its own rule', () => {
    const { stack, web, vpc } = build();
    const database = new ec2.SecurityGroup(stack, 'Database', { vpc, description: 'Database' });
    database.connections.allowFrom(web, ec2.Port.tcp(5432), 'Web service');
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      FromPort: 5432,
      SourceSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^WebSecurityGroup'), 'GroupId'] },
    });
  });
});
