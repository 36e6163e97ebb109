import { Duration, Size, Stack, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { AuroraCapacity } from '../../../lib/database/aurora/aurora-capacity';
import { AuroraEngine } from '../../../lib/database/aurora/aurora-engine';
import { AuroraReaders, ReaderMetric } from '../../../lib/database/aurora/aurora-readers';
import { DatabaseTuning } from '../../../lib/database/tuning/database-tuning';
import { quickApp } from '../support';
import { addAurora, AuroraTestProps, provisioned, serverless } from './aurora-support';

const mysql = AuroraEngine.mysql({ version: rds.AuroraMysqlEngineVersion.VER_3_10_4 });
const postgres = (version: rds.AuroraPostgresEngineVersion) => AuroraEngine.postgres({ version });
const acus = (minAcu: number, maxAcu: number, pauseAfter?: Duration): AuroraTestProps => ({
  capacity: AuroraCapacity.serverless({ minAcu, maxAcu, pauseAfter }),
});
const scaled = (min: number, max: number, metric?: ReaderMetric): AuroraTestProps => ({
  capacity: provisioned,
  readers: AuroraReaders.scaled({ min, max, metric }),
});
const sized = (type: string) => AuroraCapacity.provisioned({ instanceType: new ec2.InstanceType(type) });

const MIN_ACU = 'Aurora takes 0 to 256 ACUs in steps of 0.5';
const MAX_ACU = 'Aurora takes 1 to 256 ACUs in steps of 0.5';
const PAUSES =
  'cannot pause, or may not. Take 0.5, or PostgreSQL 13.15, 14.12, 15.7, 16.3 or later, or a minor version of MySQL ' +
  'from 3.08.0 on';
const PAUSE_AFTER = 'an instance pauses after 5 minutes to a day, in whole seconds';
const ONLY_ZERO = 'only an instance that goes down to zero pauses. Set minAcu to 0, or leave pauseAfter out';
const READERS = 'a cluster has up to 15 readers. Write a whole number from 0 to 15';
const READERS_MAX = 'a cluster has up to 15 readers, those of min included and the writer not';
const METRIC = 'write a percentage of CPU above 0, up to 100, or a number of connections above 0';
const THRESHOLD = 'an alarm needs a threshold above zero';

const CASES: [string, AuroraTestProps][] = [
  // what every database is checked for; test/database/rules.test.ts has the variants
  [
    'databaseName is "1st": it must be a letter followed by letters, digits and underscores, 63 characters at most',
    { databaseName: '1st' },
  ],
  [
    'masterUsername is "seventeen_letters": it must be a letter followed by letters, digits and underscores, ' +
      '16 characters at most',
    { engine: mysql, masterUsername: 'seventeen_letters' },
  ],
  [
    'masterUsername is "Admin": the engine keeps that name for itself. Take another, such as \'app_owner\'',
    { masterUsername: 'Admin' },
  ],
  [
    "port is 80: RDS takes whole numbers from 1150 to 65535. Leave it out for the engine's own, 3306",
    { engine: mysql, port: 80 },
  ],
  [
    'parameters is {"rds.force_ssl":"0"}: connections always take TLS. Leave out \'rds.force_ssl\'',
    { parameters: { 'rds.force_ssl': '0' } },
  ],
  [
    'vpcSubnets (number of subnets) is 1: a subnet group needs subnets in two zones or more. Pass those of all ' +
      'zones, used yet or not',
    { vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED, availabilityZones: ['eu-west-1a'] } },
  ],
  [
    'backupRetention (days) is 6: backups are kept for 7 to 35 whole days; a restore to last week needs them',
    { backupRetention: Duration.days(6) },
  ],
  [
    'backupWindow and maintenanceWindow is ["04:00-05:00","sun:04:30-sun:05:30"]: they overlap, which RDS refuses. ' +
      'Move one of them',
    { backupWindow: '04:00-05:00' },
  ],
  // capacity
  [`capacity.minAcu is -1: ${MIN_ACU}`, acus(-1, 2)],
  [`capacity.minAcu is 0.7: ${MIN_ACU}`, acus(0.7, 2)],
  [`capacity.maxAcu is 0.5: ${MAX_ACU}`, acus(0.5, 0.5)],
  [`capacity.maxAcu is 256.5: ${MAX_ACU}`, acus(1, 256.5)],
  ['capacity.maxAcu < capacity.minAcu is [2,4]: the maximum is below the minimum. Raise maxAcu', acus(4, 2)],
  [
    `capacity.minAcu is 0: version 16.2 ${PAUSES}`,
    { ...acus(0, 2), engine: postgres(rds.AuroraPostgresEngineVersion.VER_16_2) },
  ],
  [`capacity.minAcu is 0: version 8.0 ${PAUSES}`, { ...acus(0, 2), engine: AuroraEngine.mysql() }],
  [
    `capacity.minAcu is 0: version 8.0.mysql_aurora.3.07.1 ${PAUSES}`,
    { ...acus(0, 2), engine: AuroraEngine.mysql({ version: rds.AuroraMysqlEngineVersion.VER_3_07_1 }) },
  ],
  [`capacity.pauseAfter (seconds) is 299: ${PAUSE_AFTER}`, acus(0, 2, Duration.seconds(299))],
  [`capacity.pauseAfter (seconds) is 90000: ${PAUSE_AFTER}`, acus(0, 2, Duration.hours(25))],
  [`capacity.pauseAfter and capacity.minAcu is [600,1]: ${ONLY_ZERO}`, acus(1, 2, Duration.minutes(10))],
  // readers
  [`readers is -1: ${READERS}`, { readers: AuroraReaders.fixed(-1) }],
  [`readers is 16: ${READERS}`, { readers: AuroraReaders.fixed(16) }],
  [`readers is 1.5: ${READERS}`, { readers: AuroraReaders.fixed(1.5) }],
  [
    'readers.min is 0: without a reader there is no metric to scale by. Write 1 or more, or AuroraReaders.none()',
    scaled(0, 3),
  ],
  [`readers.max is 16: ${READERS_MAX}`, scaled(1, 16)],
  ['readers.max < readers.min is [2,3]: max counts the readers of min as well. Raise it', scaled(3, 2)],
  [`readers.metric is 101: ${METRIC}`, scaled(1, 2, ReaderMetric.cpu(101))],
  [`readers.metric is 0: ${METRIC}`, scaled(1, 2, ReaderMetric.connections(0))],
  [
    'readers and capacity is "scaled and serverless": Aurora does not scale the number of serverless readers. Write ' +
      'AuroraReaders.fixed(…): each grows by itself; or take provisioned capacity',
    { ...scaled(1, 2), capacity: serverless },
  ],
  // alarms
  [
    'capacity is "z1d.large": its memory is not known, so that the alarm for memory has no threshold. Give ' +
      'alarmThresholds.freeMemoryMiB',
    { capacity: sized('z1d.large'), alarmThresholds: { connections: 100 } },
  ],
  [
    'capacity is "z1d.large": its memory is not known, so that the alarm for connections has no threshold. Give ' +
      'alarmThresholds.connections',
    { capacity: sized('z1d.large'), alarmThresholds: { freeMemoryMiB: 100 } },
  ],
  ['alarmThresholds.cpuPercent is 101: give a percentage above 0, up to 100', { alarmThresholds: { cpuPercent: 101 } }],
  ['alarmThresholds.acuPercent is 0: give a percentage above 0, up to 100', { alarmThresholds: { acuPercent: 0 } }],
  [`alarmThresholds.freeMemoryMiB is 0: ${THRESHOLD}`, { alarmThresholds: { freeMemoryMiB: 0 } }],
  [`alarmThresholds.connections is -5: ${THRESHOLD}`, { alarmThresholds: { connections: -5 } }],
  [`alarmThresholds.readerLag (seconds) is 0: ${THRESHOLD}`, { alarmThresholds: { readerLag: Duration.seconds(0) } }],
  [`alarmThresholds.freeLocalStorageGiB is 0: ${THRESHOLD}`, { alarmThresholds: { freeLocalStorageGiB: 0 } }],
  ['alarmThresholds.volumeLeftTiB is 128: write TiB above 0, below 128', { alarmThresholds: { volumeLeftTiB: 128 } }],
  [
    'alarmThresholds.volumeTiB is 512: a volume has 128 TiB, or 256 with recent versions. Write one of them',
    { alarmThresholds: { volumeTiB: 512 } },
  ],
  [
    'tuning (options) is ["sharedBuffersPercent","hotStandbyFeedback"]: Aurora sees to it by itself, as its instances share one volume and size their memory. Leave it out',
    { tuning: DatabaseTuning.postgres({ sharedBuffersPercent: 30, hotStandbyFeedback: true }) },
  ],
  [
    'tuning.maxStandbyDelay is 60000: write a whole number from 1000 to 30000 ms',
    { tuning: DatabaseTuning.postgres({ maxStandbyDelay: Duration.minutes(1) }) },
  ],
  [
    'tuning (options) is ["bufferPoolPercent","replicaWorkers"]: Aurora sees to it by itself, as its instances share one volume and size their memory. Leave it out',
    { engine: mysql, tuning: DatabaseTuning.mysql({ bufferPoolPercent: 50, replicaWorkers: 8 }) },
  ],
  [
    'tuning.maxConnections is 20000: write a whole number from 1 to 16000',
    { engine: mysql, tuning: DatabaseTuning.mysql({ maxConnections: 20_000 }) },
  ],
  [
    'tuning (engine) is "MySQL": the database is PostgreSQL. Take the tuning of that engine',
    { tuning: DatabaseTuning.mysql({ maxConnections: 200 }) },
  ],
  [
    'tuning and parameters is ["work_mem"]: both set it. Leave it out of one of them',
    { tuning: DatabaseTuning.postgres({ workMemory: Size.mebibytes(8) }), parameters: { work_mem: '4096' } },
  ],
];

