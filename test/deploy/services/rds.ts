import { isTrueAt, listAt, numberAt, textAt } from '../engine/deep';
import { JsonObject } from '../engine/state';
import { zonesIn } from './network';
import { ServiceRule } from './rule';

const GUIDE = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide';
const INSTANCE = 'AWS::RDS::DBInstance';
const CLUSTER = 'AWS::RDS::DBCluster';

const PINNED_ZONE: ServiceRule = {
  id: 'rds-pinned-zone',
  types: [INSTANCE],
  on: ['create', 'update'],
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
  refuse: (step) =>
    isTrueAt(step.after, 'MultiAZ') && textAt(step.after, 'AvailabilityZone') !== undefined
      ? 'Requesting a specific availability zone is not valid for Multi-AZ instances.'
      : undefined,
};

const REPLICA_WITHOUT_BACKUPS: ServiceRule = {
  id: 'rds-replica-needs-backups',
  types: [INSTANCE],
  on: ['create'],
  source: `${GUIDE}/USER_ReadRepl.html`,
  refuse(step, world) {
    const source = world.find([INSTANCE], textAt(step.after, 'SourceDBInstanceIdentifier'));
    // Without the property RDS keeps backups for a day.
    return source !== undefined && numberAt(source.properties, 'BackupRetentionPeriod') === 0
      ? `Automated backups are not enabled for database instance ${source.physicalId}. To enable automated backups, use ModifyDBInstance to set the backup retention period to a non-zero value.`
      : undefined;
  },
};

const BACKUPS_UNDER_REPLICAS: ServiceRule = {
  id: 'rds-backups-needed-by-replicas',
  types: [INSTANCE],
  on: ['update'],
  source: `${GUIDE}/USER_ReadRepl.html`,
  refuse(step, world) {
    if (numberAt(step.after, 'BackupRetentionPeriod') !== 0) return undefined;
    const replicas = world
      .users(step.resource!, [INSTANCE])
      .filter((other) => textAt(other.properties, 'SourceDBInstanceIdentifier') !== undefined);
    return replicas.length > 0
      ? `Backups cannot be disabled on ${step.resource!.physicalId} while it has read replicas`
      : undefined;
  },
};

const STORAGE_SHRINKS: ServiceRule = {
  id: 'rds-storage-shrinks',
  types: [INSTANCE],
  on: ['update'],
  source: `${GUIDE}/USER_PIOPS.ModifyingExisting.html`,
  refuse(step) {
    const [before, after] = [numberAt(step.before, 'AllocatedStorage'), numberAt(step.after, 'AllocatedStorage')];
    return before !== undefined && after !== undefined && after < before
      ? `Requested storage size (${after}) cannot be less than the current storage size (${before}).`
      : undefined;
  },
};

const STRIPED_GIB = 400;
const STRIPED_ENGINES = ['postgres', 'mysql', 'mariadb'];

const STORAGE_FIGURES: ServiceRule = {
  id: 'rds-gp3-figures',
  types: [INSTANCE],
  on: ['create', 'update'],
  // What users of other tools were answered.
  source: 'https://github.com/hashicorp/terraform-provider-aws/issues/28589',
  refuse(step) {
    const engine = textAt(step.after, 'Engine') ?? '';
    const size = numberAt(step.after, 'AllocatedStorage');
    const [iops, throughput] = [numberAt(step.after, 'Iops'), numberAt(step.after, 'StorageThroughput')];
    if (textAt(step.after, 'StorageType') !== 'gp3' || !STRIPED_ENGINES.includes(engine) || size === undefined)
      return undefined;
    if (size < STRIPED_GIB) {
      return iops !== undefined || throughput !== undefined
        ? `You can't specify IOPS or storage throughput for engine ${engine} and a storage size less than 400.`
        : undefined;
    }
    if (iops !== undefined && iops < 12_000)
      return `Invalid iops value for engine name ${engine} and storage type gp3: ${iops}`;
    const was = numberAt(step.before, 'AllocatedStorage');
    return was !== undefined && was >= STRIPED_GIB && size !== was && iops === undefined
      ? 'You must specify both the storage size and iops when modifying the storage size or iops on a DB instance that has iops.'
      : undefined;
  },
};

/** PostgreSQL has one number for a major version, the other engines have two. */
function versionOf(properties: JsonObject): { numbers: number[]; major: string } {
  const numbers = (textAt(properties, 'EngineVersion') ?? '').split('.').map(Number);
  const length = textAt(properties, 'Engine')?.includes('postgres') ? 1 : 2;
  return { numbers, major: numbers.slice(0, length).join('.') };
}

function isOlder(version: number[], than: number[]): boolean {
  const first = version.findIndex((number, i) => than[i] !== undefined && number !== than[i]);
  return first >= 0 && version[first]! < than[first]!;
}

