import { Duration, Size } from 'aws-cdk-lib';
import { flag, tuned, TunedParameter } from './tuned-parameter';

/** Options of `DatabaseTuning.postgres`. What is left out stays as RDS has it. */
export interface PostgresTuningOptions {
  /**
   * Connections at most, from 6 to 8,388,607 (`max_connections`). It takes a restart. To raise it, restart the replicas
   * first, and to lower it, the writer first: a replica that takes fewer than its writer stops replaying. On Aurora
   * nothing is replayed that way, and the order does not matter.
   *
   * @default - what the memory of the instance type allows, up to 5000
   */
  readonly maxConnections?: number;

  /**
   * Memory for shared buffers, in percent of the instance's, from 10 to 50 (`shared_buffers`). It takes a restart. Not
   * on Aurora.
   *
   * @default - 25 %
   */
  readonly sharedBuffersPercent?: number;

  /**
   * Libraries beside `pg_stat_statements`, such as `auto_explain` or `pg_cron` (`shared_preload_libraries`). It takes a
   * restart.
   *
   * @default - `pg_stat_statements` alone
   */
  readonly preloadLibraries?: string[];

  /**
   * Whether the writer feeds logical replication, as for an RDS blue/green deployment or DMS (`rds.logical_replication`).
   * It takes a restart, and keeps more write-ahead log.
   *
   * @default - not
   */
  readonly logicalReplication?: boolean;

  /**
   * Memory for one sort or hash of one statement, from 64 KiB (`work_mem`): a statement may take it several times, and
   * so may each connection.
   *
   * @default - 4 MiB
   */
  readonly workMemory?: Size;

  /**
   * Memory for one vacuum or one index that is made, from 1 MiB (`maintenance_work_mem`).
   *
   * @default - by the memory of the instance type
   */
  readonly maintenanceWorkMemory?: Size;

  /**
   * How long a statement may run; zero for no limit (`statement_timeout`). Migrations count as well: let them set their
   * own.
   *
   * @default - no limit
   */
  readonly statementTimeout?: Duration;

  /**
   * How long a statement waits for a lock; zero for no limit (`lock_timeout`).
   *
   * @default - no limit
   */
  readonly lockTimeout?: Duration;

  /**
   * How long a transaction may be open and do nothing; zero for no limit (`idle_in_transaction_session_timeout`).
   *
   * @default - a day
   */
  readonly idleInTransactionTimeout?: Duration;

  /**
   * From which time on a statement is logged (`log_min_duration_statement`).
   *
   * @default - one second
   */
  readonly slowStatement?: Duration;

  /**
   * How long a replica holds back changes for a query that is in their way, before it ends the query
   * (`max_standby_streaming_delay`, `max_standby_archive_delay`). Its lag may grow to that. On Aurora from 1 to 30
   * seconds, and without an archive.
   *
   * @default - 30 seconds; RDS may have another value by version
   */
  readonly maxStandbyDelay?: Duration;

  /**
   * Whether replicas keep the writer from cleaning up rows that their queries still see (`hot_standby_feedback`): fewer
   * queries end early, and tables grow more. Not on Aurora, where it is always so.
   *
   * @default - not
   */
  readonly hotStandbyFeedback?: boolean;

  /**
   * What a random read costs beside one in order, from 0.1 to 10 (`random_page_cost`). On SSDs 1.1 is common.
   *
   * @default - 4
   */
  readonly randomPageCost?: number;

  /**
   * The share of a table's rows, from 0 to 1, that change until it is vacuumed (`autovacuum_vacuum_scale_factor`).
   *
   * @default - 0.1
   */
  readonly autovacuumScaleFactor?: number;
}

type Table = readonly TunedParameter<PostgresTuningOptions>[];

/** Library names as PostgreSQL has them: they are joined by commas. */
export const LIBRARY = /^[a-z][a-z0-9_]*$/;

const kibibytes = (size: Size | undefined) => size?.toKibibytes();
const milliseconds = (duration: Duration | undefined) => duration?.toMilliseconds({ integral: false });
const KIB = { unit: 'KiB' };
const MS = { unit: 'ms' };
const RESTART = { needsRestart: true };

/**
 * Bounds and whether a restart is needed: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html,
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Parameters.html,
 * https://www.postgresql.org/docs/current/runtime-config.html. Those of a percentage are ours. On Aurora:
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Reference.ParameterGroups.html
 */
export const POSTGRES_TUNING: Table = [
  tuned('maxConnections', 'max_connections', (o) => o.maxConnections, { ...RESTART, least: 6, most: 8_388_607 }),
  tuned('sharedBuffersPercent', 'shared_buffers', (o) => o.sharedBuffersPercent, {
    ...RESTART,
    least: 10,
    most: 50,
    unit: '%',
    aurora: 'managed',
    // The parameter counts blocks of 8 KiB, of which a percent of the memory is memory / (8192 * 100).
    text: (percent) => `{DBInstanceClassMemory*${percent}/819200}`,
  }),
  flag<PostgresTuningOptions>('logicalReplication', 'rds.logical_replication', (o) => o.logicalReplication)(RESTART),
  tuned('workMemory', 'work_mem', (o) => kibibytes(o.workMemory), { ...KIB, least: 64 }),
  tuned('maintenanceWorkMemory', 'maintenance_work_mem', (o) => kibibytes(o.maintenanceWorkMemory), {
    ...KIB,
    least: 1024,
  }),
  tuned('statementTimeout', 'statement_timeout', (o) => milliseconds(o.statementTimeout), MS),
  tuned('lockTimeout', 'lock_timeout', (o) => milliseconds(o.lockTimeout), MS),
  tuned(
    'idleInTransactionTimeout',
    'idle_in_transaction_session_timeout',
    (o) => milliseconds(o.idleInTransactionTimeout),
    MS,
  ),
  tuned('slowStatement', 'log_min_duration_statement', (o) => milliseconds(o.slowStatement), MS),
  tuned(
    'maxStandbyDelay',
    ['max_standby_streaming_delay', 'max_standby_archive_delay'],
    (o) => milliseconds(o.maxStandbyDelay),
    { ...MS, aurora: { parameters: ['max_standby_streaming_delay'], least: 1000, most: 30_000 } },
  ),
  flag<PostgresTuningOptions>(
    'hotStandbyFeedback',
    'hot_standby_feedback',
    (o) => o.hotStandbyFeedback,
  )({
    aurora: 'managed',
  }),
  tuned('randomPageCost', 'random_page_cost', (o) => o.randomPageCost, { least: 0.1, most: 10, fractions: true }),
  tuned('autovacuumScaleFactor', 'autovacuum_vacuum_scale_factor', (o) => o.autovacuumScaleFactor, {
    most: 1,
    fractions: true,
  }),
];
