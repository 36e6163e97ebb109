import { App, Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import { DatabaseEngine, DatabaseSource, ExistingNetwork, GrowthStage } from '../../index';
import { readAssembly } from '../../review/read/assembly';
import { review } from '../../review/review';
import { importedVpc } from '../service/fixture';
import { given, KEY, order, ROLE, TOPIC } from './given';
import { elsewhere, make, quickApp, stacksOf, templatesOf } from './support';

describe('what is given reaches what is made', () => {
  const app = quickApp();
  const made = templatesOf(make(given(elsewhere(app)), app));
  const has = (part: string, type: string, properties: object) => made[part].hasResourceProperties(type, properties);

  test('network', () => {
    has('network', 'AWS::EC2::VPC', { CidrBlock: '10.9.0.0/16' });
    has('network', 'AWS::EC2::FlowLog', { TrafficType: 'ALL' });
  });

  test('web', () => {
    has('web', 'AWS::ECS::TaskDefinition', {
      TaskRoleArn: ROLE,
      Cpu: '2048',
      ContainerDefinitions: [
        Match.objectLike({
          Name: 'web',
          PortMappings: [{ ContainerPort: 8080, Protocol: 'tcp' }],
          Environment: Match.arrayWith([{ Name: 'LOG_LEVEL', Value: 'debug' }]),
        }),
        Match.objectLike({ Name: 'collector' }),
      ],
    });
    has('web', 'AWS::ECS::Service', { EnableExecuteCommand: true });
    has('web', 'AWS::ElasticLoadBalancingV2::TargetGroup', {
      HealthCheckPath: '/health',
      HealthCheckIntervalSeconds: 20,
      Matcher: { HttpCode: '200-204' },
      TargetGroupAttributes: Match.arrayWith([{ Key: 'deregistration_delay.timeout_seconds', Value: '90' }]),
    });
    has('web', 'AWS::ApplicationAutoScaling::ScalingPolicy', {
      TargetTrackingScalingPolicyConfiguration: Match.objectLike({ TargetValue: 50 }),
    });
    has('web', 'AWS::ApplicationAutoScaling::ScalableTarget', { MinCapacity: 8, MaxCapacity: 60 });
    expect(JSON.stringify(made.web.toJSON())).toContain('pl-12345678');
  });

  test('database', () => {
    for (const AvailabilityZone of ['eu-west-1b', 'eu-west-1a'])
      has('database', 'AWS::RDS::DBInstance', { AvailabilityZone });
    has('database', 'AWS::RDS::DBInstance', {
      EngineVersion: '16',
      DBInstanceClass: 'db.r7g.xlarge',
      KmsKeyId: KEY,
      BackupRetentionPeriod: 14,
      PreferredBackupWindow: '01:00-02:00',
      PreferredMaintenanceWindow: 'mon:04:30-mon:05:30',
      AutomaticBackupReplicationRegion: 'eu-south-1',
      AutomaticBackupReplicationRetentionPeriod: 5,
    });
    has('database', 'AWS::RDS::DBParameterGroup', { Parameters: Match.objectLike({ statement_timeout: '30000' }) });
    has('database', 'AWS::SecretsManager::RotationSchedule', {
      RotationRules: { AutomaticallyAfterDays: 7 },
    });
    has('database', 'AWS::CloudWatch::Alarm', { Threshold: 65 });
    has('proxy', 'AWS::RDS::DBProxyTargetGroup', {
      ConnectionPoolConfigurationInfo: Match.objectLike({ ConnectionBorrowTimeout: 20 }),
    });
  });

  test('cache', () => {
    has('cache', 'AWS::ElastiCache::ReplicationGroup', {
      Port: 7000,
      KmsKeyId: KEY,
      NumNodeGroups: 2,
      PreferredMaintenanceWindow: 'mon:04:30-mon:05:30',
    });
    has('cache', 'AWS::CloudWatch::Alarm', { Threshold: 70 });
  });

  test('tables and storage', () => {
    has('tables', 'AWS::DynamoDB::GlobalTable', {
      KeySchema: [{ AttributeName: 'session', KeyType: 'HASH' }],
      TimeToLiveSpecification: { AttributeName: 'until', Enabled: true },
    });
    has('storage', 'AWS::S3::Bucket', {
      CorsConfiguration: { CorsRules: [Match.objectLike({ AllowedMethods: ['PUT'] })] },
      BucketEncryption: Match.objectLike({
        ServerSideEncryptionConfiguration: [
          Match.objectLike({ ServerSideEncryptionByDefault: { KMSMasterKeyID: KEY, SSEAlgorithm: 'aws:kms' } }),
        ],
      }),
    });
  });

  test('jobs and events', () => {
    has('messaging', 'AWS::SQS::Queue', { RedrivePolicy: Match.objectLike({ maxReceiveCount: 3 }) });
    has('messaging', 'AWS::SNS::Topic', { KmsMasterKeyId: KEY });
    has('workers', 'AWS::ECS::TaskDefinition', {
      Cpu: '1024',
      Memory: '2048',
      ContainerDefinitions: [
        Match.objectLike({
          Name: 'worker',
          Environment: Match.arrayWith([{ Name: 'LOG_LEVEL', Value: 'trace' }]),
        }),
        Match.objectLike({ Name: 'agent' }),
      ],
    });
    has('workers', 'AWS::ECS::Service', { EnableExecuteCommand: true });
  });

  test('edge', () => {
    const distributions = Object.values(made.edge.findResources('AWS::CloudFront::Distribution')).map(
      ({ Properties }) => Properties.DistributionConfig,
    );
    expect(distributions).toHaveLength(3);
    for (const distribution of distributions)
      expect(distribution).toMatchObject({
        PriceClass: 'PriceClass_100',
        Restrictions: { GeoRestriction: { RestrictionType: 'whitelist', Locations: ['FR'] } },
      });
    const toApp = distributions.flatMap(({ Origins }) => Origins).filter((origin) => origin.VpcOriginConfig);
    expect(toApp.map(({ VpcOriginConfig }) => VpcOriginConfig)).toEqual(
      toApp.map(() => expect.objectContaining({ OriginReadTimeout: 60, OriginKeepaliveTimeout: 40 })),
    );
    expect(JSON.stringify(distributions)).toContain('"/static/*"');
    expect(JSON.stringify(made.edge.toJSON())).toContain('302');
    has('edge-global-eu-west-1', 'AWS::WAFv2::WebACL', {
      Rules: Match.arrayWith([
        Match.objectLike({ Statement: { RateBasedStatement: Match.objectLike({ Limit: 500 }) } }),
      ]),
    });
    has('edge-global-eu-west-1', 'AWS::WAFv2::IPSet', { Addresses: ['192.0.2.0/24'] });
  });

  test('operations', () => {
    made.ops.resourceCountIs('AWS::SNS::Topic', 1);
    has('ops', 'AWS::CloudWatch::Alarm', { AlarmActions: [TOPIC], Threshold: 2 });
    has('ops', 'AWS::Budgets::Budget', {
      Budget: Match.objectLike({ CostFilters: { TagKeyValue: ['user:app$shop'] } }),
    });
    // The topic of the app is of its own Region.
    has('edge-ops-eu-west-1', 'AWS::SNS::Subscription', { Endpoint: 'ops@example.com' });
    has('edge-ops-eu-west-1', 'AWS::CloudWatch::Alarm', { Threshold: 2 });
  });

  test('the contract says what was given', () => {
    const text = JSON.stringify(made.web.toJSON());
    for (const [name, value] of [
      ['DATABASE_NAME', 'shop'],
      ['DATABASE_PORT', '5432'],
      ['CACHE_PORT', '7000'],
      ['ASSETS_PATH', '/static'],
    ])
      expect(text).toContain(`{"Name":"${name}","Value":"${value}"}`);
  });
});

describe('an existing network', () => {
  const app = quickApp();
  const existing = new ExistingNetwork({ vpc: importedVpc(elsewhere(app)) });

  test('is what everything stands in, and the app makes none', () => {
    const made = make({ stage: GrowthStage.HUNDRED_THOUSAND, network: { existing } }, app);
    expect(made.network).toBe(existing);
    const stacks = stacksOf(made);
    expect(Object.keys(stacks)).not.toContain('shop-network');
    const vpcs = Object.values(stacks).flatMap(({ template }) =>
      Object.values(Template.fromJSON(template).findResources('AWS::EC2::SecurityGroup')).map(
        ({ Properties }) => Properties.VpcId,
      ),
    );
    expect(new Set(vpcs)).toEqual(new Set(['vpc-0a1b2c3d']));
    Template.fromJSON(stacks['shop-database'].template).hasResourceProperties('AWS::RDS::DBSubnetGroup', {
      SubnetIds: existing.vpc.isolatedSubnets.map(({ subnetId }) => subnetId),
    });
  });

  test('leaves no room for a network of its own', () => {
    expect(() => make({ network: { existing, cidr: '10.9.0.0/16', zoneIds: ['euw1-az1'] } })).toThrow(
      `ScalableApp at 'Shop':\n  - network.existing is ["cidr","zoneIds"]: these are of a network that the app makes, and it makes none: leave them out`,
    );
  });

  test('needs a way out for workers', () => {
    const closed = new ExistingNetwork({ vpc: existing.vpc, hasEgress: false });
    const jobs = { order, longestJob: Duration.minutes(1), jobDuration: Duration.seconds(5) };
    expect(() => make({ stage: GrowthStage.THOUSAND, jobs, network: { existing: closed } })).toThrow(
      `stage.sizes.workers is "in a network without a way out": workers stand in private subnets and call SQS from there: give the existing network a NAT gateway or endpoints, and say so by hasEgress`,
    );
  });
});

test.each([
  [GrowthStage.ONE, 20, 100],
  [GrowthStage.ONE, 200, 400],
  [GrowthStage.ONE, 50_000, 65_536],
  [GrowthStage.TEN_THOUSAND, 200, 2_000],
])('%#: storage has room to grow beyond what it begins with', (stage, storageGiB, MaxAllocatedStorage) => {
  const larger = stage.customize({ database: { storageGiB } });
  templatesOf(make({ stage: larger })).database.hasResourceProperties('AWS::RDS::DBInstance', {
    AllocatedStorage: String(storageGiB),
    MaxAllocatedStorage,
  });
});

test('a database may begin with the data of a snapshot', () => {
  const app = quickApp();
  const encryptionKey = kms.Key.fromKeyArn(elsewhere(app), 'Key', KEY);
  const database = { source: DatabaseSource.snapshot('before-the-move'), encryptionKey };
  templatesOf(make({ database }, app)).database.hasResourceProperties('AWS::RDS::DBInstance', {
    DBSnapshotIdentifier: 'before-the-move',
  });
});

test('the database goes up a major version in place', () => {
  const assembly = (version: rds.PostgresEngineVersion, allowMajorVersionUpgrade?: boolean) => {
    const engine = DatabaseEngine.postgres({ version });
    const made = make({ stage: GrowthStage.TEN_THOUSAND, database: { engine, allowMajorVersionUpgrade } });
    return readAssembly((made.node.root as App).synth().directory);
  };
  const report = review(assembly(rds.PostgresEngineVersion.VER_16), assembly(rds.PostgresEngineVersion.VER_17, true), {
    from: '16',
    to: '17',
  });
  expect(report.findings.filter(({ severity }) => severity === 'hazard')).toEqual([]);
  const actions = report.stacks.flatMap(({ changes }) => changes.map(({ type, action }) => `${type} ${action}`));
  expect(actions.sort()).toEqual([
    'AWS::RDS::DBInstance update',
    'AWS::RDS::DBInstance update',
    'AWS::RDS::DBInstance update',
    'AWS::RDS::DBParameterGroup replace',
    'AWS::RDS::DBParameterGroup replace',
  ]);
});
