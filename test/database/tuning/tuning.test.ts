import { Duration, Size, Token } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import fc from 'fast-check';
import { DatabaseEngine } from '../../../lib/database/rds/database-engine';
import { DatabaseTuning } from '../../../lib/database/tuning/database-tuning';
import { MYSQL_TUNING } from '../../../lib/database/tuning/mysql-tuning';
import { POSTGRES_TUNING, PostgresTuningOptions } from '../../../lib/database/tuning/postgres-tuning';
import { addDatabase, impacts, quickApp, synthDatabase, TestProps } from '../support';

const mysql = DatabaseEngine.mysql();

const parametersOf = (props: TestProps): Record<string, string> =>
  Object.values(synthDatabase(props).findResources('AWS::RDS::DBParameterGroup'))[0].Properties.Parameters;

test('the standard tuning is none at all', () => {
  expect(synthDatabase({ tuning: DatabaseTuning.standard() }).toJSON()).toEqual(synthDatabase().toJSON());
  expect(DatabaseTuning.standard().restartParameters).toEqual([]);
});

test('PostgreSQL takes each option in the unit of its parameter', () => {
  const tuning = DatabaseTuning.postgres({
    maxConnections: 400,
    sharedBuffersPercent: 30,
    preloadLibraries: ['auto_explain', 'pg_stat_statements'],
    logicalReplication: true,
    workMemory: Size.mebibytes(16),
    maintenanceWorkMemory: Size.gibibytes(1),
    statementTimeout: Duration.seconds(30),
    lockTimeout: Duration.seconds(5),
    idleInTransactionTimeout: Duration.minutes(1),
    slowStatement: Duration.millis(250),
    maxStandbyDelay: Duration.minutes(5),
    hotStandbyFeedback: false,
    randomPageCost: 1.1,
    autovacuumScaleFactor: 0.02,
  });

  expect(parametersOf({ tuning })).toEqual({
    'rds.force_ssl': '1',
    max_connections: '400',
    shared_buffers: '{DBInstanceClassMemory*30/819200}',
    shared_preload_libraries: 'pg_stat_statements,auto_explain',
    'rds.logical_replication': '1',
    work_mem: '16384',
    maintenance_work_mem: '1048576',
    statement_timeout: '30000',
    lock_timeout: '5000',
    idle_in_transaction_session_timeout: '60000',
    log_min_duration_statement: '250',
    max_standby_streaming_delay: '300000',
    max_standby_archive_delay: '300000',
    hot_standby_feedback: '0',
    random_page_cost: '1.1',
    autovacuum_vacuum_scale_factor: '0.02',
  });
  expect(tuning.restartParameters).toEqual([
    'max_connections',
    'shared_buffers',
    'rds.logical_replication',
    'shared_preload_libraries',
  ]);
});

test('MySQL takes each option in the unit of its parameter', () => {
  const tuning = DatabaseTuning.mysql({
    maxConnections: 900,
    bufferPoolPercent: 70,
    selectTimeout: Duration.seconds(10),
    lockTimeout: Duration.seconds(5),
    idleTimeout: Duration.hours(1),
    slowStatement: Duration.millis(500),
    maxPacket: Size.mebibytes(128),
    replicaWorkers: 8,
    performanceSchema: true,
  });

  expect(parametersOf({ engine: mysql, tuning })).toEqual({
    require_secure_transport: 'ON',
    slow_query_log: '1',
    log_output: 'FILE',
    max_connections: '900',
    innodb_buffer_pool_size: '{DBInstanceClassMemory*70/100}',
    max_execution_time: '10000',
    innodb_lock_wait_timeout: '5',
    wait_timeout: '3600',
    interactive_timeout: '3600',
    long_query_time: '0.5',
    max_allowed_packet: '134217728',
    replica_parallel_workers: '8',
    performance_schema: '1',
  });
  expect(tuning.restartParameters).toEqual(['performance_schema']);
});

test('the alarm for connections follows the tuning', () => {
  synthDatabase({ tuning: DatabaseTuning.postgres({ maxConnections: 500 }) }).hasResourceProperties(
    'AWS::CloudWatch::Alarm',
    { MetricName: 'DatabaseConnections', Threshold: 400 },
  );
});

test('a number of the deployment stays one', () => {
  const maxConnections = Token.asNumber({ Ref: 'MaxConnections' });
  const props = {
    tuning: DatabaseTuning.postgres({ maxConnections }),
    alarmThresholds: { connections: 100 },
  };
  expect(parametersOf(props).max_connections).toEqual({ Ref: 'MaxConnections' });
});

test('tuning comes, changes and goes in place, and leaves all else alone', () => {
  const [off, on] = [
    synthDatabase(),
    synthDatabase({ tuning: DatabaseTuning.postgres({ lockTimeout: Duration.seconds(5) }) }),
  ];

  for (const changes of [impacts(off, on), impacts(on, off)]) {
    expect(changes).toEqual([
      {
        id: expect.stringContaining('ParameterGroup'),
        type: 'AWS::RDS::DBParameterGroup',
        impact: 'WILL_UPDATE',
        properties: ['Parameters'],
      },
    ]);
  }
});

test('every instance has the group from the first day, without a name that a new family would collide with', () => {
  const template = synthDatabase({ readReplicas: 2 });

  template.resourcePropertiesCountIs(
    'AWS::RDS::DBInstance',
    { DBParameterGroupName: { Ref: Match.stringLikeRegexp('ParameterGroup') } },
    3,
  );
  template.hasResourceProperties('AWS::RDS::DBParameterGroup', { DBParameterGroupName: Match.absent() });
});

