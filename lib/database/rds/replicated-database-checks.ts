import { Token } from 'aws-cdk-lib';
import { Rule } from '../../internal/validation';
import { BACKUP_RULES, BackupCopiesInput } from '../backup/backup-checks';
import {
  CommonDatabaseInput,
  identityRules,
  operationRules,
  percentage,
  positive,
  rule,
  subnetCountRule,
  wholeWithin,
} from '../shared/common-checks';
import { TUNING_RULES, TuningInput } from '../tuning/tuning-checks';
import { DatabaseEngine } from './database-engine';
import { SOURCE_RULES, SourceInput } from './database-source-checks';
import { StoragePerformance } from './gp3-storage';
import { PERFORMANCE_RULES } from './storage-checks';

/** What is checked of a `ReplicatedDatabase`: its props after defaults, and what follows from them. */
export interface DatabaseInput extends CommonDatabaseInput, BackupCopiesInput, SourceInput, TuningInput {
  readonly engine: DatabaseEngine;
  readonly instanceType: string;
  /** About how many connections the instance takes; `undefined` for an instance type that we do not know. */
  readonly maxConnections: number | undefined;
  readonly readReplicas: number;
  readonly storageGiB: number;
  readonly maxStorageGiB: number;
  readonly cpuPercent: number;
  readonly freeStorageGiB: number;
  /** `undefined` for an instance type that we do not know, where no threshold is given. */
  readonly freeMemoryMiB: number | undefined;
  readonly performance: StoragePerformance;
  /** What alarms take the performance for. */
  readonly watched: StoragePerformance;
  readonly storageUsePercent: number;
  readonly queueDepth: number;
  readonly connections: number | undefined;
  readonly replicaLagSeconds: number;
}

/** Sources: the limits of CreateDBInstance and CreateDBInstanceReadReplica in the RDS API reference. */
const MOST_REPLICAS = 15;
const STORAGE = { least: 20, most: 65_536 };
/** RDS wants the limit of autoscaling at least a tenth above the size. */
const ROOM_TO_GROW = 1.1;

const IDENTITY: readonly Rule<DatabaseInput>[] = [
  rule(
    'engine.version',
    ({ engine }) => engine._fullVersion,
    ({ engine }) => engine._fullVersion !== engine._majorVersion,
    ({ engine }) =>
      `RDS upgrades minor versions by itself, and would refuse to go back to this one. Write '${engine._majorVersion}'.`,
  ),
  ...identityRules<DatabaseInput>(),
];

const SIZE: readonly Rule<DatabaseInput>[] = [
  subnetCountRule(),
  rule(
    'readReplicas',
    ({ readReplicas }) => readReplicas,
    ({ readReplicas }) => !wholeWithin(readReplicas, { least: 0, most: MOST_REPLICAS }),
    'an instance feeds up to 15 read replicas. Write a whole number from 0 to 15.',
  ),
  rule(
    'storageGiB',
    ({ storageGiB }) => storageGiB,
    ({ storageGiB }) => !wholeWithin(storageGiB, STORAGE),
    'gp3 storage takes whole GiB from 20 to 65536.',
  ),
  rule(
    'maxStorageGiB',
    ({ maxStorageGiB }) => maxStorageGiB,
    ({ maxStorageGiB }) => !wholeWithin(maxStorageGiB, STORAGE),
    'gp3 storage takes whole GiB from 20 to 65536.',
  ),
  rule(
    'maxStorageGiB < storageGiB',
    ({ maxStorageGiB, storageGiB }) => [maxStorageGiB, storageGiB],
    ({ maxStorageGiB, storageGiB }) => maxStorageGiB < storageGiB * ROOM_TO_GROW,
    ({ storageGiB }) =>
      `storage autoscaling wants a limit of 110 % of the size or more. Raise maxStorageGiB to ${Math.ceil(storageGiB * ROOM_TO_GROW)} or more; storage cannot shrink.`,
  ),
];

const ALARMS: readonly Rule<DatabaseInput>[] = [
  rule(
    'instanceType',
    // A token's memory is as unknown as that of a type which is not in the table.
    ({ instanceType }) => (Token.isUnresolved(instanceType) ? 'a token' : instanceType),
    ({ maxConnections, connections }) => maxConnections === undefined && connections === undefined,
    'its memory is not in our table, so that the alarm for connections has no threshold. Give alarmThresholds.connections.',
  ),
  rule(
    'instanceType',
    ({ instanceType }) => (Token.isUnresolved(instanceType) ? 'a token' : instanceType),
    ({ freeMemoryMiB }) => freeMemoryMiB === undefined,
    'its memory is not in our table, so that the alarm for memory has no threshold. Give alarmThresholds.freeMemoryMiB.',
  ),
  percentage('cpuPercent', ({ cpuPercent }) => cpuPercent),
  positive('freeStorageGiB', ({ freeStorageGiB }) => freeStorageGiB),
  positive('freeMemoryMiB', ({ freeMemoryMiB }) => freeMemoryMiB),
  percentage('storageUsePercent', ({ storageUsePercent }) => storageUsePercent),
  positive('queueDepth', ({ queueDepth }) => queueDepth),
  positive('connections', ({ connections }) => connections),
  positive('replicaLag (seconds)', ({ replicaLagSeconds }) => replicaLagSeconds),
];

export const DATABASE_RULES: readonly Rule<DatabaseInput>[] = [
  ...IDENTITY,
  ...SIZE,
  ...PERFORMANCE_RULES,
  ...operationRules<DatabaseInput>('read replicas need them'),
  ...BACKUP_RULES,
  ...SOURCE_RULES,
  ...TUNING_RULES,
  ...ALARMS,
];
