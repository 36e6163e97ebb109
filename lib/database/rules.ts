import { Token } from 'aws-cdk-lib';
import { Rule } from '../internal/validation';
import { DatabaseEngine } from './database-engine';
import { parseBackupWindow, parseMaintenanceWindow, windowsOverlap } from './windows';

/** What is checked of a `ReplicatedDatabase`: its props after defaults, and what follows from them. */
export interface DatabaseInput {
  readonly engine: DatabaseEngine;
  readonly subnetCount: number;
  readonly databaseName: string;
  readonly masterUsername: string;
  readonly port: number;
  readonly instanceType: string;
  /** About how many connections the instance takes; `undefined` for an instance type that we do not know. */
  readonly maxConnections: number | undefined;
  readonly readReplicas: number;
  readonly storageGiB: number;
  readonly maxStorageGiB: number;
  readonly backupRetentionDays: number;
  readonly backupWindow: string;
  readonly maintenanceWindow: string;
  readonly rotationDays: number | undefined;
  readonly rotationOffReason: string | undefined;
  readonly protectionOffReason: string | undefined;
  readonly parameters: Record<string, string>;
  readonly cpuPercent: number;
  readonly freeStorageGiB: number;
  readonly connections: number | undefined;
  readonly replicaLagSeconds: number;
}

/** Sources: the limits of CreateDBInstance and CreateDBInstanceReadReplica in the RDS API reference. */
const MOST_REPLICAS = 15;
const STORAGE = { least: 20, most: 65_536 };
const BACKUP_DAYS = { least: 7, most: 35 };
const PORTS = { least: 1150, most: 65_535 };
const ROTATION_DAYS = { least: 1, most: 1000 };
const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;
const LONGEST_DATABASE_NAME = 63;
/** RDS wants the limit of autoscaling at least a tenth above the size. */
const ROOM_TO_GROW = 1.1;

const wholeWithin = (value: number, { least, most }: { least: number; most: number }) =>
  Number.isInteger(value) && value >= least && value <= most;

function rule(
  prop: string,
  value: (input: DatabaseInput) => unknown,
  broken: (input: DatabaseInput) => boolean,
  fix: string | ((input: DatabaseInput) => string),
): Rule<DatabaseInput> {
  const shown = (input: DatabaseInput) => {
    const given = value(input);
    // Of a pair with a token, the token stands for both: the rule is then not asked.
    return Array.isArray(given) ? (given.find((each) => Token.isUnresolved(each)) ?? given) : given;
  };
  return { prop, value: shown, broken, fix: typeof fix === 'string' ? () => fix : fix };
}

const blank = (reason: string | undefined) => reason?.trim() === '';

const IDENTITY: readonly Rule<DatabaseInput>[] = [
  rule(
    'engine.version',
    ({ engine }) => engine._fullVersion,
    ({ engine }) => engine._fullVersion !== engine._majorVersion,
    ({ engine }) =>
      `RDS upgrades minor versions by itself, and would refuse to go back to this one. Write '${engine._majorVersion}'.`,
  ),
  rule(
    'databaseName',
    ({ databaseName }) => databaseName,
    ({ databaseName }) => !NAME.test(databaseName) || databaseName.length > LONGEST_DATABASE_NAME,
    'it must be a letter followed by letters, digits and underscores, 63 characters at most.',
  ),
  rule(
    'masterUsername',
    ({ masterUsername }) => masterUsername,
    ({ engine, masterUsername }) =>
      !NAME.test(masterUsername) || masterUsername.length > engine._traits.longestUsername,
    ({ engine }) =>
      `it must be a letter followed by letters, digits and underscores, ${engine._traits.longestUsername} characters at most.`,
  ),
  rule(
    'masterUsername',
    ({ masterUsername }) => masterUsername,
    ({ engine, masterUsername }) => engine._traits.reservedNames.includes(masterUsername.toLowerCase()),
    "the engine keeps that name for itself. Take another, such as 'app_owner'.",
  ),
  rule(
    'port',
    ({ port }) => port,
    ({ port }) => !wholeWithin(port, PORTS),
    ({ engine }) =>
      `RDS takes whole numbers from 1150 to 65535. Leave it out for the engine's own, ${engine._traits.port}.`,
  ),
  rule(
    'parameters',
    ({ parameters }) => parameters,
    ({ engine, parameters }) => Object.hasOwn(parameters, engine._traits.tlsParameter),
    ({ engine }) => `connections always take TLS. Leave out '${engine._traits.tlsParameter}'.`,
  ),
];

