import { SHEDDING, sheddingOf } from '../../behaviours/shedding';
import { COPIES } from '../../behaviours/shedding/copies';
import { isKnownType } from '../../compare/spec';
import { specification } from '../support-specification';

type Row = readonly [type: string, property: string, before: unknown, after: unknown, severity: string, what: RegExp];

const plan = (...rules: object[]) => ({ BackupPlanName: 'p', BackupPlanRule: rules });
const rule = (RuleName: string, days?: number) => ({
  RuleName,
  TargetBackupVault: 'v',
  ...(days === undefined ? {} : { Lifecycle: { DeleteAfterDays: days } }),
});
const expiry = (...rules: object[]) => ({ Rules: rules.map((one) => ({ Status: 'Enabled', ...one })) });
const images = (...selections: object[]) => ({
  LifecyclePolicyText: JSON.stringify({
    rules: selections.map((selection, i) => ({ rulePriority: i + 1, selection, action: { type: 'expire' } })),
  }),
});
const account = {
  Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111111111111:root' }, Action: 'kms:*' }],
};
const oneRole = {
  Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111111111111:role/x' }, Action: 'kms:*' }],
};
const pitr = (on: boolean, RecoveryPeriodInDays?: number) => ({ PointInTimeRecoveryEnabled: on, RecoveryPeriodInDays });
const replica = (Region: string, on = true) => ({ Region, PointInTimeRecoverySpecification: pitr(on) });
const any = (countNumber: number) => ({ tagStatus: 'any', countType: 'imageCountMoreThan', countNumber });

