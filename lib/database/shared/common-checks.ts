import { check, isWholeWithin, whole } from '../../internal/checks/blocks';
import { Check } from '../../internal/checks/check';
import { parseDailyWindow, parseWeeklyWindow, SHORTEST_WINDOW, windowsOverlap } from '../../internal/windows';

/** What an engine asks of names and parameters, on RDS and on Aurora. */
export interface EngineIdentity {
  readonly port: number;
  readonly tlsParameter: string;
  readonly reservedNames: string[];
  readonly longestUsername: number;
}

/** What is checked of every database: its props after defaults. */
export interface CommonDatabaseInput {
  readonly engine: { readonly _traits: EngineIdentity };
  readonly subnetCount: number;
  readonly databaseName: string;
  readonly masterUsername: string;
  readonly port: number;
  readonly backupRetentionDays: number;
  readonly backupWindow: string;
  readonly maintenanceWindow: string;
  readonly rotationDays: number | undefined;
  readonly rotationOffReason: string | undefined;
  readonly protectionOffReason: string | undefined;
  readonly parameters: Record<string, string>;
}

/** Sources: the limits of CreateDBInstance and CreateDBCluster in the RDS API reference. */
const BACKUP_DAYS = { least: 7, most: 35 };
const PORTS = { least: 1150, most: 65_535 };
const ROTATION_DAYS = { least: 1, most: 1000 };
const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;
const LONGEST_DATABASE_NAME = 63;

/** Names, port and parameters. */
export function identityChecks<P extends CommonDatabaseInput>(): Check<P>[] {
  return [
    check(
      'databaseName',
      ({ databaseName }) => databaseName,
      ({ databaseName }) => !NAME.test(databaseName) || databaseName.length > LONGEST_DATABASE_NAME,
      'it must be a letter followed by letters, digits and underscores, 63 characters at most',
    ),
    check(
      'masterUsername',
      ({ masterUsername }) => masterUsername,
      ({ engine, masterUsername }) =>
        !NAME.test(masterUsername) || masterUsername.length > engine._traits.longestUsername,
      ({ engine }) =>
        `it must be a letter followed by letters, digits and underscores, ${engine._traits.longestUsername} characters at most`,
    ),
    check(
      'masterUsername',
      ({ masterUsername }) => masterUsername,
      ({ engine, masterUsername }) => engine._traits.reservedNames.includes(masterUsername.toLowerCase()),
      "the engine keeps that name for itself. Take another, such as 'app_owner'",
    ),
    whole(
      'port',
      ({ port }) => port,
      PORTS,
      ({ engine }) =>
        `RDS takes whole numbers from 1150 to 65535. Leave it out for the engine's own, ${engine._traits.port}`,
    ),
    check(
      'parameters',
      ({ parameters }) => parameters,
      ({ engine, parameters }) => Object.hasOwn(parameters, engine._traits.tlsParameter),
      ({ engine }) => `connections always take TLS. Leave out '${engine._traits.tlsParameter}'`,
    ),
  ];
}

export function subnetCountCheck<P extends CommonDatabaseInput>(): Check<P> {
  return check(
    'vpcSubnets (number of subnets)',
    ({ subnetCount }) => subnetCount,
    ({ subnetCount }) => subnetCount < 2,
    'a subnet group needs subnets in two zones or more. Pass those of all zones, used yet or not',
  );
}

/** Backups, windows and rotation. `why` says what needs the backups. */
export function operationChecks<P extends CommonDatabaseInput>(why: string): Check<P>[] {
  return [
    whole(
      'backupRetention (days)',
      ({ backupRetentionDays }) => backupRetentionDays,
      BACKUP_DAYS,
      `backups are kept for 7 to 35 whole days; ${why}`,
    ),
    ...windowChecks<P>(),
    check(
      'rotation (days)',
      ({ rotationDays }) => rotationDays,
      ({ rotationDays }) => rotationDays !== undefined && !isWholeWithin(rotationDays, ROTATION_DAYS),
      'passwords rotate every 1 to 1000 whole days. Write CredentialsRotation.every(Duration.days(30), …)',
    ),
  ];
}

function windowChecks<P extends CommonDatabaseInput>(): Check<P>[] {
  return [
    check(
      'backupWindow',
      ({ backupWindow }) => backupWindow,
      ({ backupWindow }) => !parseDailyWindow(backupWindow, SHORTEST_WINDOW.rds),
      "write 30 minutes or more of a day in UTC, such as '03:00-04:00'",
    ),
    check(
      'maintenanceWindow',
      ({ maintenanceWindow }) => maintenanceWindow,
      ({ maintenanceWindow }) => !parseWeeklyWindow(maintenanceWindow, SHORTEST_WINDOW.rds),
      "write 30 minutes to a day of a week in UTC, such as 'sun:04:30-sun:05:30'",
    ),
    check(
      'backupWindow and maintenanceWindow',
      ({ backupWindow, maintenanceWindow }) => [backupWindow, maintenanceWindow],
      ({ backupWindow, maintenanceWindow }) => {
        const [daily, weekly] = [
          parseDailyWindow(backupWindow, SHORTEST_WINDOW.rds),
          parseWeeklyWindow(maintenanceWindow, SHORTEST_WINDOW.rds),
        ];
        return daily !== undefined && weekly !== undefined && windowsOverlap(daily, weekly);
      },
      'they overlap, which RDS refuses. Move one of them',
    ),
  ];
}
