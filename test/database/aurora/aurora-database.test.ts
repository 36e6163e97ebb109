import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import { AuroraBacktrack } from '../../../lib/database/aurora/aurora-backtrack';
import { AuroraCapacity } from '../../../lib/database/aurora/aurora-capacity';
import { AuroraEngine } from '../../../lib/database/aurora/aurora-engine';
import { AuroraStorage } from '../../../lib/database/aurora/aurora-storage';
import { Protection } from '../../../lib/protection/protection';
import { quickApp, synthDatabase } from '../support';
import { addAurora, only, provisioned, rotateMonthly, synthAurora } from './aurora-support';

const CLUSTER = 'AWS::RDS::DBCluster';
const INSTANCE = 'AWS::RDS::DBInstance';

describe('by default', () => {
  const template = synthAurora();

  test('every property that CloudFormation cannot change in place has its final value', () => {
    template.hasResourceProperties(CLUSTER, {
      DatabaseName: 'app',
      DBSubnetGroupName: { Ref: Match.stringLikeRegexp('SubnetGroup') },
      Engine: 'aurora-postgresql',
      KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('Key'), 'Arn'] },
      MasterUsername: 'app_owner',
      StorageEncrypted: true,
      AvailabilityZones: Match.absent(),
      DBClusterIdentifier: Match.absent(),
      EngineMode: Match.absent(),
      GlobalClusterIdentifier: Match.absent(),
      PerformanceInsightsKmsKeyId: Match.absent(),
      PubliclyAccessible: Match.absent(),
    });
  });

  test('it is one serverless writer that runs itself', () => {
    template.hasResourceProperties(CLUSTER, {
      AutoMinorVersionUpgrade: true,
      BackupRetentionPeriod: 7,
      BacktrackWindow: Match.absent(),
      CopyTagsToSnapshot: true,
      DatabaseInsightsMode: 'standard',
      EnableCloudwatchLogsExports: ['postgresql'],
      EnableIAMDatabaseAuthentication: false,
      EngineVersion: '17',
      PerformanceInsightsEnabled: true,
      PerformanceInsightsRetentionPeriod: 7,
      Port: 5432,
      PreferredBackupWindow: '03:00-04:00',
      PreferredMaintenanceWindow: 'sun:04:30-sun:05:30',
      ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 16, SecondsUntilAutoPause: Match.absent() },
      StorageType: 'aurora',
    });
    expect(only(template, INSTANCE).Properties).toEqual({
      AutoMinorVersionUpgrade: true,
      AvailabilityZone: 'eu-west-1a',
      CACertificateIdentifier: 'rds-ca-rsa2048-g1',
      DBClusterIdentifier: { Ref: expect.stringMatching(/^DatabaseCluster/) as string },
      DBInstanceClass: 'db.serverless',
      EnablePerformanceInsights: true,
      Engine: 'aurora-postgresql',
      PerformanceInsightsRetentionPeriod: 7,
      PreferredMaintenanceWindow: 'sun:04:30-sun:05:30',
      PromotionTier: 0,
      PubliclyAccessible: false,
    });
  });

  test('it is protected from deletion, and stays with all that it needs when its stack goes', () => {
    template.hasResourceProperties(CLUSTER, { DeletionProtection: true, DeleteAutomatedBackups: false });
    for (const type of [
      CLUSTER,
      'AWS::KMS::Key',
      'AWS::SecretsManager::Secret',
      'AWS::RDS::DBSubnetGroup',
      'AWS::RDS::DBClusterParameterGroup',
      'AWS::EC2::SecurityGroup',
    ]) {
      template.allResources(type, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    }
    template.allResources(INSTANCE, { DeletionPolicy: 'Retain' });
  });

  test('what stands around it is the same as around a database on RDS', () => {
    const rdsTemplate = synthDatabase();
    for (const type of [
      'AWS::KMS::Key',
      'AWS::SecretsManager::Secret',
      'AWS::RDS::DBSubnetGroup',
      'AWS::EC2::SecurityGroup',
    ]) {
      expect(template.findResources(type)).toEqual(rdsTemplate.findResources(type));
    }
  });

  test('it takes connections over TLS alone', () => {
    template.hasResourceProperties('AWS::RDS::DBClusterParameterGroup', {
      Family: 'aurora-postgresql17',
      Description: 'Parameters of the database',
      Parameters: { 'rds.force_ssl': '1', log_min_duration_statement: '1000' },
    });
    template.resourceCountIs('AWS::RDS::DBParameterGroup', 0);
  });

  test('the secret is attached once the writer answers', () => {
    const [attachment] = Object.values(template.findResources('AWS::SecretsManager::SecretTargetAttachment'));
    expect(attachment.Properties).toMatchObject({
      TargetType: 'AWS::RDS::DBCluster',
      TargetId: { Ref: expect.stringMatching(/^DatabaseCluster/) as string },
    });
    expect(attachment.DependsOn).toEqual([expect.stringMatching(/^DatabaseWriter/)]);
  });

  test('its logs stay a month', () => {
    expect(only(template, 'Custom::LogRetention').Properties).toMatchObject({
      LogGroupName: { 'Fn::Join': ['', ['/aws/rds/cluster/', { Ref: expect.any(String) as string }, '/postgresql']] },
      RetentionInDays: 30,
    });
  });
});

