import { intrinsicOf } from '../../compare/values';
import { isObject } from '../../read/unreadable';
import { keptShorter, listOf, Shed, SheddingProperty, within } from './shed';

interface Copies {
  readonly types: readonly string[];
  readonly property: string;
  /** The path below the property to the list of copies, where the list is not the property itself. */
  readonly path?: readonly string[];
  /** What of an item says where the copy is; unset where the item is that place. */
  readonly place?: readonly string[];
  /** What becomes of a copy that is taken out. */
  readonly lost: string;
  /** Whether what is there goes at once; else the copy only gets no more, and one of several that goes is a caution. */
  readonly atOnce?: boolean;
  readonly remedy: string;
  readonly source: string;
}

const KEEP = 'Keep the copy, or make sure that nobody reads it or relies on it any more.';

/** A list of copies, or one alone, of which some are taken out. */
function copiesGone({
  types,
  property,
  path = [],
  place = [],
  lost,
  atOnce,
  remedy,
  source,
}: Copies): SheddingProperty {
  const places = (value: unknown) => {
    const found = within(value, path);
    const items = Array.isArray(found) ? found : found === undefined ? [] : [found];
    return items.flatMap((item) => listOfPlaces(within(item, place))).map(nameOf);
  };
  return {
    types,
    property,
    remedy,
    source,
    judge(before, after): Shed[] {
      const [old, now] = [places(before), places(after)];
      const gone = old.filter((one) => !now.includes(one));
      if (gone.length === 0) return [];
      const severity = atOnce || now.length === 0 ? 'hazard' : 'caution';
      return [{ severity, what: `gives up ${gone.join(', ')} (${[property, ...path].join('.')}): ${lost}` }];
    },
  };
}

/** A place, which is a Region, a name or the few properties that tell it. */
function nameOf(place: unknown): string {
  return isObject(place) && intrinsicOf(place) === undefined
    ? Object.values(place).map(nameOf).join(' ')
    : JSON.stringify(place);
}

const listOfPlaces = (value: unknown) => (Array.isArray(value) ? listOf(value) : value === undefined ? [] : [value]);

/**
 * Copies in other Regions, clusters or registries: all properties of the specification that list them, but for those
 * of buckets, file systems, tables and backup plans, which have rules of their own. Read on 2026-12-01.
 */
export const COPIES: readonly SheddingProperty[] = [
  copiesGone({
    types: ['AWS::SecretsManager::Secret'],
    property: 'ReplicaRegions',
    place: ['Region'],
    lost: 'Secrets Manager deletes the replica, and what reads it there is refused',
    atOnce: true,
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RemoveRegionsFromReplication.html',
  }),
  copiesGone({
    types: ['AWS::PaymentCryptography::Key'],
    property: 'ReplicationRegions',
    lost: 'the key is deleted there',
    atOnce: true,
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/payment-cryptography/latest/APIReference/API_RemoveKeyReplicationRegions.html',
  }),
  copiesGone({
    types: ['AWS::SSMIncidents::ReplicationSet'],
    property: 'Regions',
    place: ['RegionName'],
    lost: 'Incident Manager deletes what it has there',
    atOnce: true,
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/incident-manager/latest/userguide/general-settings.html',
  }),
  copiesGone({
    types: ['AWS::Cassandra::Table'],
    property: 'ReplicaSpecifications',
    place: ['Region'],
    lost: 'what is set for the table there is taken back',
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/keyspaces/latest/devguide/multiRegion-replication.html',
  }),
  copiesGone({
    types: ['AWS::DSQL::Cluster'],
    property: 'MultiRegionProperties',
    path: ['Clusters'],
    lost: 'the clusters are no longer peers, and what is written in one is not in the other',
    atOnce: true,
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/aurora-dsql/latest/userguide/multi-region-clusters.html',
  }),
  copiesGone({
    types: ['AWS::ElastiCache::GlobalReplicationGroup'],
    property: 'Members',
    place: ['ReplicationGroupRegion'],
    lost: 'the cache there gets no more of what is written',
    atOnce: true,
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Console.html',
  }),
  copiesGone({
    types: ['AWS::RDS::DBInstance'],
    property: 'AutomaticBackupReplicationRegion',
    lost: 'no later backup is copied, and those that are there are deleted when their time is over',
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/AutomatedBackups.StopReplicating.html',
  }),
  copiesGone({
    types: ['AWS::RDS::DBCluster'],
    property: 'GlobalClusterIdentifier',
    lost: 'the cluster leaves the global database, and what is written in one Region is not in the other',
    atOnce: true,
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-detaching.html',
  }),
  copiesGone({
    types: ['AWS::DocDB::DBCluster'],
    property: 'GlobalClusterIdentifier',
    lost: 'the cluster leaves the global cluster, and what is written in one Region is not in the other',
    atOnce: true,
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/global-clusters.manage.html',
  }),
  copiesGone({
    types: ['AWS::Redshift::Cluster'],
    property: 'DestinationRegion',
    lost: 'no later snapshot is copied',
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/redshift/latest/APIReference/API_DisableSnapshotCopy.html',
  }),
  keptShorter({
    types: ['AWS::Redshift::Cluster'],
    property: 'SnapshotCopyRetentionPeriod',
    unset: 7,
    unit: 'days',
    older: 'Redshift deletes the copied snapshots that are older',
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/redshift/latest/APIReference/API_ModifySnapshotCopyRetentionPeriod.html',
  }),
  keptShorter({
    types: ['AWS::RDS::DBInstance'],
    property: 'AutomaticBackupReplicationRetentionPeriod',
    unset: 7,
    unit: 'days',
    older: 'the copied backups that are older go, and there is no restoring in that Region to a time before',
    severity: 'caution',
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/AutomatedBackups.Replicating.Enable.html',
  }),
  copiesGone({
    types: ['AWS::RedshiftServerless::Namespace'],
    property: 'SnapshotCopyConfigurations',
    place: ['DestinationRegion'],
    lost: 'no later snapshot is copied',
    remedy: KEEP,
    source:
      'https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_DeleteSnapshotCopyConfiguration.html',
  }),
  copiesGone({
    types: ['AWS::ECR::ReplicationConfiguration'],
    property: 'ReplicationConfiguration',
    path: ['Rules'],
    place: ['Destinations'],
    lost: 'no later image is copied',
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html',
  }),
  copiesGone({
    types: ['AWS::S3Tables::TableBucket'],
    property: 'ReplicationConfiguration',
    path: ['Rules'],
    place: ['Destinations'],
    lost: 'no later change is copied',
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-replication.html',
  }),
  copiesGone({
    types: ['AWS::SecurityLake::DataLake'],
    property: 'ReplicationConfiguration',
    path: ['Regions'],
    lost: 'no later event is copied',
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/security-lake/latest/userguide/add-rollup-region.html',
  }),
  copiesGone({
    types: ['AWS::DLM::LifecyclePolicy'],
    property: 'CrossRegionCopyTargets',
    place: ['TargetRegion'],
    lost: 'no later snapshot is copied',
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-ami-policy.html',
  }),
  copiesGone({
    types: ['AWS::AmazonMQ::Broker'],
    property: 'DataReplicationPrimaryBrokerArn',
    lost: 'the broker gets no more of what the primary has',
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/crdr-for-active-mq.html',
  }),
];
