import { differences, ResourceView } from '../engine/replacement';
import { isKnown, specOf } from '../engine/spec';
import { JsonObject } from '../engine/state';
import { addressOf, CHANGE_FACTS, factsOfChange, holdsData, holdsSomething, shedBy } from '../services/facts';
import { ADDRESSES } from '../services/facts/addresses';
import { PLACES } from '../services/facts/places';
import models from '../services/facts/service-models.json';
import { SHEDDING } from '../services/facts/shedding';

type More = { readonly old?: JsonObject; readonly now?: JsonObject; readonly policy?: JsonObject };

/** What becomes of a change of one property. */
function outcome(type: string, name: string, before: unknown, after: unknown, more: More = {}): string {
  const view = (value: unknown, rest: JsonObject = {}, policy?: JsonObject): ResourceView => ({
    Type: `AWS::${type}`,
    Properties: { ...rest, ...(value === undefined ? {} : { [name]: value as JsonObject }) },
    ...(policy !== undefined && { UpdatePolicy: policy }),
  });
  const found = differences(view(before, more.old), view(after, more.now ?? more.old, more.policy), factsOfChange);
  const change = found.find((difference) => difference.name === name)!;
  return change.refused === undefined ? `${change.effect}${change.undecided ? ', undecided' : ''}` : 'refused';
}

const KEY = [{ AttributeName: 'a', KeyType: 'HASH' }];
const INDEX = { IndexName: 'i', KeySchema: KEY, Projection: { ProjectionType: 'ALL' } };

