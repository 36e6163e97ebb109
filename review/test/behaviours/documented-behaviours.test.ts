import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { DOCUMENTED_BEHAVIOURS, documentedBehaviour } from '../../behaviours/documented-behaviours';
import { changeOf, effectOf, resource, reviewStack } from '../support';

const specification = loadAwsServiceSpecSync();
const DATABASE = 'AWS::RDS::DBInstance';

describe('the table', () => {
  test.each(
    DOCUMENTED_BEHAVIOURS.map(
      (behaviour) => [`${behaviour.type} ${behaviour.properties.join(', ')}`, behaviour] as const,
    ),
  )('%s is in the specification, and says where it is documented', (_, { type, properties, source }) => {
    const [spec] = specification.lookup('resource', 'cloudFormationType', 'equals', type);
    for (const property of properties) expect(Object.keys(spec.properties)).toContain(property);
    expect(source).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|github\.com\/aws-cloudformation)\//);
  });

  test('decides each property once', () => {
    const names = DOCUMENTED_BEHAVIOURS.flatMap(({ type, properties }) =>
      properties.map((property) => `${type}.${property}`),
    );
    expect(names).toEqual([...new Set(names)]);
  });

  /** Nothing that decides was found in the documentation: a review says so, and leaves it to its reader. */
  const OPEN = [
    'AWS::EC2::Instance.AdditionalInfo',
    'AWS::EC2::Instance.Affinity',
    'AWS::EC2::Instance.HostId',
    'AWS::EC2::Instance.KernelId',
    'AWS::EC2::Instance.PrivateDnsNameOptions',
    'AWS::EC2::Instance.RamdiskId',
    'AWS::EC2::Instance.Tenancy',
    'AWS::EC2::NetworkInterface.PrivateIpAddresses',
    'AWS::EC2::Subnet.Ipv6CidrBlock',
    'AWS::ElastiCache::CacheCluster.AZMode',
    'AWS::ElastiCache::CacheCluster.PreferredAvailabilityZone',
    'AWS::ElastiCache::CacheCluster.PreferredAvailabilityZones',
  ];
  const SERVICES =
    /^AWS::(ApiGateway|ApiGatewayV2|ApplicationAutoScaling|ARC\w+|AutoScaling|Backup|Budgets|CertificateManager|CloudFront|CloudWatch|Cognito|DSQL|DynamoDB|EC2|ECR|ECS|EFS|ElastiCache|ElasticLoadBalancing|ElasticLoadBalancingV2|Events|FIS|IAM|KMS|Lambda|Logs|OpenSearchService|Pipes|RDS|Route53|S3|SecretsManager|SES|SNS|SQS|SSM|WAFv2|XRay)::/;

  test('knows all that the specification leaves open for the services that applications grow on', () => {
    const left = specification
      .all('resource')
      .filter(({ cloudFormationType }) => SERVICES.test(cloudFormationType))
      .flatMap(({ cloudFormationType, properties }) =>
        Object.entries(properties)
          .filter(([, { causesReplacement }]) => causesReplacement === 'maybe')
          .map(([name]) => `${cloudFormationType}.${name}`),
      )
      .filter((name) => !documentedBehaviour(...(name.split('.') as [string, string])));
    expect(left.sort()).toEqual(OPEN);
  });

  test('what is not in it stays open, and is a caution for something that holds data', () => {
    expect(effectOf('AWS::ElastiCache::ReplicationGroup', 'AuthToken', 'a', 'b')).toBe('may-replace');
    const state = (name: string) => ({ Cluster: resource('AWS::RDS::DBCluster', { MasterUsername: name }) });
    const found = reviewStack(state('a'), state('b'));
    expect(found.findings).toContainEqual(
      expect.objectContaining({ rule: 'durable-may-be-replaced', severity: 'caution' }),
    );
  });
});