/** Each goes this way with a finding, and back without one. */
const ROWS: readonly Row[] = [
  ['AWS::RDS::DBInstance', 'BackupRetentionPeriod', 7, 0, 'hazard', /turns BackupRetentionPeriod off: RDS deletes all/],
  ['AWS::RDS::DBInstance', 'BackupRetentionPeriod', '35', '7', 'hazard', /from 35 days to 7 days/],
  ['AWS::RDS::DBInstance', 'BackupRetentionPeriod', 7, undefined, 'hazard', /from 7 days to 1 days/],
  ['AWS::RDS::DBCluster', 'BackupRetentionPeriod', 14, 7, 'hazard', /automated backups that are older are deleted/],
  ['AWS::RDS::DBInstance', 'DeleteAutomatedBackups', false, true, 'caution', /lets its automated backups go/],
  ['AWS::Redshift::Cluster', 'AutomatedSnapshotRetentionPeriod', 7, 0, 'hazard', /deletes all automated snapshots/],
  ['AWS::ElastiCache::ReplicationGroup', 'SnapshotRetentionLimit', 7, undefined, 'hazard', /no automatic backup/],
  ['AWS::MemoryDB::Cluster', 'SnapshotRetentionLimit', 7, 2, 'hazard', /from 7 days to 2 days/],
  ...['WindowsConfiguration', 'LustreConfiguration', 'OntapConfiguration', 'OpenZFSConfiguration'].map(
    (property): Row => [
      'AWS::FSx::FileSystem',
      property,
      { AutomaticBackupRetentionDays: 30 },
      { AutomaticBackupRetentionDays: 0 },
      'hazard',
      /no automatic backup any more/,
    ],
  ),
  ['AWS::EFS::FileSystem', 'BackupPolicy', { Status: 'ENABLED' }, { Status: 'DISABLED' }, 'hazard', /backups off/],
  ['AWS::EFS::FileSystem', 'ReplicationConfiguration', { Destinations: [] }, undefined, 'hazard', /replicated no more/],
  ['AWS::Backup::BackupPlan', 'BackupPlan', plan(rule('a'), rule('b')), plan(rule('b')), 'caution', /loses its rule a/],
  ['AWS::Backup::BackupPlan', 'BackupPlan', plan(rule('a')), plan(rule('b')), 'caution', /loses its rule a/],
  ['AWS::Backup::BackupPlan', 'BackupPlan', plan(rule('a')), plan(), 'hazard', /loses its rule a/],
  [
    'AWS::Backup::BackupPlan',
    'BackupPlan',
    plan(rule('a')),
    plan(rule('a', 30)),
    'caution',
    /30 days, not without end/,
  ],
  ['AWS::Backup::BackupVault', 'LockConfiguration', { MinRetentionDays: 1 }, undefined, 'caution', /lock off/],
  ['AWS::Logs::LogGroup', 'RetentionInDays', undefined, 30, 'hazard', /from no end to 30 days/],
  ['AWS::Logs::LogGroup', 'RetentionInDays', 365, 30, 'hazard', /from 365 days to 30 days/],
  ['AWS::Kinesis::Stream', 'RetentionPeriodHours', 168, undefined, 'hazard', /from 168 hours to 24 hours/],
  ['AWS::SQS::Queue', 'MessageRetentionPeriod', 1209600, 3600, 'hazard', /messages that are older are deleted/],
  ['AWS::KinesisVideo::Stream', 'DataRetentionInHours', 48, 24, 'hazard', /media/],
  [
    'AWS::Timestream::Table',
    'RetentionProperties',
    { MagneticStoreRetentionPeriodInDays: '365' },
    { MagneticStoreRetentionPeriodInDays: '30' },
    'hazard',
    /deleted for good/,
  ],
  [
    'AWS::Timestream::Table',
    'RetentionProperties',
    { MemoryStoreRetentionPeriodInHours: '24' },
    { MemoryStoreRetentionPeriodInHours: '6' },
    'caution',
    /magnetic store/,
  ],
  ['AWS::Events::Archive', 'RetentionDays', 0, 90, 'hazard', /from no end to 90 days/],
  ['AWS::CloudTrail::EventDataStore', 'RetentionPeriod', undefined, 365, 'hazard', /from 2557 days to 365 days/],
  ['AWS::SNS::Topic', 'ArchivePolicy', { MessageRetentionPeriod: '30' }, undefined, 'hazard', /archive of the topic/],
  ['AWS::Cassandra::Table', 'DefaultTimeToLive', undefined, 86400, 'caution', /rows that are written from now on/],
  ['AWS::DynamoDB::Table', 'PointInTimeRecoverySpecification', pitr(true), pitr(false), 'hazard', /recovery off/],
  ['AWS::DynamoDB::Table', 'PointInTimeRecoverySpecification', pitr(true), pitr(true, 7), 'hazard', /35 days to 7/],
  ['AWS::DynamoDB::GlobalTable', 'Replicas', [replica('a'), replica('b')], [replica('b')], 'hazard', /replica in "a"/],
  ['AWS::DynamoDB::GlobalTable', 'Replicas', [replica('a')], [replica('a', false)], 'hazard', /recovery off.*in "a"/],
  [
    'AWS::DynamoDB::Table',
    'TimeToLiveSpecification',
    { AttributeName: 'ttl', Enabled: false },
    { AttributeName: 'ttl', Enabled: true },
    'caution',
    /every item whose attribute "ttl"/,
  ],
  ['AWS::Cassandra::Table', 'PointInTimeRecoveryEnabled', true, false, 'hazard', /recovery off/],
  ['AWS::KMS::Key', 'Enabled', undefined, false, 'hazard', /disabled/],
  ['AWS::KMS::Key', 'KeyPolicy', account, oneRole, 'hazard', /no access any more/],
  [
    'AWS::S3::Bucket',
    'LifecycleConfiguration',
    undefined,
    expiry({ ExpirationInDays: 30 }),
    'hazard',
    /expires objects/,
  ],
  [
    'AWS::S3::Bucket',
    'LifecycleConfiguration',
    expiry({ ExpirationInDays: 90 }),
    expiry({ ExpirationInDays: 30 }),
    'hazard',
    /after 30 days/,
  ],
  [
    'AWS::S3::Bucket',
    'LifecycleConfiguration',
    expiry({ ExpirationInDays: 90, Prefix: 'logs/' }),
    expiry({ ExpirationInDays: 90 }),
    'hazard',
    /expires objects after 90 days/,
  ],
  [
    'AWS::S3::Bucket',
    'LifecycleConfiguration',
    expiry({ ExpirationInDays: 90, Status: 'Disabled', Prefix: 'a/' }),
    expiry({ ExpirationInDays: 90, Prefix: 'a/' }),
    'hazard',
    /objects below "a\/"/,
  ],
  [
    'AWS::S3::Bucket',
    'LifecycleConfiguration',
    undefined,
    expiry({ NoncurrentVersionExpiration: { NoncurrentDays: 7 } }),
    'hazard',
    /noncurrent versions of objects after 7 days/,
  ],
  ['AWS::S3::Bucket', 'VersioningConfiguration', { Status: 'Enabled' }, { Status: 'Suspended' }, 'hazard', /suspends/],
  ['AWS::S3::Bucket', 'VersioningConfiguration', { Status: 'Enabled' }, undefined, 'hazard', /suspends/],
  ['AWS::S3::Bucket', 'ReplicationConfiguration', expiry({ Id: 'a' }), undefined, 'hazard', /replicated no more/],
  [
    'AWS::S3::Bucket',
    'ReplicationConfiguration',
    expiry({ Id: 'a' }, { Id: 'b' }),
    expiry({ Id: 'a' }),
    'caution',
    /less/,
  ],
  [
    'AWS::S3::Bucket',
    'ObjectLockConfiguration',
    { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Days: 1 } } },
    { ObjectLockEnabled: 'Enabled' },
    'caution',
    /locks new objects no more/,
  ],
  ['AWS::ECR::Repository', 'LifecyclePolicy', undefined, images(any(10)), 'hazard', /imageCountMoreThan 10/],
  ['AWS::ECR::Repository', 'LifecyclePolicy', images(any(100)), images(any(10)), 'hazard', /imageCountMoreThan 10/],
  [
    'AWS::ECR::Repository',
    'LifecyclePolicy',
    undefined,
    images({ tagStatus: 'untagged', countType: 'sinceImagePushed', countNumber: 7 }),
    'caution',
    /untagged images/,
  ],
  ['AWS::ECR::Repository', 'EmptyOnDelete', undefined, true, 'caution', /all that is in it/],
];

