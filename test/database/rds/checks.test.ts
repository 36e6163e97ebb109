import { Duration, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { DatabaseEngine } from '../../../lib/database/rds/database-engine';
import { CredentialsRotation } from '../../../lib/database/shared/credentials-rotation';
import { addDatabase, quickApp, TestProps } from '../support';

const mysql = DatabaseEngine.mysql();
const every = (interval: Duration): TestProps => ({ rotate: (props) => CredentialsRotation.every(interval, props) });
const REPLICAS = 'an instance feeds up to 15 read replicas. Write a whole number from 0 to 15';
const STORAGE = 'gp3 storage takes whole GiB from 20 to 65536';
const LARGER = 'RDS takes a value for storage of 400 GiB and more; below, gp3 gives ';
const RAISE = 'Raise storageGiB, or leave it out';
const STRIPED = 'gp3 storage of 400 GiB and more takes whole numbers from ';
const ZONE_NAMES =
  "a zone is for good, so give names of zones, such as 'eu-west-1a', not IDs or values that only the deployment knows";
const BACKUPS = 'backups are kept for 7 to 35 whole days; read replicas need them';
const BACKUP_WINDOW = "write 30 minutes or more of a day in UTC, such as '03:00-04:00'";
const MAINTENANCE_WINDOW = "write 30 minutes to a day of a week in UTC, such as 'sun:04:30-sun:05:30'";
const NAME = 'it must be a letter followed by letters, digits and underscores, 63 characters at most';
const RESERVED = "the engine keeps that name for itself. Take another, such as 'app_owner'";
const PORT = "RDS takes whole numbers from 1150 to 65535. Leave it out for the engine's own, 5432";
const ROTATION = 'passwords rotate every 1 to 1000 whole days. Write CredentialsRotation.every(Duration.days(30), …)';
const THRESHOLD = 'an alarm needs a threshold above zero';

test.each<[string, TestProps]>([
  [`readReplicas is -1: ${REPLICAS}`, { readReplicas: -1 }],
  [`readReplicas is 16: ${REPLICAS}`, { readReplicas: 16 }],
  [`readReplicas is 1.5: ${REPLICAS}`, { readReplicas: 1.5 }],
  [`storageGiB is 19: ${STORAGE}`, { storageGiB: 19 }],
  [`maxStorageGiB is 65537: ${STORAGE}`, { maxStorageGiB: 65_537 }],
  [
    'maxStorageGiB < storageGiB is [105,100]: storage autoscaling wants a limit of 110 % of the size or more. Raise ' +
      'maxStorageGiB to 111 or more; storage cannot shrink',
    { storageGiB: 100, maxStorageGiB: 105 },
  ],
  [`storageIops with storageGiB is [12000,399]: ${LARGER}3000. ${RAISE}`, { storageGiB: 399, storageIops: 12_000 }],
  [
    `storageThroughputMiBps with storageGiB is [500,20]: ${LARGER}125. ${RAISE}`,
    { storageGiB: 20, storageThroughputMiBps: 500 },
  ],
  [
    'storageIops with storageGiB is [11999,400]: ' + STRIPED + '12000 to 64000',
    { storageGiB: 400, storageIops: 11_999 },
  ],
  [
    'storageThroughputMiBps with storageGiB is [499,400]: ' + STRIPED + '500 to 4000',
    { storageGiB: 400, storageThroughputMiBps: 499 },
  ],
  [
    'storageThroughputMiBps > storageIops / 4 is [3001,12000]: RDS gives 1 MiB a second for every 4 operations at most. ' +
      'Raise storageIops to 12004 or more',
    { storageGiB: 400, storageThroughputMiBps: 3_001 },
  ],
  ['replicaZones is []: name one zone or more, or leave it out', { replicaZones: [] }],
  [`replicaZones is ["euw1-az1"]: ${ZONE_NAMES}`, { replicaZones: ['euw1-az1'] }],
  [`replicaZones is ["eu-west-1a","us-east-1a"]: ${ZONE_NAMES}`, { replicaZones: ['eu-west-1a', 'us-east-1a'] }],
  [`replicaZones is ["a token"]: ${ZONE_NAMES}`, { replicaZones: [Token.asString({ Ref: 'Zone' })] }],
  [`backupRetention (days) is 6: ${BACKUPS}`, { backupRetention: Duration.days(6) }],
  [`backupRetention (days) is 36: ${BACKUPS}`, { backupRetention: Duration.days(36) }],
  [`backupRetention (days) is 7.5: ${BACKUPS}`, { backupRetention: Duration.hours(180) }],
  [`backupWindow is "3:00-4:00": ${BACKUP_WINDOW}`, { backupWindow: '3:00-4:00' }],
  [`backupWindow is "03:00-03:29": ${BACKUP_WINDOW}`, { backupWindow: '03:00-03:29' }],
  [`maintenanceWindow is "sunday:05:00-06:00": ${MAINTENANCE_WINDOW}`, { maintenanceWindow: 'sunday:05:00-06:00' }],
  [
    'backupWindow and maintenanceWindow is ["04:00-05:00","sun:04:30-sun:05:30"]: they overlap, which RDS refuses. ' +
      'Move one of them',
    { backupWindow: '04:00-05:00' },
  ],
  [`databaseName is "1st": ${NAME}`, { databaseName: '1st' }],
  [`databaseName is "with-dash": ${NAME}`, { databaseName: 'with-dash' }],
  [`databaseName is "${'a'.repeat(64)}": ${NAME}`, { databaseName: 'a'.repeat(64) }],
  [`masterUsername is "a b": ${NAME}`, { masterUsername: 'a b' }],
  [
    'masterUsername is "seventeen_letters": it must be a letter followed by letters, digits and underscores, ' +
      '16 characters at most',
    { engine: mysql, masterUsername: 'seventeen_letters' },
  ],
  [`masterUsername is "Admin": ${RESERVED}`, { masterUsername: 'Admin' }],
  [`masterUsername is "root": ${RESERVED}`, { engine: mysql, masterUsername: 'root' }],
  [`port is 80: ${PORT}`, { port: 80 }],
  [`port is 70000: ${PORT}`, { port: 70_000 }],
  [
    'parameters is {"rds.force_ssl":"0"}: connections always take TLS. Leave out \'rds.force_ssl\'',
    { parameters: { 'rds.force_ssl': '0' } },
  ],
  [
    'parameters is {"require_secure_transport":"OFF"}: connections always take TLS. Leave out ' +
      "'require_secure_transport'",
    { engine: mysql, parameters: { require_secure_transport: 'OFF' } },
  ],
  [
    'engine.version is "17.9": RDS upgrades minor versions by itself, and would refuse to go back to this one. ' +
      "Write '17'",
    { engine: DatabaseEngine.postgres({ version: rds.PostgresEngineVersion.VER_17_9 }) },
  ],
  [
    'engine.version is "8.4.8": RDS upgrades minor versions by itself, and would refuse to go back to this one. ' +
      "Write '8.4'",
    { engine: DatabaseEngine.mysql({ version: rds.MysqlEngineVersion.VER_8_4_8 }) },
  ],
  [
    'vpcSubnets (number of subnets) is 1: a subnet group needs subnets in two zones or more. Pass those of all ' +
      'zones, used yet or not',
    { vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED, availabilityZones: ['eu-west-1a'] } },
  ],
  [`rotation (days) is 0: ${ROTATION}`, every(Duration.days(0))],
  [`rotation (days) is 1001: ${ROTATION}`, every(Duration.days(1001))],
  [`rotation (days) is 1.5: ${ROTATION}`, every(Duration.hours(36))],
  [
    'instanceType is "z1d.large": its memory is not in our table, so that the alarm for memory has no threshold. Give ' +
      'alarmThresholds.freeMemoryMiB',
    { instanceType: new ec2.InstanceType('z1d.large'), alarmThresholds: { connections: 100 } },
  ],
  [
    'instanceType is "z1d.large": its memory is not in our table, so that the alarm for connections has no threshold. ' +
      'Give alarmThresholds.connections',
    { instanceType: new ec2.InstanceType('z1d.large'), alarmThresholds: { freeMemoryMiB: 100 } },
  ],
  ['alarmThresholds.cpuPercent is 101: give a percentage above 0, up to 100', { alarmThresholds: { cpuPercent: 101 } }],
  [`alarmThresholds.freeStorageGiB is 0: ${THRESHOLD}`, { alarmThresholds: { freeStorageGiB: 0 } }],
  [`alarmThresholds.freeMemoryMiB is 0: ${THRESHOLD}`, { alarmThresholds: { freeMemoryMiB: 0 } }],
  [`alarmThresholds.queueDepth is 0: ${THRESHOLD}`, { alarmThresholds: { queueDepth: 0 } }],
  [`alarmThresholds.queueDepth is 0: ${THRESHOLD}`, { alarmThresholds: { queueDepth: 0 } }],
  [
    'alarmThresholds.storageUsePercent is 101: give a percentage above 0, up to 100',
    { alarmThresholds: { storageUsePercent: 101 } },
  ],
  [`alarmThresholds.connections is -5: ${THRESHOLD}`, { alarmThresholds: { connections: -5 } }],
  [`alarmThresholds.replicaLag (seconds) is 0: ${THRESHOLD}`, { alarmThresholds: { replicaLag: Duration.seconds(0) } }],
])('%s', (message, props) => {
  expect(() => addDatabase(quickApp(), props)).toThrow(
    expect.objectContaining({ message: `ReplicatedDatabase at 'database/Database':\n  - ${message}` }),
  );
});

