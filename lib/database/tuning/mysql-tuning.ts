import { Duration, Size } from 'aws-cdk-lib';
import { flag, tuned, TunedParameter } from './tuned-parameter';

/** Options of `DatabaseTuning.mysql`. What is left out stays as RDS has it. */
export interface MysqlTuningOptions {
  /**
   * Connections at most, from 1 to 100,000, on Aurora to 16,000 (`max_connections`).
   *
   * @default - what the memory of the instance type allows
   */
  readonly maxConnections?: number;

  /**
   * Memory for the buffer pool, in percent of the instance's, from 10 to 80 (`innodb_buffer_pool_size`). Not on
   * Aurora.
   *
   * @default - 75 %
   */
  readonly bufferPoolPercent?: number;

  /**
   * How long a SELECT may run; zero for no limit (`max_execution_time`).
   *
   * @default - no limit
   */
  readonly selectTimeout?: Duration;

  /**
   * How long a statement waits for a row that another one has locked, in whole seconds (`innodb_lock_wait_timeout`).
   *
   * @default - 50 seconds
   */
  readonly lockTimeout?: Duration;

  /**
   * How long a connection may do nothing, in whole seconds up to a year (`wait_timeout`, `interactive_timeout`).
   *
   * @default - 8 hours
   */
  readonly idleTimeout?: Duration;

  /**
   * From which time on a statement is logged (`long_query_time`).
   *
   * @default - one second
   */
  readonly slowStatement?: Duration;

  /**
   * The largest row or statement, from 1 KiB to 1 GiB (`max_allowed_packet`).
   *
   * @default - 64 MiB
   */
  readonly maxPacket?: Size;

  /**
   * How many changes a replica applies at once, from 0 to 1024 (`replica_parallel_workers`). Not on Aurora,
   * whose readers apply none.
   *
   * @default - 4
   */
  readonly replicaWorkers?: number;

  /**
   * Whether the engine measures itself (`performance_schema`). It takes a restart and some memory.
   *
   * @default - as Performance Insights wants it
   */
  readonly performanceSchema?: boolean;
}

type Table = readonly TunedParameter<MysqlTuningOptions>[];

const seconds = (duration: Duration | undefined) => duration?.toSeconds({ integral: false });
const SECONDS = { unit: 's' };
const YEAR = 31_536_000;

/**
 * Bounds and whether a restart is needed: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html,
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.MySQL.Parameters.html,
 * https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html. Those of the percentage are ours.
 * On Aurora: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Reference.ParameterGroups.html
 */
export const MYSQL_TUNING: Table = [
  tuned('maxConnections', 'max_connections', (o) => o.maxConnections, {
    least: 1,
    most: 100_000,
    aurora: { most: 16_000 },
  }),
  tuned('bufferPoolPercent', 'innodb_buffer_pool_size', (o) => o.bufferPoolPercent, {
    least: 10,
    most: 80,
    unit: '%',
    aurora: 'managed',
    text: (percent) => `{DBInstanceClassMemory*${percent}/100}`,
  }),
  tuned('selectTimeout', 'max_execution_time', (o) => o.selectTimeout?.toMilliseconds({ integral: false }), {
    unit: 'ms',
    most: 4_294_967_295,
  }),
  tuned('lockTimeout', 'innodb_lock_wait_timeout', (o) => seconds(o.lockTimeout), {
    ...SECONDS,
    least: 1,
    most: 1_073_741_824,
  }),
  tuned('idleTimeout', ['wait_timeout', 'interactive_timeout'], (o) => seconds(o.idleTimeout), {
    ...SECONDS,
    least: 1,
    most: YEAR,
  }),
  tuned('slowStatement', 'long_query_time', (o) => seconds(o.slowStatement), {
    ...SECONDS,
    most: YEAR,
    fractions: true,
  }),
  tuned('maxPacket', 'max_allowed_packet', (o) => o.maxPacket?.toBytes(), {
    unit: 'bytes',
    least: 1024,
    most: 1_073_741_824,
  }),
  tuned('replicaWorkers', 'replica_parallel_workers', (o) => o.replicaWorkers, { most: 1024, aurora: 'managed' }),
  flag<MysqlTuningOptions>(
    'performanceSchema',
    'performance_schema',
    (o) => o.performanceSchema,
  )({
    needsRestart: true,
  }),
];