const judge = (type: string, property: string, before: unknown, after: unknown) =>
  sheddingOf(type)
    .filter((one) => one.property === property)
    .flatMap((one) => one.judge(before, after));

test.each(ROWS)('%s %s: %j → %j', (type, property, before, after, severity, what) => {
  expect(judge(type, property, before, after)).toEqual([{ severity, what: expect.stringMatching(what) }]);
  const back = judge(type, property, after, before).filter((one) => one.severity === 'hazard');
  // A plan whose one rule makes way for another loses a rule in either direction.
  expect(back).toEqual([]);
  expect(judge(type, property, before, before)).toEqual([]);
});

test.each([
  ['AWS::SecretsManager::Secret', 'GenerateSecretString', { PasswordLength: 20 }, { PasswordLength: 30 }, 'hazard'],
  ['AWS::RDS::DBInstance', 'BackupRetentionPeriod', 7, { Ref: 'Days' }, 'caution'],
  ['AWS::KMS::Key', 'Enabled', true, { Ref: 'On' }, 'caution'],
  ['AWS::ECR::Repository', 'LifecyclePolicy', undefined, { LifecyclePolicyText: { Ref: 'Text' } }, 'caution'],
])('%s %s in either direction: %j → %j', (type, property, before, after, severity) => {
  expect(judge(type, property, before, after).map((one) => one.severity)).toEqual([severity]);
});

test.each([
  ['a transition', expiry({ Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 30 }] })],
  ['uploads that were never completed', expiry({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } })],
  ['a rule that is off', expiry({ ExpirationInDays: 1, Status: 'Disabled' })],
])('S3: %s deletes nothing', (_, after) => {
  expect(judge('AWS::S3::Bucket', 'LifecycleConfiguration', undefined, after)).toEqual([]);
});

test('S3: rules that are split, renamed or reordered and reach the same are no change', () => {
  const before = expiry({ Id: 'all', ExpirationInDays: 30 });
  const after = expiry(
    { Id: 'z', Prefix: 'logs/', ExpirationInDays: 30 },
    { Id: 'a', ExpirationInDays: 60, TagFilters: [{ Key: 'k', Value: 'v' }] },
  );
  expect(judge('AWS::S3::Bucket', 'LifecycleConfiguration', before, after)).toEqual([]);
});

test('every entry is shown by a row, and names types and properties of the specification', () => {
  for (const entry of SHEDDING) {
    const { types, property, source } = entry;
    // Copies have a table of their own.
    const shown = COPIES.includes(entry) || ROWS.some(([type, name]) => name === property && types.includes(type));
    expect([property, shown || property === 'GenerateSecretString']).toEqual([property, true]);
    expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    for (const type of types) {
      expect(isKnownType(type)).toBe(true);
      expect([type, specification.propertiesOf(type)]).toEqual([type, expect.arrayContaining([property])]);
    }
  }
});