describe('RDS', () => {
  test('Multi-AZ is switched in place, with what is documented of it', () => {
    const state = (multiAz: boolean) => ({ Db: resource(DATABASE, { MultiAZ: multiAz }) });
    expect(changeOf(reviewStack(state(false), state(true)), 'Db').properties).toEqual([
      {
        name: 'MultiAZ',
        before: false,
        after: true,
        effect: 'in-place',
        source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.Migrating.html',
        note: 'RDS makes a standby from a snapshot, without downtime and with more latency meanwhile',
      },
    ]);
    expect(effectOf(DATABASE, 'MultiAZ', true, false)).toBe('in-place');
  });

  test.each([
    ['StorageType', 'gp2', 'gp3', 'in-place'],
    ['BackupRetentionPeriod', 0, 7, 'in-place'],
    ['DBParameterGroupName', 'a', 'b', 'in-place'],
    ['AutoMinorVersionUpgrade', true, false, 'in-place'],
    ['PreferredMaintenanceWindow', 'a', 'b', 'in-place'],
    ['EngineVersion', '16.3', '16.4', 'in-place'],
    ['Engine', 'postgres', 'mysql', 'replacement'],
    ['Engine', 'oracle-se2', 'oracle-se2-cdb', 'in-place'],
    ['AvailabilityZone', 'a', 'b', 'replacement'],
    ['AvailabilityZone', 'a', undefined, 'replacement'],
    ['PerformanceInsightsKMSKeyId', undefined, 'key', 'in-place'],
    ['PerformanceInsightsKMSKeyId', 'key', 'other', 'replacement'],
    ['SourceDBInstanceIdentifier', 'primary', undefined, 'in-place'],
    ['SourceDBInstanceIdentifier', undefined, 'primary', 'replacement'],
    ['SourceDBInstanceIdentifier', 'primary', 'other', 'replacement'],
    ['DBSnapshotIdentifier', undefined, 'snapshot', 'replacement'],
    ['DBSnapshotIdentifier', 'snapshot', undefined, 'may-replace'],
    ['UseLatestRestorableTime', true, false, 'in-place'],
    ['UseLatestRestorableTime', false, true, 'replacement'],
    ['EngineLifecycleSupport', 'a', 'b', 'refused'],
    ['StorageEncrypted', false, true, 'replacement'],
  ])('an instance’s %s from %s to %s: %s', (name, before, after, effect) => {
    expect(effectOf(DATABASE, name, before, after)).toBe(effect);
  });

  test('a pinned zone is given up for Multi-AZ in place', () => {
    expect(effectOf(DATABASE, 'AvailabilityZone', 'a', undefined, { Properties: { MultiAZ: true } })).toBe('in-place');
  });
});

describe('DynamoDB', () => {
  const index = (name: string, projection: string, more: object = {}) => ({
    IndexName: name,
    Projection: { ProjectionType: projection },
    ...more,
  });

  test.each(['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'])(
    'indexes of %s come and go, and do not change',
    (type) => {
      const name = 'GlobalSecondaryIndexes';
      expect(effectOf(type, name, undefined, [index('a', 'ALL')])).toBe('in-place');
      expect(effectOf(type, name, [index('a', 'ALL'), index('b', 'ALL')], [index('b', 'ALL')])).toBe('in-place');
      expect(effectOf(type, name, [index('a', 'ALL')], [index('a', 'ALL', { WarmThroughput: 1 })])).toBe('in-place');
      expect(effectOf(type, name, [index('a', 'ALL')], [index('a', 'KEYS_ONLY')])).toBe('refused');
      const attribute = (kind: string) => [{ AttributeName: 'id', AttributeType: kind }];
      expect(effectOf(type, 'AttributeDefinitions', attribute('S'), attribute('N'))).toBe('replacement');
      expect(
        effectOf(type, 'AttributeDefinitions', attribute('S'), [
          ...attribute('S'),
          { AttributeName: 'b', AttributeType: 'S' },
        ]),
      ).toBe('in-place');
    },
  );

  test('local indexes are there from the start', () => {
    expect(effectOf('AWS::DynamoDB::Table', 'LocalSecondaryIndexes', undefined, [index('a', 'ALL')])).toBe('refused');
    expect(effectOf('AWS::DynamoDB::GlobalTable', 'LocalSecondaryIndexes', undefined, [index('a', 'ALL')])).toBe(
      'replacement',
    );
  });
});