test('each option has one row, and no two rows have a parameter in common', () => {
  for (const table of [POSTGRES_TUNING, MYSQL_TUNING]) {
    const names = table.flatMap(({ parameters }) => [...parameters]);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(table.map(({ option }) => option)).size).toBe(table.length);
  }
});

test('a percentage of shared buffers is that part of the memory in blocks of 8 KiB', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 50 }), fc.integer({ min: 1, max: 1024 }), (percent, gib) => {
      const text = DatabaseTuning.postgres({ sharedBuffersPercent: percent })._parameters().shared_buffers;
      const [, factor, divisor] = /^\{DBInstanceClassMemory\*(\d+)\/(\d+)\}$/.exec(text)!;
      const bytes = ((gib * 1024 ** 3 * Number(factor)) / Number(divisor)) * 8192;
      expect(bytes / (gib * 1024 ** 3)).toBeCloseTo(percent / 100, 6);
    }),
  );
});

const whole = (bounds: string) => `write a whole number from ${bounds}`;
const postgres = (options: PostgresTuningOptions): TestProps => ({ tuning: DatabaseTuning.postgres(options) });

test.each<[string, TestProps]>([
  [`tuning.maxConnections is 5: ${whole('6 to 8388607')}`, postgres({ maxConnections: 5 })],
  [`tuning.maxConnections is 6.5: ${whole('6 to 8388607')}`, postgres({ maxConnections: 6.5 })],
  [
    `tuning.maxConnections is 100001: ${whole('1 to 100000')}`,
    { engine: mysql, tuning: DatabaseTuning.mysql({ maxConnections: 100_001 }) },
  ],
  [`tuning.sharedBuffersPercent is 51: ${whole('10 to 50 %')}`, postgres({ sharedBuffersPercent: 51 })],
  [`tuning.workMemory is 63: ${whole('64 to 2147483647 KiB')}`, postgres({ workMemory: Size.kibibytes(63) })],
  [
    `tuning.maintenanceWorkMemory is 1023: ${whole('1024 to 2147483647 KiB')}`,
    postgres({ maintenanceWorkMemory: Size.kibibytes(1023) }),
  ],
  [
    `tuning.statementTimeout is 2592000000: ${whole('0 to 2147483647 ms')}`,
    postgres({ statementTimeout: Duration.days(30) }),
  ],
  [`tuning.lockTimeout is 2592000000: ${whole('0 to 2147483647 ms')}`, postgres({ lockTimeout: Duration.days(30) })],
  [
    `tuning.lockTimeout is 1.5: ${whole('1 to 1073741824 s')}`,
    { engine: mysql, tuning: DatabaseTuning.mysql({ lockTimeout: Duration.millis(1500) }) },
  ],
  [
    `tuning.idleInTransactionTimeout is 2592000000: ${whole('0 to 2147483647 ms')}`,
    postgres({ idleInTransactionTimeout: Duration.days(30) }),
  ],
  [
    `tuning.slowStatement is 2592000000: ${whole('0 to 2147483647 ms')}`,
    postgres({ slowStatement: Duration.days(30) }),
  ],
  [
    'tuning.slowStatement is 34560000: write a number from 0 to 31536000 s',
    { engine: mysql, tuning: DatabaseTuning.mysql({ slowStatement: Duration.days(400) }) },
  ],
  [
    `tuning.maxStandbyDelay is 2592000000: ${whole('0 to 2147483647 ms')}`,
    postgres({ maxStandbyDelay: Duration.days(30) }),
  ],
  ['tuning.randomPageCost is 11: write a number from 0.1 to 10', postgres({ randomPageCost: 11 })],
  ['tuning.autovacuumScaleFactor is 1.1: write a number from 0 to 1', postgres({ autovacuumScaleFactor: 1.1 })],
  [
    `tuning.bufferPoolPercent is 9: ${whole('10 to 80 %')}`,
    { engine: mysql, tuning: DatabaseTuning.mysql({ bufferPoolPercent: 9 }) },
  ],
  [
    `tuning.selectTimeout is 5184000000: ${whole('0 to 4294967295 ms')}`,
    { engine: mysql, tuning: DatabaseTuning.mysql({ selectTimeout: Duration.days(60) }) },
  ],
  [
    `tuning.idleTimeout is 0: ${whole('1 to 31536000 s')}`,
    { engine: mysql, tuning: DatabaseTuning.mysql({ idleTimeout: Duration.seconds(0) }) },
  ],
  [
    `tuning.maxPacket is 2147483648: ${whole('1024 to 1073741824 bytes')}`,
    { engine: mysql, tuning: DatabaseTuning.mysql({ maxPacket: Size.gibibytes(2) }) },
  ],
  [
    `tuning.replicaWorkers is 1025: ${whole('0 to 1024')}`,
    { engine: mysql, tuning: DatabaseTuning.mysql({ replicaWorkers: 1025 }) },
  ],
  [
    'tuning.preloadLibraries is ["a,b"]: name libraries as PostgreSQL does: lower-case letters, digits and underscores',
    postgres({ preloadLibraries: ['a,b'] }),
  ],
  [
    'tuning (engine) is "MySQL": the database is PostgreSQL. Take the tuning of that engine',
    { tuning: DatabaseTuning.mysql({ maxConnections: 100 }) },
  ],
  [
    'tuning and parameters is ["work_mem"]: both set it. Leave it out of one of them',
    { ...postgres({ workMemory: Size.mebibytes(8) }), parameters: { work_mem: '8192' } },
  ],
])('%s', (message, props) => {
  expect(() => addDatabase(quickApp(), props)).toThrow(
    expect.objectContaining({ message: `ReplicatedDatabase at 'database/Database':\n  - ${message}` }),
  );
});
