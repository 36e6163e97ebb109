import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CacheAccess, CacheRotation } from '../../lib/cache/cache-access';
import { buildServerless, cacheStack, ENV, synthServerless, testVpc } from './support';

const CACHE = 'AWS::ElastiCache::ServerlessCache';

test('has its final subnets, its limits, and a name that is unique by stack and path', () => {
  synthServerless().hasResource(CACHE, {
    Properties: {
      ServerlessCacheName: Match.stringLikeRegexp('^cache-cache-[0-9a-f]{8}$'),
      Engine: 'valkey',
      MajorEngineVersion: '8',
      NetworkType: 'ipv4',
      SubnetIds: [1, 2, 3].map((zone) => `subnet-0123456789abcde2${zone}`),
      UserGroupId: Match.stringLikeRegexp('^cache-cache-users-'),
      CacheUsageLimits: { DataStorage: { Maximum: 5, Unit: 'GB' }, ECPUPerSecond: { Maximum: 5000 } },
      SnapshotRetentionLimit: 1,
      DailySnapshotTime: '03:00',
      FinalSnapshotName: Match.absent(),
    },
    DependsOn: [Match.stringLikeRegexp('UsersGroup')],
  });
});

test('has no time for snapshots where there are none', () => {
  synthServerless({ snapshotRetention: Duration.days(0) }).hasResourceProperties(CACHE, {
    SnapshotRetentionLimit: 0,
    DailySnapshotTime: Match.absent(),
  });
});

test('lets consumers in to write and to read', () => {
  const stack = cacheStack();
  const cache = buildServerless(stack, { access: CacheAccess.both(CacheRotation.off('a test')) });
  const consumer = new Stack(stack.node.root as never, 'consumer', { env: ENV });
  const securityGroup = new ec2.SecurityGroup(consumer, 'Group', { vpc: testVpc(consumer), allowAllOutbound: false });
  const role = new iam.Role(consumer, 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
  cache.grantConnect(securityGroup, role);

  const template = Template.fromStack(consumer);
  template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 6379, ToPort: 6380 });
  template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', { FromPort: 6379, ToPort: 6380 });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [
        Match.objectLike({ Action: Match.arrayWith(['secretsmanager:GetSecretValue']) }),
        {
          Action: 'elasticache:Connect',
          Effect: 'Allow',
          Resource: [
            `arn:aws:elasticache:eu-west-1:123456789012:serverlesscache:${cache.cacheName}`,
            `arn:aws:elasticache:eu-west-1:123456789012:user:${cache.iamUserName}`,
          ],
        },
      ],
    },
  });
});

test('alarms on the ends of what it was given', () => {
  const stack = cacheStack();
  const cache = buildServerless(stack);
  const template = Template.fromStack(stack);
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => [
    Properties.MetricName,
    Properties.Threshold,
    Properties.Dimensions,
  ]);
  const dimensions = [{ Name: 'clusterId', Value: cache.cacheName }];
  expect(alarms).toEqual([
    ['BytesUsedForCache', 4_000_000_000, dimensions],
    ['ThrottledCmds', 0, dimensions],
    ['Evictions', 0, dimensions],
    ['CurrConnections', 52_000, dimensions],
  ]);
  expect(cache.alarms).toHaveLength(4);
});