describe('what hangs on the update policy', () => {
  test.each([
    ['AWS::ElastiCache::ReplicationGroup', 'NumNodeGroups', 1, 2, { UseOnlineResharding: true }],
    [
      'AWS::ElastiCache::ReplicationGroup',
      'NodeGroupConfiguration',
      [{ Slots: 'a' }],
      [{ Slots: 'b' }],
      { UseOnlineResharding: true },
    ],
    ['AWS::OpenSearchService::Domain', 'EngineVersion', '1', '2', { EnableVersionUpgrade: true }],
    ['AWS::Elasticsearch::Domain', 'ElasticsearchVersion', '6', '7', { EnableVersionUpgrade: 'true' }],
  ])('%s %s replaces without it', (type, name, before, after, UpdatePolicy) => {
    expect(effectOf(type, name, before, after)).toBe('replacement');
    expect(effectOf(type, name, before, after, { UpdatePolicy })).toBe('in-place');
  });

  test('an Auto Scaling group may be told to be replaced', () => {
    const type = 'AWS::AutoScaling::AutoScalingGroup';
    const UpdatePolicy = { AutoScalingReplacingUpdate: { WillReplace: true } };
    expect(effectOf(type, 'VPCZoneIdentifier', ['a'], ['a', 'b'])).toBe('in-place');
    expect(effectOf(type, 'VPCZoneIdentifier', ['a'], ['a', 'b'], { UpdatePolicy })).toBe('replacement');
  });
});