test.each(CASES)('%s', (message, props) => {
  expect(() => addAurora(quickApp(), props)).toThrow(
    expect.objectContaining({ message: `AuroraDatabase at 'database/Database':\n  - ${message}` }),
  );
});

test('subnets of four zones are refused', () => {
  const app = quickApp();
  const stack = new Stack(app, 'database');
  const zones = ['a', 'b', 'c', 'd'].map((zone) => `us-east-1${zone}`);
  const ids = zones.map((_, index) => `subnet-0123456789abcde2${index}`);
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Four', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: zones,
    isolatedSubnetIds: ids,
    isolatedSubnetRouteTableIds: ids.map((id) => id.replace('subnet', 'rtb')),
  });
  expect(() => addAurora(quickApp(), { vpc })).toThrow(
    'vpcSubnets (number of zones) is 4: Aurora keeps the data in three zones, and takes instances in those alone. Select ' +
      'the subnets of three zones',
  );
});

test.each([
  [postgres(rds.AuroraPostgresEngineVersion.VER_16_3)],
  [postgres(rds.AuroraPostgresEngineVersion.VER_15_10)],
  [postgres(rds.AuroraPostgresEngineVersion.VER_17_4)],
  [AuroraEngine.postgres()],
  [mysql],
  [AuroraEngine.mysql({ version: rds.AuroraMysqlEngineVersion.of('8.4', '8.4') })],
])('versions that pause go down to zero', (engine) => {
  expect(() => addAurora(quickApp(), { ...acus(0, 2), engine })).not.toThrow();
});

test('bounds are inclusive', () => {
  for (const props of [acus(0, 256, Duration.days(1)), acus(1, 1), scaled(15, 15, ReaderMetric.cpu(100))]) {
    expect(() => addAurora(quickApp(), props)).not.toThrow();
  }
});

test('tokens are left to the deployment', () => {
  expect(() =>
    addAurora(quickApp(), {
      databaseName: Token.asString({ Ref: 'Name' }),
      capacity: AuroraCapacity.serverless({ minAcu: Token.asNumber({ Ref: 'Min' }), maxAcu: 4 }),
      alarmThresholds: { connections: 100 },
    }),
  ).not.toThrow();
});

test('but a number of readers is needed at synth', () => {
  const readers = AuroraReaders.fixed(Token.asNumber({ Ref: 'Readers' }));
  expect(() => addAurora(quickApp(), { readers })).toThrow(
    'readers is "a token": instances are made when the app is synthesised. Write a number',
  );
});

test('every failure is told at once', () => {
  expect(() => addAurora(quickApp(), { port: 1, readers: AuroraReaders.fixed(99), ...acus(9, 2) })).toThrow(
    /port is 1: [^]*maxAcu < [^]*readers is 99: /,
  );
});
