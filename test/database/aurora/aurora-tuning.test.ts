import { Duration, Size } from 'aws-cdk-lib';
import { AuroraEngine } from '../../../lib/database/aurora/aurora-engine';
import { DatabaseTuning } from '../../../lib/database/tuning/database-tuning';
import { AuroraTestProps, only, provisioned, synthAurora } from './aurora-support';

const parametersOf = (props: AuroraTestProps) =>
  only(synthAurora(props), 'AWS::RDS::DBClusterParameterGroup').Properties.Parameters;

test('the standard tuning is none at all', () => {
  expect(synthAurora({ tuning: DatabaseTuning.standard() }).toJSON()).toEqual(synthAurora().toJSON());
});

test('PostgreSQL takes the options that Aurora leaves to its user', () => {
  const tuning = DatabaseTuning.postgres({
    maxConnections: 400,
    preloadLibraries: ['auto_explain'],
    logicalReplication: true,
    workMemory: Size.mebibytes(16),
    maintenanceWorkMemory: Size.gibibytes(1),
    statementTimeout: Duration.seconds(30),
    lockTimeout: Duration.seconds(5),
    idleInTransactionTimeout: Duration.minutes(1),
    slowStatement: Duration.millis(250),
    maxStandbyDelay: Duration.seconds(30),
    randomPageCost: 1.1,
    autovacuumScaleFactor: 0.02,
  });

  expect(parametersOf({ tuning, parameters: { apg_ccm_enabled: '1' } })).toEqual({
    'rds.force_ssl': '1',
    apg_ccm_enabled: '1',
    max_connections: '400',
    shared_preload_libraries: 'pg_stat_statements,auto_explain',
    'rds.logical_replication': '1',
    work_mem: '16384',
    maintenance_work_mem: '1048576',
    statement_timeout: '30000',
    lock_timeout: '5000',
    idle_in_transaction_session_timeout: '60000',
    log_min_duration_statement: '250',
    // Aurora's readers read no archive, and RDS knows no such parameter of theirs.
    max_standby_streaming_delay: '30000',
    random_page_cost: '1.1',
    autovacuum_vacuum_scale_factor: '0.02',
  });
});

test('MySQL takes the options that Aurora leaves to its user', () => {
  const tuning = DatabaseTuning.mysql({
    maxConnections: 16_000,
    selectTimeout: Duration.seconds(10),
    lockTimeout: Duration.seconds(5),
    idleTimeout: Duration.minutes(10),
    slowStatement: Duration.millis(500),
    maxPacket: Size.mebibytes(128),
    performanceSchema: true,
  });

  expect(parametersOf({ engine: AuroraEngine.mysql(), tuning })).toEqual({
    require_secure_transport: 'ON',
    slow_query_log: '1',
    log_output: 'FILE',
    max_connections: '16000',
    max_execution_time: '10000',
    innodb_lock_wait_timeout: '5',
    wait_timeout: '600',
    interactive_timeout: '600',
    long_query_time: '0.5',
    max_allowed_packet: '134217728',
    performance_schema: '1',
  });
});

test("the alarm for connections follows the tuning's", () => {
  const tuning = DatabaseTuning.postgres({ maxConnections: 1000 });
  synthAurora({ capacity: provisioned, tuning }).hasResourceProperties('AWS::CloudWatch::Alarm', {
    MetricName: 'DatabaseConnections',
    Threshold: 800,
  });
});

test('a tuning changes the parameter group alone', () => {
  const before = synthAurora().toJSON().Resources as Record<string, { Type: string }>;
  const after = synthAurora({ tuning: DatabaseTuning.postgres({ workMemory: Size.mebibytes(8) }) }).toJSON()
    .Resources as typeof before;
  const changed = Object.keys(after).filter((id) => JSON.stringify(after[id]) !== JSON.stringify(before[id]));

  expect(Object.keys(after)).toEqual(Object.keys(before));
  expect(changed.map((id) => after[id].Type)).toEqual(['AWS::RDS::DBClusterParameterGroup']);
});