describe('others', () => {
  const disk = (size: number, deleted: boolean) => [
    { DeviceName: '/dev/xvda', Ebs: { VolumeSize: size, DeleteOnTermination: deleted } },
  ];

  test.each([
    ['AWS::EC2::VPC', 'InstanceTenancy', 'dedicated', 'default', 'in-place'],
    ['AWS::EC2::VPC', 'InstanceTenancy', undefined, 'default', 'in-place'],
    ['AWS::EC2::VPC', 'InstanceTenancy', 'default', 'dedicated', 'replacement'],
    ['AWS::EC2::Instance', 'InstanceType', 't4g.micro', 't4g.small', 'may-replace'],
    ['AWS::EC2::Instance', 'SecurityGroupIds', ['a'], ['b'], 'in-place'],
    ['AWS::EC2::Instance', 'BlockDeviceMappings', disk(8, true), disk(8, false), 'in-place'],
    ['AWS::EC2::Instance', 'BlockDeviceMappings', disk(8, true), disk(16, true), 'replacement'],
    ['AWS::ElastiCache::CacheCluster', 'NumCacheNodes', 1, 2, 'replacement'],
    ['AWS::ElastiCache::ReplicationGroup', 'Engine', 'redis', 'valkey', 'may-replace'],
    ['AWS::ElastiCache::ReplicationGroup', 'Engine', 'valkey', 'redis', 'replacement'],
    ['AWS::ElastiCache::ReplicationGroup', 'EngineVersion', '8.1', '8.2', 'in-place'],
    ['AWS::ElastiCache::ReplicationGroup', 'EngineVersion', '8.2', '9.0', 'in-place'],
    ['AWS::ElastiCache::ReplicationGroup', 'EngineVersion', '8.2', '8.1', 'refused'],
    ['AWS::ElastiCache::ReplicationGroup', 'EngineVersion', '10.0', '9.1', 'refused'],
    ['AWS::ElastiCache::ReplicationGroup', 'EngineVersion', undefined, '8.1', 'in-place'],
    ['AWS::ElastiCache::ReplicationGroup', 'AuthToken', undefined, 'a', 'replacement'],
    ['AWS::ElastiCache::ReplicationGroup', 'ClusterMode', 'disabled', 'compatible', 'in-place'],
    ['AWS::ElastiCache::ReplicationGroup', 'ClusterMode', 'compatible', 'enabled', 'in-place'],
    ['AWS::ElastiCache::ReplicationGroup', 'ClusterMode', 'disabled', 'enabled', 'refused'],
    ['AWS::ElastiCache::ReplicationGroup', 'ClusterMode', 'enabled', 'disabled', 'refused'],
    ['AWS::ElastiCache::ReplicationGroup', 'Durability', 'disabled', 'sync', 'refused'],
    ['AWS::ElastiCache::ReplicationGroup', 'Durability', 'async', 'sync', 'in-place'],
    ['AWS::ElastiCache::ReplicationGroup', 'Durability', 'default', 'sync', 'in-place'],
    ['AWS::ElastiCache::ReplicationGroup', 'ReplicasPerNodeGroup', 1, 2, 'replacement'],
    ['AWS::ElasticLoadBalancing::LoadBalancer', 'Subnets', ['a'], ['b'], 'in-place'],
    ['AWS::ElasticLoadBalancing::LoadBalancer', 'Subnets', undefined, ['b'], 'replacement'],
    ['AWS::OpenSearchService::Domain', 'IPAddressType', 'dualstack', 'ipv4', 'refused'],
    ['AWS::OpenSearchService::Domain', 'IPAddressType', 'ipv4', 'dualstack', 'in-place'],
    ['AWS::Cognito::UserPool', 'UsernameAttributes', ['email'], ['phone_number'], 'refused'],
    ['AWS::Cognito::UserPool', 'Schema', [{ Name: 'a' }], [{ Name: 'a' }, { Name: 'b' }], 'in-place'],
    ['AWS::Cognito::UserPool', 'Schema', [{ Name: 'a' }], [{ Name: 'b' }], 'refused'],
    ['AWS::Cognito::UserPool', 'Schema', undefined, [{ Name: 'email', Required: true }], 'refused'],
    ['AWS::Cognito::UserPool', 'Schema', undefined, [{ Name: 'email', Mutable: false }], 'refused'],
    ['AWS::Cognito::UserPool', 'Schema', undefined, [{ Name: 'team', Mutable: false }], 'in-place'],
    ['AWS::SES::DedicatedIpPool', 'ScalingMode', 'STANDARD', 'MANAGED', 'in-place'],
    ['AWS::SES::DedicatedIpPool', 'ScalingMode', 'MANAGED', 'STANDARD', 'refused'],
    ['AWS::SSM::Document', 'Content', { a: 1 }, { a: 2 }, 'replacement'],
  ])('%s %s from %j to %j: %s', (type, name, before, after, effect) => {
    expect(effectOf(type, name, before, after)).toBe(effect);
  });

  test('a cache that moves to another engine may have a lower version number', () => {
    const before = { Cache: resource('AWS::ElastiCache::ReplicationGroup', { Engine: 'redis', EngineVersion: '7.1' }) };
    const after = { Cache: resource('AWS::ElastiCache::ReplicationGroup', { Engine: 'valkey', EngineVersion: '7.0' }) };
    const { properties } = changeOf(reviewStack(before, after), 'Cache');
    expect(properties.map(({ name, effect }) => [name, effect])).toEqual([
      ['Engine', 'may-replace'],
      ['EngineVersion', 'in-place'],
    ]);
  });

  test('nodes are added to a cache in the zones that it was given', () => {
    const Properties = { PreferredAvailabilityZone: 'eu-west-1a' };
    expect(effectOf('AWS::ElastiCache::CacheCluster', 'NumCacheNodes', 1, 2, { Properties })).toBe('in-place');
  });

  test('a document gets a new version where it asks for one', () => {
    const Properties = { UpdateMethod: 'NewVersion' };
    expect(effectOf('AWS::SSM::Document', 'Content', { a: 1 }, { a: 2 }, { Properties })).toBe('in-place');
  });
});

test.each([
  [{ AuthToken: 'a' }, { UserGroupIds: ['g'] }, 'replacement'],
  [{ UserGroupIds: ['g'] }, { AuthToken: 'a' }, 'replacement'],
  [{ UserGroupIds: ['g'] }, { UserGroupIds: ['h'] }, 'in-place'],
  [{}, { UserGroupIds: ['g'] }, 'in-place'],
])('CloudFormation replaces a cache that goes from AUTH to user groups, or back: %j to %j', (before, after, effect) => {
  const type = 'AWS::ElastiCache::ReplicationGroup';
  const state = (properties: object) => ({ Cache: resource(type, { TransitEncryptionEnabled: true, ...properties }) });
  const [change] = reviewStack(state(before), state(after)).stacks[0].changes;
  expect(change.properties.find(({ name }) => name === 'UserGroupIds')?.effect).toBe(effect);
});