test.each<[string, string, unknown, unknown, string, More?]>([
  // The service has an operation, or has none.
  ['RDS::DBInstance', 'MultiAZ', false, true, 'in-place'],
  ['RDS::DBInstance', 'StorageType', 'gp2', 'gp3', 'in-place'],
  ['RDS::DBInstance', 'DBSnapshotIdentifier', 's', undefined, 'replacement'],
  ['RDS::DBInstance', 'StorageEncrypted', false, true, 'replacement'],
  ['RDS::DBCluster', 'MasterUsername', 'a', 'b', 'replacement'],
  ['EC2::Volume', 'Encrypted', undefined, true, 'refused'],
  ['EC2::Volume', 'Encrypted', undefined, false, 'in-place'],
  ['Logs::LogGroup', 'LogGroupClass', 'STANDARD', 'INFREQUENT_ACCESS', 'refused'],
  ['Scheduler::Schedule', 'GroupName', 'a', 'b', 'refused'],
  ['WAFv2::IPSet', 'IPAddressVersion', 'IPV4', 'IPV6', 'refused'],
  ['DynamoDB::Table', 'LocalSecondaryIndexes', undefined, [INDEX], 'refused'],
  ['DynamoDB::GlobalTable', 'LocalSecondaryIndexes', undefined, [INDEX], 'replacement'],
  ['KMS::Key', 'KeySpec', 'RSA_2048', 'RSA_4096', 'refused'],
  ['Cognito::UserPool', 'UsernameAttributes', undefined, ['email'], 'refused'],
  ['EC2::Instance', 'InstanceType', 'a', 'b', 'replacement, undecided'],
  // What is documented of single changes.
  ['RDS::DBInstance', 'Engine', 'oracle-ee', 'oracle-ee-cdb', 'in-place'],
  ['RDS::DBInstance', 'Engine', 'mysql', undefined, 'replacement'],
  ['RDS::DBInstance', 'Engine', 'mysql', 'mariadb', 'replacement'],
  ['RDS::DBInstance', 'PerformanceInsightsKMSKeyId', undefined, 'k', 'in-place'],
  ['RDS::DBInstance', 'PerformanceInsightsKMSKeyId', 'k', 'l', 'replacement'],
  ['RDS::DBInstance', 'SourceDBInstanceIdentifier', 'a', undefined, 'in-place'],
  ['RDS::DBInstance', 'SourceDBInstanceIdentifier', 'a', 'b', 'replacement'],
  ['RDS::DBInstance', 'AvailabilityZone', 'a', undefined, 'in-place', { now: { MultiAZ: true } }],
  ['RDS::DBInstance', 'AvailabilityZone', 'a', 'b', 'replacement'],
  ['RDS::DBCluster', 'GlobalClusterIdentifier', 'g', undefined, 'in-place'],
  ['RDS::DBCluster', 'GlobalClusterIdentifier', undefined, 'g', 'replacement'],
  ['DocDB::DBCluster', 'GlobalClusterIdentifier', 'g', undefined, 'in-place'],
  ['DocDB::DBCluster', 'GlobalClusterIdentifier', undefined, 'g', 'refused'],
  ['RDS::DBCluster', 'ReplicationSourceIdentifier', 'a', undefined, 'in-place'],
  ['RDS::DBCluster', 'BacktrackWindow', 0, 3600, 'refused'],
  ['RDS::DBCluster', 'BacktrackWindow', 3600, 7200, 'in-place'],
  ['DynamoDB::Table', 'GlobalSecondaryIndexes', [INDEX], [{ ...INDEX, Projection: {} }], 'refused'],
  ['DynamoDB::Table', 'GlobalSecondaryIndexes', [INDEX], [], 'in-place'],
  [
    'DynamoDB::Table',
    'AttributeDefinitions',
    [{ AttributeName: 'a', AttributeType: 'S' }],
    [{ AttributeName: 'a', AttributeType: 'N' }],
    'replacement',
  ],
  ['ElastiCache::ReplicationGroup', 'NumNodeGroups', 1, 2, 'replacement'],
  ['ElastiCache::ReplicationGroup', 'NumNodeGroups', 1, 2, 'in-place', { policy: { UseOnlineResharding: true } }],
  ['ElastiCache::ReplicationGroup', 'EngineVersion', '8.1', '7.2', 'refused'],
  ['ElastiCache::ReplicationGroup', 'EngineVersion', '7.2', '8.1', 'in-place'],
  ['ElastiCache::ReplicationGroup', 'ClusterMode', 'disabled', 'enabled', 'refused'],
  ['ElastiCache::ReplicationGroup', 'ClusterMode', 'enabled', 'disabled', 'refused'],
  ['ElastiCache::ReplicationGroup', 'ClusterMode', 'disabled', 'compatible', 'in-place'],
  ['ElastiCache::ReplicationGroup', 'Durability', 'disabled', 'sync', 'refused'],
  ['ElastiCache::ReplicationGroup', 'Durability', 'async', 'sync', 'in-place'],
  ['ElastiCache::ReplicationGroup', 'AuthToken', undefined, 't', 'replacement'],
  ['ElastiCache::ReplicationGroup', 'AuthToken', 't', 'u', 'in-place'],
  ['ElastiCache::CacheCluster', 'NumCacheNodes', 1, 2, 'replacement'],
  ['ElastiCache::CacheCluster', 'NumCacheNodes', 1, 2, 'in-place', { old: { PreferredAvailabilityZone: 'a' } }],
  ['OpenSearchService::Domain', 'EngineVersion', '1', '2', 'replacement'],
  ['OpenSearchService::Domain', 'EngineVersion', '1', '2', 'in-place', { policy: { EnableVersionUpgrade: true } }],
  ['OpenSearchService::Domain', 'EncryptionAtRestOptions', undefined, { Enabled: true }, 'in-place'],
  ['OpenSearchService::Domain', 'EncryptionAtRestOptions', { Enabled: true }, { Enabled: false }, 'replacement'],
  ['OpenSearchService::Domain', 'VPCOptions', { SubnetIds: ['s'] }, undefined, 'replacement'],
  ['OpenSearchService::Domain', 'IPAddressType', 'dualstack', 'ipv4', 'refused'],
  ['EC2::VPC', 'InstanceTenancy', 'dedicated', 'default', 'in-place'],
  ['EC2::VPC', 'InstanceTenancy', 'default', 'dedicated', 'replacement'],
  ['EC2::Instance', 'SecurityGroupIds', ['a'], ['b'], 'in-place'],
  [
    'EC2::Instance',
    'BlockDeviceMappings',
    [{ DeviceName: 'd', Ebs: { VolumeSize: 8, DeleteOnTermination: true } }],
    [{ DeviceName: 'd', Ebs: { VolumeSize: 8, DeleteOnTermination: false } }],
    'in-place',
  ],
  [
    'AutoScaling::AutoScalingGroup',
    'LaunchTemplate',
    { Version: '1' },
    { Version: '2' },
    'replacement',
    { policy: { AutoScalingReplacingUpdate: { WillReplace: true } } },
  ],
  ['AutoScaling::AutoScalingGroup', 'LaunchTemplate', { Version: '1' }, { Version: '2' }, 'in-place'],
  ['SSM::Document', 'Content', { a: 1 }, { a: 2 }, 'replacement'],
  ['SSM::Document', 'Content', { a: 1 }, { a: 2 }, 'in-place', { old: { UpdateMethod: 'NewVersion' } }],
  ['Cognito::UserPool', 'Schema', [{ Name: 'a' }], [{ Name: 'a' }, { Name: 'b' }], 'in-place'],
  ['Cognito::UserPool', 'Schema', [{ Name: 'a' }], [{ Name: 'b' }], 'refused'],
])('%s %s: %j → %j is %s', (type, name, before, after, expected, ...more) => {
  // Jest takes a last parameter that no value is given for as a callback to wait for.
  expect(outcome(type, name, before, after, more[0])).toBe(expected);
});

