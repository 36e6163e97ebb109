import { sameValue } from '../compare/values';
import {
  DocumentedBehaviour,
  inPlace,
  isIntrinsic,
  isTrue,
  isUnset,
  mayReplace,
  refused,
  replacement,
  templateReference,
} from './behaviour';

const INSTANCE = 'AWS::RDS::DBInstance';
const CLUSTER = 'AWS::RDS::DBCluster';
const INSTANCE_PAGE = templateReference('aws-resource-rds-dbinstance');
const CLUSTER_PAGE = templateReference('aws-resource-rds-dbcluster');
const MODIFY = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.DBInstance.Modifying.html';
/** The code that AWS runs for this type says which of its "conditional" properties replace, and when. */
const PROVIDER = 'https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-rds/blob/master';
const INSTANCE_PROVIDER = `${PROVIDER}/aws-rds-dbinstance/src/main/java/software/amazon/rds/dbinstance/util/ImmutabilityHelper.java`;
const CLUSTER_PROVIDER = `${PROVIDER}/aws-rds-dbcluster/src/main/java/software/amazon/rds/dbcluster/util/ImmutabilityHelper.java`;
const CLUSTER_UPDATE = `${PROVIDER}/aws-rds-dbcluster/src/main/java/software/amazon/rds/dbcluster/UpdateHandler.java`;
const CLUSTER_SCHEMA = `${PROVIDER}/aws-rds-dbcluster/aws-rds-dbcluster.json`;

/** Engine names that RDS takes in place of an older one. */
const SUCCESSORS: Record<string, string> = {
  aurora: 'aurora-mysql',
  'oracle-se': 'oracle-se2',
  'oracle-se1': 'oracle-se2',
  'oracle-ee': 'oracle-ee-cdb',
  'oracle-se2': 'oracle-se2-cdb',
};

const succeeds = (before: unknown, after: unknown) =>
  SUCCESSORS[String(before).toLowerCase()] === String(after).toLowerCase();

const restores = (what: string): Pick<DocumentedBehaviour, 'source' | 'decide'> => ({
  source: INSTANCE_PAGE,
  decide: ({ after }) =>
    isUnset(after)
      ? mayReplace(`the reference warns that without ${what} an empty database takes the place of a restored one`)
      : replacement(`a database is created anew from ${what}`),
});

