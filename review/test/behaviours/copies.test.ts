import { SHEDDING, sheddingOf } from '../../behaviours/shedding';
import { COPIES } from '../../behaviours/shedding/copies';
import { durabilityOf } from '../../compare/durability';
import { resourceSpec, specifiedTypes } from '../../compare/spec';

type Row = readonly [type: string, property: string, before: unknown, after: unknown, severity: string, what: string];

const regions = (name: string, ...all: string[]) => all.map((region) => ({ [name]: region }));
const rules = (...all: object[]) => ({ Rules: all.map((one) => ({ Destinations: [one] })) });
const plan = (...vaults: string[]) => ({
  BackupPlanRule: [{ RuleName: 'a', CopyActions: vaults.map((one) => ({ DestinationBackupVaultArn: one })) }],
});

/** Each goes this way with a finding, and back without one. */
const ROWS: readonly Row[] = [
  [
    'AWS::SecretsManager::Secret',
    'ReplicaRegions',
    regions('Region', 'a', 'b'),
    regions('Region', 'b'),
    'hazard',
    '"a"',
  ],
  ['AWS::PaymentCryptography::Key', 'ReplicationRegions', ['a', 'b'], ['a'], 'hazard', '"b"'],
  [
    'AWS::SSMIncidents::ReplicationSet',
    'Regions',
    regions('RegionName', 'a', 'b'),
    regions('RegionName', 'a'),
    'hazard',
    '"b"',
  ],
  [
    'AWS::Cassandra::Table',
    'ReplicaSpecifications',
    regions('Region', 'a', 'b'),
    regions('Region', 'a'),
    'caution',
    '"b"',
  ],
  ['AWS::DSQL::Cluster', 'MultiRegionProperties', { Clusters: ['a'] }, { Clusters: [] }, 'hazard', '"a"'],
  [
    'AWS::ElastiCache::GlobalReplicationGroup',
    'Members',
    regions('ReplicationGroupRegion', 'a', 'b'),
    regions('ReplicationGroupRegion', 'a'),
    'hazard',
    '"b"',
  ],
  ['AWS::RDS::DBInstance', 'AutomaticBackupReplicationRegion', 'a', undefined, 'hazard', '"a"'],
  ['AWS::RDS::DBCluster', 'GlobalClusterIdentifier', 'a', undefined, 'hazard', '"a"'],
  ['AWS::DocDB::DBCluster', 'GlobalClusterIdentifier', 'a', undefined, 'hazard', '"a"'],
  ['AWS::Redshift::Cluster', 'DestinationRegion', 'a', undefined, 'hazard', '"a"'],
  [
    'AWS::RedshiftServerless::Namespace',
    'SnapshotCopyConfigurations',
    regions('DestinationRegion', 'a'),
    [],
    'hazard',
    '"a"',
  ],
  [
    'AWS::ECR::ReplicationConfiguration',
    'ReplicationConfiguration',
    rules({ Region: 'a', RegistryId: '1' }),
    rules(),
    'hazard',
    '"a" "1"',
  ],
  [
    'AWS::ECR::ReplicationConfiguration',
    'ReplicationConfiguration',
    rules({ Region: 'a' }, { Region: 'b' }),
    rules({ Region: 'b' }),
    'caution',
    '"a"',
  ],
  [
    'AWS::S3Tables::TableBucket',
    'ReplicationConfiguration',
    rules({ DestinationTableBucketARN: 'a' }),
    undefined,
    'hazard',
    '"a"',
  ],
  ['AWS::SecurityLake::DataLake', 'ReplicationConfiguration', { Regions: ['a'] }, undefined, 'hazard', '"a"'],
  ['AWS::DLM::LifecyclePolicy', 'CrossRegionCopyTargets', regions('TargetRegion', 'a'), [], 'hazard', '"a"'],
  ['AWS::Redshift::Cluster', 'SnapshotCopyRetentionPeriod', 14, 7, 'hazard', 'from 14 days to 7 days'],
  ['AWS::RDS::DBInstance', 'AutomaticBackupReplicationRetentionPeriod', 14, 7, 'caution', 'from 14 days to 7 days'],
  ['AWS::AmazonMQ::Broker', 'DataReplicationPrimaryBrokerArn', 'a', undefined, 'hazard', '"a"'],
  ['AWS::Backup::BackupPlan', 'BackupPlan', plan('a', 'b'), plan('b'), 'caution', '"a"'],
  ['AWS::Backup::BackupPlan', 'BackupPlan', plan('a'), plan(), 'hazard', '"a"'],
];

test.each(ROWS)('%s %s: from %j to %j', (type, property, before, after, severity, place) => {
  const judge = (old: unknown, young: unknown) =>
    sheddingOf(type)
      .filter((one) => one.property === property)
      .flatMap((one) => one.judge(old, young));
  expect(judge(before, after)).toEqual([{ severity, what: expect.stringContaining(place) as string }]);
  expect(judge(after, before)).toEqual([]);
  expect(judge(before, before)).toEqual([]);
});

test('has a row for each property', () => {
  const rows = ROWS.map(([type, property]) => `${type} ${property}`);
  expect(COPIES.flatMap(({ types, property }) => types.map((type) => `${type} ${property}`))).toEqual(
    expect.arrayContaining(rows.filter((row) => !row.startsWith('AWS::Backup'))),
  );
  expect(
    COPIES.flatMap(({ types, property }) => types.map((type) => `${type} ${property}`)).filter(
      (one) => !rows.includes(one),
    ),
  ).toEqual([]);
});

/** What is called like a copy and is none, or whose loss another rule tells. */
const OTHER = [
  'AWS::KMS::Key MultiRegion',
  'AWS::MemoryDB::Cluster NumReplicasPerShard',
  'AWS::RDS::DBCluster ReplicationSourceIdentifier',
  'AWS::RDS::DBInstance AutomaticBackupReplicationKmsKeyId',
  'AWS::RDS::DBInstance ReplicaMode',
  'AWS::Redshift::Cluster SnapshotCopyGrantName',
  'AWS::Redshift::Cluster SnapshotCopyManual',
  'AWS::WellArchitected::Workload AwsRegions',
  'AWS::WellArchitected::Workload NonAwsRegions',
];

test('knows every copy in another Region that the specification lets what holds data have', () => {
  const told = SHEDDING.flatMap(({ types, property }) => types.map((type) => `${type} ${property}`));
  const all = specifiedTypes()
    .filter((type) => durabilityOf(type) === 'durable')
    .flatMap((type) =>
      Object.entries(resourceSpec(type)?.properties ?? {}).map(([name, spec]) => ({ type, name, spec })),
    )
    .filter(({ name, spec }) => /Replica|Regions?($|P)|SnapshotCopy/.test(name) && spec.causesReplacement !== 'yes')
    .map(({ type, name }) => `${type} ${name}`);
  expect(all.filter((one) => !told.includes(one)).sort()).toEqual(OTHER);
});