test('the token of a custom resource stays', () => {
  const view = (token: string): ResourceView => ({ Type: 'Custom::Seed', Properties: { ServiceToken: token } });
  expect(differences(view('a'), view('b'), factsOfChange)).toMatchObject([
    { refused: 'Modifying service token is not allowed.' },
  ]);
});

const everything = (more: object = {}) => ({
  LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 30, ...more }] },
});
const recovery = (on: boolean) => ({ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: on } });

test.each<[string, JsonObject, JsonObject, string | undefined]>([
  ['S3::Bucket', {}, everything() as JsonObject, 'objects that are older than the new rule lets them be'],
  ['S3::Bucket', {}, everything({ Prefix: 'tmp/' }) as JsonObject, undefined],
  ['S3::Bucket', everything() as JsonObject, everything() as JsonObject, undefined],
  ['Kinesis::Stream', { RetentionPeriodHours: 72 }, {}, 'records that are older than the new retention'],
  ['Kinesis::Stream', {}, { RetentionPeriodHours: 72 }, undefined],
  [
    'DynamoDB::GlobalTable',
    { Replicas: [{ Region: 'us-east-1' }, { Region: 'eu-west-1' }] },
    { Replicas: [{ Region: 'us-east-1' }] },
    'the replica in eu-west-1',
  ],
  [
    'SecretsManager::Secret',
    { GenerateSecretString: { PasswordLength: 30 } },
    { GenerateSecretString: { PasswordLength: 40 } },
    'the value that was generated before: another one is generated',
  ],
  ['RDS::DBInstance', { BackupRetentionPeriod: 7 }, { BackupRetentionPeriod: 0 }, 'the automated backups'],
  ['DynamoDB::Table', recovery(true), recovery(false), 'the backups of the last 35 days'],
  ['DynamoDB::Table', recovery(false), recovery(true), undefined],
])('an update of %s from %j to %j takes %s', (type, before, after, lost) => {
  expect(shedBy(`AWS::${type}`, before, after)).toBe(lost);
});

test('what holds data, what holds something, and what is known outside', () => {
  expect(holdsData('AWS::RDS::DBInstance', {})).toBe(true);
  expect(holdsData('AWS::RDS::DBInstance', { SourceDBInstanceIdentifier: 'a' })).toBe(false);
  expect(holdsSomething('AWS::RDS::DBInstance', { SourceDBInstanceIdentifier: 'a' })).toBe(true);
  expect(holdsData('AWS::RDS::DBCluster', { ReplicationSourceIdentifier: 'a' })).toBe(false);
  expect(holdsData('AWS::RDS::DBCluster', { ReplicationSourceIdentifier: 'a', DeletionProtection: true })).toBe(true);
  expect(holdsData('AWS::Logs::LogGroup', {})).toBe(false);
  expect(holdsData('AWS::Logs::LogGroup', { DeletionProtectionEnabled: true })).toBe(true);
  expect([holdsData('AWS::SQS::Queue', {}), holdsSomething('AWS::SQS::Queue', {})]).toEqual([false, true]);
  const balancer = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
  expect([addressOf(balancer, {}), addressOf(balancer, { Scheme: 'internal' })]).toEqual(['host name', undefined]);
});

test('every fact is of a type that there is, and says where it was read, and when', () => {
  for (const fact of [...CHANGE_FACTS, ...PLACES, ...SHEDDING, ...ADDRESSES]) {
    expect([fact.type, isKnown(fact.type)]).toEqual([fact.type, true]);
    expect([fact.type, fact.source, fact.date]).toEqual([
      fact.type,
      expect.stringMatching(/^https:\/\//),
      expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    ]);
  }
  expect(models).toMatchObject({ source: expect.stringMatching(/^https:/), date: expect.stringMatching(/^\d{4}-/) });
});

test('every property that is derived from a service model is one of its type', () => {
  for (const [type, { changes, creationOnly }] of Object.entries(models.types)) {
    const known = Object.keys(specOf(type)?.properties ?? {});
    expect([type, [...changes, ...creationOnly].filter((name) => !known.includes(name))]).toEqual([type, []]);
  }
});