const SIZE: readonly Rule<DatabaseInput>[] = [
  rule(
    'vpcSubnets (number of subnets)',
    ({ subnetCount }) => subnetCount,
    ({ subnetCount }) => subnetCount < 2,
    'a subnet group needs subnets in two zones or more. Pass those of all zones, used yet or not.',
  ),
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

const OPERATION: readonly Rule<DatabaseInput>[] = [
  rule(
    'backupRetention (days)',
    ({ backupRetentionDays }) => backupRetentionDays,
    ({ backupRetentionDays }) => !wholeWithin(backupRetentionDays, BACKUP_DAYS),
    'backups are kept for 7 to 35 whole days; read replicas need them.',
  ),
  rule(
    'backupWindow',
    ({ backupWindow }) => backupWindow,
    ({ backupWindow }) => !parseBackupWindow(backupWindow),
    "write 30 minutes or more of a day in UTC, such as '03:00-04:00'.",
  ),
  rule(
    'maintenanceWindow',
    ({ maintenanceWindow }) => maintenanceWindow,
    ({ maintenanceWindow }) => !parseMaintenanceWindow(maintenanceWindow),
    "write 30 minutes to a day of a week in UTC, such as 'sun:04:30-sun:05:30'.",
  ),
  rule(
    'backupWindow and maintenanceWindow',
    ({ backupWindow, maintenanceWindow }) => [backupWindow, maintenanceWindow],
    ({ backupWindow, maintenanceWindow }) => {
      const [daily, weekly] = [parseBackupWindow(backupWindow), parseMaintenanceWindow(maintenanceWindow)];
      return daily !== undefined && weekly !== undefined && windowsOverlap(daily, weekly);
    },
    'they overlap, which RDS refuses. Move one of them.',
  ),
  rule(
    'rotation (days)',
    ({ rotationDays }) => rotationDays,
    ({ rotationDays }) => rotationDays !== undefined && !wholeWithin(rotationDays, ROTATION_DAYS),
    'passwords rotate every 1 to 1000 whole days. Write CredentialsRotation.every(Duration.days(30), …).',
  ),
  rule(
    'rotation (reason)',
    ({ rotationOffReason }) => rotationOffReason,
    ({ rotationOffReason }) => blank(rotationOffReason),
    'say why the password does not rotate: CredentialsRotation.off(reason).',
  ),
  rule(
    'protection (reason)',
    ({ protectionOffReason }) => protectionOffReason,
    ({ protectionOffReason }) => blank(protectionOffReason),
    'say why the data may be lost: Protection.off({ reason }).',
  ),
];

const positive = (prop: string, value: (input: DatabaseInput) => number | undefined) =>
  rule(`alarmThresholds.${prop}`, value, (input) => (value(input) ?? 1) <= 0, 'an alarm needs a threshold above zero.');

const ALARMS: readonly Rule<DatabaseInput>[] = [
  rule(
    'instanceType',
    // A token's memory is as unknown as that of a type which is not in the table.
    ({ instanceType }) => (Token.isUnresolved(instanceType) ? 'a token' : instanceType),
    ({ maxConnections, connections }) => maxConnections === undefined && connections === undefined,
    'its memory is not in our table, so that the alarm for connections has no threshold. Give alarmThresholds.connections.',
  ),
  rule(
    'alarmThresholds.cpuPercent',
    ({ cpuPercent }) => cpuPercent,
    ({ cpuPercent }) => !(cpuPercent > 0 && cpuPercent <= 100),
    'write a percentage above 0, up to 100.',
  ),
  positive('freeStorageGiB', ({ freeStorageGiB }) => freeStorageGiB),
  positive('connections', ({ connections }) => connections),
  positive('replicaLag (seconds)', ({ replicaLagSeconds }) => replicaLagSeconds),
];

export const DATABASE_RULES: readonly Rule<DatabaseInput>[] = [...IDENTITY, ...SIZE, ...OPERATION, ...ALARMS];
