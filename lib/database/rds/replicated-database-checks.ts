import { Token } from 'aws-cdk-lib';
import { check, count, percent, threshold, whole } from '../../internal/checks/blocks';
import { Check } from '../../internal/checks/check';
import { BACKUP_CHECKS, BackupCopiesInput } from '../backup/backup-checks';
import { CommonDatabaseInput, identityChecks, operationChecks, subnetCountCheck } from '../shared/common-checks';
import { TUNING_CHECKS, TuningInput } from '../tuning/tuning-checks';
import { DatabaseEngine } from './database-engine';
import { SOURCE_CHECKS, SourceInput } from './database-source-checks';
import { PERFORMANCE_CHECKS } from './storage-checks';
import { StorageSettings } from './storage-settings';

/** What is checked of a `ReplicatedDatabase`: its props after defaults, and what follows from them. */
export interface DatabaseInput
  extends CommonDatabaseInput, BackupCopiesInput, SourceInput, StorageSettings, TuningInput {
  readonly engine: DatabaseEngine;
  readonly instanceType: string;
  /** About how many connections the instance takes; `undefined` for an instance type that we do not know. */
  readonly maxConnections: number | undefined;
  readonly readReplicas: number;
  readonly replicaZones: string[] | undefined;
  readonly cpuPercent: number;
  /** `undefined` for an instance type that we do not know, where no threshold is given. */
  readonly freeMemoryMiB: number | undefined;
  readonly connections: number | undefined;
  readonly replicaLagSeconds: number;
}

/** Sources: the limits of CreateDBInstance and CreateDBInstanceReadReplica in the RDS API reference. */
const MOST_REPLICAS = 15;
const STORAGE = { least: 20, most: 65_536 };
/** RDS wants the limit of autoscaling at least a tenth above the size. */
const ROOM_TO_GROW = 1.1;

const IDENTITY: readonly Check<DatabaseInput>[] = [
  check(
    'engine.version',
    ({ engine }) => engine._fullVersion,
    ({ engine }) => engine._fullVersion !== engine._majorVersion,
    ({ engine }) =>
      `RDS upgrades minor versions by itself, and would refuse to go back to this one. Write '${engine._majorVersion}'`,
  ),
  ...identityChecks<DatabaseInput>(),
];

const SIZE: readonly Check<DatabaseInput>[] = [
  subnetCountCheck(),
  whole(
    'readReplicas',
    ({ readReplicas }) => readReplicas,
    { least: 0, most: MOST_REPLICAS },
    'an instance feeds up to 15 read replicas. Write a whole number from 0 to 15',
  ),
  whole('storageGiB', ({ storageGiB }) => storageGiB, STORAGE, 'gp3 storage takes whole GiB from 20 to 65536'),
  whole('maxStorageGiB', ({ maxStorageGiB }) => maxStorageGiB, STORAGE, 'gp3 storage takes whole GiB from 20 to 65536'),
  check(
    'maxStorageGiB < storageGiB',
    ({ maxStorageGiB, storageGiB }) => [maxStorageGiB, storageGiB],
    ({ maxStorageGiB, storageGiB }) => maxStorageGiB < storageGiB * ROOM_TO_GROW,
    ({ storageGiB }) =>
      `storage autoscaling wants a limit of 110 % of the size or more. Raise maxStorageGiB to ${Math.ceil(storageGiB * ROOM_TO_GROW)} or more; storage cannot shrink`,
  ),
];

const isZoneOf = (region: string, zone: string) =>
  !Token.isUnresolved(zone) &&
  (Token.isUnresolved(region) ? /\d[a-z]$/.test(zone) : zone.startsWith(region) && /\d[a-z]$/.test(zone));

const ZONES: readonly Check<DatabaseInput>[] = [
  count('replicaZones', ({ replicaZones }) => replicaZones, { least: 1 }, 'name one zone or more, or leave it out'),
  check(
    'replicaZones',
    ({ replicaZones }) => replicaZones?.map((zone) => (Token.isUnresolved(zone) ? 'a token' : zone)),
    ({ replicaZones, region }) => replicaZones?.some((zone) => !isZoneOf(region, zone)) ?? false,
    ({ region }) =>
      `a zone is for good, so give names of zones, such as '${Token.isUnresolved(region) ? 'eu-west-1' : region}a', not IDs or values that only the deployment knows`,
  ),
];

const ALARMS: readonly Check<DatabaseInput>[] = [
  check(
    'instanceType',
    // A token's memory is as unknown as that of a type which is not in the table.
    ({ instanceType }) => (Token.isUnresolved(instanceType) ? 'a token' : instanceType),
    ({ maxConnections, connections }) => maxConnections === undefined && connections === undefined,
    'its memory is not in our table, so that the alarm for connections has no threshold. Give alarmThresholds.connections',
  ),
  check(
    'instanceType',
    ({ instanceType }) => (Token.isUnresolved(instanceType) ? 'a token' : instanceType),
    ({ freeMemoryMiB }) => freeMemoryMiB === undefined,
    'its memory is not in our table, so that the alarm for memory has no threshold. Give alarmThresholds.freeMemoryMiB',
  ),
  percent('alarmThresholds.cpuPercent', ({ cpuPercent }) => cpuPercent),
  threshold('freeStorageGiB', ({ freeStorageGiB }) => freeStorageGiB),
  threshold('freeMemoryMiB', ({ freeMemoryMiB }) => freeMemoryMiB),
  percent('alarmThresholds.storageUsePercent', ({ storageUsePercent }) => storageUsePercent),
  threshold('queueDepth', ({ queueDepth }) => queueDepth),
  threshold('connections', ({ connections }) => connections),
  threshold('replicaLag (seconds)', ({ replicaLagSeconds }) => replicaLagSeconds),
];

export const DATABASE_CHECKS: readonly Check<DatabaseInput>[] = [
  ...IDENTITY,
  ...SIZE,
  ...ZONES,
  ...PERFORMANCE_CHECKS,
  ...operationChecks<DatabaseInput>('read replicas need them'),
  ...BACKUP_CHECKS,
  ...SOURCE_CHECKS,
  ...TUNING_CHECKS,
  ...ALARMS,
];