test('MySQL takes connections over TLS alone, and logs slow statements to CloudWatch', () => {
  const template = synthAurora({ engine: AuroraEngine.mysql() });
  template.hasResourceProperties('AWS::RDS::DBClusterParameterGroup', {
    Family: 'aurora-mysql8.0',
    Parameters: { require_secure_transport: 'ON', slow_query_log: '1', long_query_time: '1', log_output: 'FILE' },
  });
  template.hasResourceProperties(CLUSTER, {
    Engine: 'aurora-mysql',
    EngineVersion: '8.0',
    Port: 3306,
    EnableCloudwatchLogsExports: ['error', 'slowquery'],
  });
});

test('a pinned minor version is upgraded by deployments alone', () => {
  const template = synthAurora({
    engine: AuroraEngine.postgres({ version: rds.AuroraPostgresEngineVersion.VER_17_7 }),
  });
  template.hasResourceProperties(CLUSTER, { EngineVersion: '17.7', AutoMinorVersionUpgrade: false });
  template.hasResourceProperties(INSTANCE, { AutoMinorVersionUpgrade: false });
});

test.each([
  ['mysql', 't3.medium', false],
  ['mysql', 't4g.medium', true],
  ['postgres', 't3.medium', true],
] as const)('Database Insights on %s and %s: %s', (engine, type, on) => {
  const template = synthAurora({
    engine: AuroraEngine[engine](),
    capacity: AuroraCapacity.provisioned({ instanceType: new ec2.InstanceType(type) }),
  });
  template.hasResourceProperties(INSTANCE, { EnablePerformanceInsights: on });
  template.hasResourceProperties(CLUSTER, {
    PerformanceInsightsEnabled: on,
    DatabaseInsightsMode: on ? 'standard' : Match.absent(),
  });
});

test.each([
  [undefined, 300],
  [Duration.hours(2), 7200],
])('a database without connections pauses after %s', (pauseAfter, SecondsUntilAutoPause) => {
  synthAurora({ capacity: AuroraCapacity.serverless({ minAcu: 0, maxAcu: 4, pauseAfter }) }).hasResourceProperties(
    CLUSTER,
    { ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 4, SecondsUntilAutoPause } },
  );
});

test('what a user sets reaches the cluster', () => {
  const app = quickApp();
  const key = kms.Key.fromKeyArn(new Stack(app, 'keys'), 'Key', 'arn:aws:kms:eu-west-1:123456789012:key/mrk-1');
  const database = addAurora(app, {
    engine: AuroraEngine.mysql(),
    capacity: provisioned,
    storage: AuroraStorage.ioOptimized(),
    backtrack: AuroraBacktrack.window(Duration.hours(48)),
    databaseName: 'cars',
    masterUsername: 'cars_owner',
    port: 6432,
    encryptionKey: key,
    iamAuthentication: true,
    backupRetention: Duration.days(35),
    backupWindow: '23:30-00:30',
    maintenanceWindow: 'mon:02:00-mon:03:00',
    parameters: { long_query_time: '5', max_connections: '3000' },
  });
  const template = Template.fromStack(Stack.of(database));

  expect(database.encryptionKey).toBe(key);
  template.resourceCountIs('AWS::KMS::Key', 0);
  template.hasResourceProperties(CLUSTER, {
    BacktrackWindow: 172_800,
    BackupRetentionPeriod: 35,
    DatabaseName: 'cars',
    EnableIAMDatabaseAuthentication: true,
    KmsKeyId: key.keyArn,
    MasterUsername: 'cars_owner',
    Port: 6432,
    PreferredBackupWindow: '23:30-00:30',
    PreferredMaintenanceWindow: 'mon:02:00-mon:03:00',
    ServerlessV2ScalingConfiguration: Match.absent(),
    StorageType: 'aurora-iopt1',
  });
  template.hasResourceProperties(INSTANCE, { DBInstanceClass: 'db.r8g.large' });
  template.hasResourceProperties('AWS::RDS::DBClusterParameterGroup', {
    Parameters: Match.objectLike({ long_query_time: '5', max_connections: '3000', require_secure_transport: 'ON' }),
  });
});

test('an explicit undefined leaves the safe defaults', () => {
  const unset = {
    readers: undefined,
    storage: undefined,
    source: undefined,
    protection: undefined,
    parameters: undefined,
  };
  expect(synthAurora(unset).toJSON()).toEqual(synthAurora().toJSON());
});

test('without protection a last snapshot is left, and nothing else', () => {
  const template = synthAurora({ protection: Protection.off({ reason: 'a preview environment' }) });

  template.hasResource(CLUSTER, {
    DeletionPolicy: 'Snapshot',
    UpdateReplacePolicy: 'Snapshot',
    Properties: { DeletionProtection: false, DeleteAutomatedBackups: true },
  });
  template.allResources(INSTANCE, { DeletionPolicy: 'Delete' });
  template.allResources('AWS::SecretsManager::Secret', { DeletionPolicy: 'Delete' });
});

test('the password rotates by the same function as on RDS', () => {
  const template = synthAurora(rotateMonthly);
  template.hasResourceProperties('AWS::SecretsManager::RotationSchedule', {
    RotationRules: { AutomaticallyAfterDays: 30 },
    RotateImmediatelyOnUpdate: false,
    SecretId: { Ref: Match.stringLikeRegexp('SecretAttachment') },
  });
  expect(addAurora(quickApp(), rotateMonthly).rotationFunction).toBeDefined();
});