test('every failure is told at once', () => {
  expect(() => addDatabase(quickApp(), { port: 1, readReplicas: 99, storageGiB: 1 })).toThrow(
    /databaseName|port is 1: [^]*readReplicas is 99: [^]*storageGiB is 1: /,
  );
});

test('bounds are inclusive', () => {
  expect(() =>
    addDatabase(quickApp(), {
      readReplicas: 15,
      storageGiB: 100,
      maxStorageGiB: 111,
      backupRetention: Duration.days(35),
      port: 1150,
      databaseName: 'a'.repeat(63),
      masterUsername: 'a'.repeat(63),
      ...every(Duration.days(1000)),
    }),
  ).not.toThrow();
});

test('tokens are left to the deployment', () => {
  expect(() =>
    addDatabase(quickApp(), {
      databaseName: Token.asString({ Ref: 'Name' }),
      storageGiB: Token.asNumber({ Ref: 'Storage' }),
      maxStorageGiB: Token.asNumber({ Ref: 'MaxStorage' }),
      alarmThresholds: { freeStorageGiB: 2 },
    }),
  ).not.toThrow();
});

test('an instance type that only the deployment knows needs its threshold', () => {
  const instanceType = new ec2.InstanceType(Token.asString({ Ref: 'Type' }));
  expect(() => addDatabase(quickApp(), { instanceType })).toThrow(
    'instanceType is "a token": its memory is not in our table',
  );
});

test('an instance type that we do not know needs its thresholds alone', () => {
  expect(() =>
    addDatabase(quickApp(), {
      instanceType: new ec2.InstanceType('z1d.large'),
      alarmThresholds: { connections: 500, freeMemoryMiB: 100 },
    }),
  ).not.toThrow();
});