const ENGINE_VERSION: ServiceRule = {
  id: 'rds-engine-version',
  types: [INSTANCE, CLUSTER],
  on: ['update'],
  source: `${GUIDE}/USER_UpgradeDBInstance.Upgrading.html`,
  refuse(step) {
    if (!step.changed.includes('EngineVersion') || textAt(step.before, 'EngineVersion') === undefined) return undefined;
    const [before, after] = [versionOf(step.before), versionOf(step.after)];
    if (isOlder(after.numbers, before.numbers))
      return `Cannot upgrade from ${before.numbers.join('.')} to an older version`;
    // A cluster has no such property in CloudFormation, which sets the flag itself.
    return before.major === after.major || step.type === CLUSTER || isTrueAt(step.after, 'AllowMajorVersionUpgrade')
      ? undefined
      : 'The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.';
  },
};

/** A cluster takes its instances to another major version, and has to know which parameter group they get there. */
const CLUSTER_INSTANCE_GROUP: ServiceRule = {
  id: 'rds-cluster-instance-group',
  types: [CLUSTER],
  on: ['update'],
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBCluster.html',
  refuse(step, world) {
    if (!step.changed.includes('EngineVersion') || textAt(step.after, 'DBInstanceParameterGroupName') !== undefined)
      return undefined;
    if (versionOf(step.before).major === versionOf(step.after).major) return undefined;
    const custom = world
      .users(step.resource!, [INSTANCE])
      .find(({ properties }) => !(textAt(properties, 'DBParameterGroupName') ?? 'default.').startsWith('default.'));
    return custom === undefined
      ? undefined
      : `The current DB instance parameter group of ${custom.physicalId} is custom. You must explicitly specify a new DB instance parameter group for the engine version upgrade.`;
  },
};

/** What is in a group is in one of its subnets: without any of those left, one in use is among the lost. */
const SUBNETS_LEAVE_GROUP: ServiceRule = {
  id: 'subnet-group-subnets-in-use',
  types: ['AWS::RDS::DBSubnetGroup', 'AWS::ElastiCache::SubnetGroup'],
  on: ['update'],
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBSubnetGroup.html',
  refuse(step, world) {
    const [before, after] = [listAt(step.before, 'SubnetIds'), listAt(step.after, 'SubnetIds')];
    if (before.some((subnet) => after.includes(subnet))) return undefined;
    const [user] = world.users(step.resource!, [
      INSTANCE,
      'AWS::RDS::DBCluster',
      'AWS::ElastiCache::ReplicationGroup',
      'AWS::ElastiCache::CacheCluster',
    ]);
    return user === undefined
      ? undefined
      : `Some of the subnets to be removed are currently in use (${user.physicalId})`;
  },
};

/** The last instance of a cluster that is itself a replica stays until the cluster was promoted. */
const LAST_OF_REPLICA_CLUSTER: ServiceRule = {
  id: 'rds-last-of-replica-cluster',
  types: [INSTANCE],
  on: ['delete'],
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBInstance.html',
  refuse(step, world) {
    const cluster = world.find(['AWS::RDS::DBCluster'], textAt(step.before, 'DBClusterIdentifier'));
    if (cluster === undefined || textAt(cluster.properties, 'ReplicationSourceIdentifier') === undefined)
      return undefined;
    const others = world.users(cluster, [INSTANCE]).filter((other) => other.uid !== step.resource?.uid);
    return others.length === 0 ? 'Cannot delete the last instance of the read replica DB cluster' : undefined;
  },
};

const SUBNET_GROUP_ZONES: ServiceRule = {
  id: 'rds-subnet-group-zones',
  types: ['AWS::RDS::DBSubnetGroup'],
  on: ['create', 'update'],
  source: `${GUIDE}/USER_VPC.WorkingWithRDSInstanceinaVPC.html`,
  refuse(step, world) {
    const zones = zonesIn(listAt(step.after, 'SubnetIds'), world);
    return zones !== undefined && zones.size < 2
      ? "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: 1. Add subnets to cover at least 2 AZs."
      : undefined;
  },
};

const PROXY_SUBNETS: ServiceRule = {
  id: 'rds-proxy-zones',
  types: ['AWS::RDS::DBProxy'],
  on: ['create'],
  source: `${GUIDE}/rds-proxy-network-prereqs.html`,
  refuse(step, world) {
    const zones = zonesIn(listAt(step.after, 'VpcSubnetIds'), world);
    return zones !== undefined && zones.size < 2
      ? 'RDS Proxy needs subnets in at least two Availability Zones'
      : undefined;
  },
};

export const RDS_RULES: readonly ServiceRule[] = [
  PINNED_ZONE,
  REPLICA_WITHOUT_BACKUPS,
  BACKUPS_UNDER_REPLICAS,
  STORAGE_SHRINKS,
  STORAGE_FIGURES,
  ENGINE_VERSION,
  CLUSTER_INSTANCE_GROUP,
  SUBNETS_LEAVE_GROUP,
  LAST_OF_REPLICA_CLUSTER,
  SUBNET_GROUP_ZONES,
  PROXY_SUBNETS,
];