export const RDS: readonly DocumentedBehaviour[] = [
  {
    type: INSTANCE,
    properties: ['MultiAZ'],
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.Migrating.html',
    decide: ({ after }) =>
      inPlace(
        isTrue(after)
          ? 'RDS makes a standby from a snapshot, without downtime and with more latency meanwhile'
          : 'RDS takes the standby away, without downtime',
      ),
  },
  {
    type: INSTANCE,
    properties: ['AvailabilityZone'],
    source: INSTANCE_PROVIDER,
    decide: ({ after, resourceAfter }) =>
      isUnset(after) && isTrue(resourceAfter.Properties?.MultiAZ)
        ? inPlace('the zone is given up for Multi-AZ')
        : replacement('a database cannot be told to change its zone'),
  },
  {
    type: INSTANCE,
    properties: ['StorageType'],
    source: MODIFY,
    decide: () =>
      inPlace('RDS converts the volume; the database slows down meanwhile, and to or from magnetic it is down'),
  },
  {
    type: INSTANCE,
    properties: [
      'DBParameterGroupName',
      'BackupRetentionPeriod',
      'AutoMinorVersionUpgrade',
      'PreferredMaintenanceWindow',
    ],
    source: MODIFY,
    decide: () => inPlace('RDS modifies the database; some changes take a reboot'),
  },
  {
    type: INSTANCE,
    properties: ['Engine'],
    source: INSTANCE_PROVIDER,
    decide: ({ before, after }) =>
      succeeds(before, after)
        ? inPlace('RDS upgrades the database to the engine that succeeds its own')
        : replacement('a database does not change its engine'),
  },
  {
    type: INSTANCE,
    properties: ['EngineLifecycleSupport'],
    source: `${PROVIDER}/aws-rds-dbinstance/src/main/java/software/amazon/rds/dbinstance/UpdateHandler.java`,
    decide: () => refused('EngineLifecycleSupport is decided when the database is created'),
  },
  {
    type: INSTANCE,
    properties: ['PerformanceInsightsKMSKeyId'],
    source: INSTANCE_PROVIDER,
    decide: ({ before }) =>
      isUnset(before)
        ? inPlace('a key is given for the first time')
        : replacement('the key of Performance Insights is changed'),
  },
  ...['SourceDBInstanceIdentifier', 'SourceDBClusterIdentifier'].map((property): DocumentedBehaviour => ({
    type: INSTANCE,
    properties: [property],
    source: INSTANCE_PROVIDER,
    decide: ({ before, after }) =>
      isUnset(after) && !isUnset(before)
        ? inPlace('the replica is promoted to a database of its own, which cannot be taken back')
        : replacement('a database does not become the replica of another one'),
  })),
  ...['DBSnapshotIdentifier', 'DBClusterSnapshotIdentifier'].map((property): DocumentedBehaviour => ({
    type: INSTANCE,
    properties: [property],
    ...restores('a snapshot'),
  })),
  {
    type: INSTANCE,
    properties: ['RestoreTime', 'SourceDBInstanceAutomatedBackupsArn', 'SourceDbiResourceId'],
    ...restores('a point in time'),
  },
  {
    type: INSTANCE,
    properties: ['UseLatestRestorableTime'],
    source: INSTANCE_PROVIDER,
    decide: ({ after }) =>
      isTrue(after) || isIntrinsic(after)
        ? replacement('a database is created anew from a point in time')
        : inPlace('there is nothing to restore'),
  },
  {
    type: CLUSTER,
    properties: ['Engine'],
    source: CLUSTER_PROVIDER,
    decide: ({ before, after }) =>
      before === 'aurora' && after === 'aurora-mysql'
        ? inPlace('the engine has a new name')
        : replacement('a cluster does not change its engine'),
  },
  {
    type: CLUSTER,
    properties: ['GlobalClusterIdentifier'],
    source: CLUSTER_PROVIDER,
    decide: ({ before, after }) =>
      isUnset(after) && !isUnset(before)
        ? inPlace('the cluster leaves the global database')
        : replacement('a cluster joins a global database only when it is created'),
  },
  {
    type: CLUSTER,
    properties: ['ReplicationSourceIdentifier'],
    // It calls no PromoteReadReplicaDBCluster, other than the code of an instance.
    source: CLUSTER_UPDATE,
    decide: ({ after }) =>
      inPlace(
        isUnset(after)
          ? 'CloudFormation forgets the source and promotes nothing: first promote the cluster by promote-read-replica-db-cluster'
          : 'CloudFormation only notes the source: a cluster follows the one that it was created with',
      ),
  },
  {
    type: CLUSTER,
    properties: ['BacktrackWindow'],
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Backtrack.html',
    decide: ({ before, after }) => {
      if (isIntrinsic(before) || isIntrinsic(after)) return undefined;
      const [was, is] = [Number(before ?? 0), Number(after ?? 0)];
      if (was === 0 && is > 0) return refused('backtracking is turned on only when a cluster is created');
      if (isUnset(after)) return inPlace('the window stays as it is: RDS is told nothing');
      return inPlace(
        is === 0 ? 'backtracking is turned off, and cannot be turned on again' : 'RDS keeps changes for another window',
      );
    },
  },
  {
    type: CLUSTER,
    properties: ['StorageType'],
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.StorageReliability.html',
    decide: ({ after }) =>
      after === 'aurora-iopt1'
        ? inPlace('Aurora changes how storage is paid; to I/O-Optimized it does so once in 30 days')
        : undefined,
  },
  {
    type: CLUSTER,
    properties: ['EngineLifecycleSupport'],
    source: CLUSTER_UPDATE,
    decide: () => refused('EngineLifecycleSupport is decided when the cluster is created'),
  },
  {
    type: CLUSTER,
    properties: ['SnapshotIdentifier'],
    source: CLUSTER_PAGE,
    decide: ({ after }) =>
      replacement(
        isUnset(after)
          ? 'an empty cluster takes the place of the restored one: keep the identifier, also when the snapshot is gone'
          : 'a cluster is created anew from the snapshot',
      ),
  },
  {
    type: CLUSTER,
    properties: [
      'SourceDBClusterIdentifier',
      'SourceDbClusterResourceId',
      'RestoreType',
      'RestoreToTime',
      'UseLatestRestorableTime',
    ],
    source: CLUSTER_SCHEMA,
    decide: () => replacement('a cluster is created anew: keep what a clone or a restored cluster was made from'),
  },
  {
    type: CLUSTER,
    properties: ['AvailabilityZones'],
    source: CLUSTER_SCHEMA,
    decide: () => replacement('a cluster keeps its zones: leave them out, and RDS chooses three'),
  },
  {
    type: CLUSTER,
    properties: ['MasterUsername'],
    source: CLUSTER_PAGE,
    decide: ({ before, after }) =>
      sameValue(before, after)
        ? undefined
        : mayReplace('the name of the first user is decided when a cluster is created'),
  },
];
