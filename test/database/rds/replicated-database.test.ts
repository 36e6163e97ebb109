import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Availability } from '../../../lib/database/rds/availability';
import { DatabaseEngine } from '../../../lib/database/rds/database-engine';
import { Protection } from '../../../lib/protection/protection';
import { addDatabase, quickApp, synthDatabase } from '../support';

describe('by default', () => {
  const template = synthDatabase();

  test('every property that CloudFormation cannot change in place has its final value', () => {
    template.hasResourceProperties('AWS::RDS::DBInstance', {
      DBName: 'app',
      DBSubnetGroupName: { Ref: Match.stringLikeRegexp('SubnetGroup') },
      Engine: 'postgres',
      KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('Key'), 'Arn'] },
      MasterUsername: 'app_owner',
      Port: '5432',
      StorageEncrypted: true,
      StorageType: 'gp3',
      AvailabilityZone: Match.absent(),
      DBInstanceIdentifier: Match.absent(),
      PerformanceInsightsKMSKeyId: Match.absent(),
    });
  });

  test('it is one small Graviton instance that runs itself', () => {
    template.resourceCountIs('AWS::RDS::DBInstance', 1);
    template.hasResourceProperties('AWS::RDS::DBInstance', {
      AllocatedStorage: '20',
      AutoMinorVersionUpgrade: true,
      BackupRetentionPeriod: 7,
      CACertificateIdentifier: 'rds-ca-rsa2048-g1',
      CopyTagsToSnapshot: true,
      DBInstanceClass: 'db.t4g.small',
      DatabaseInsightsMode: 'standard',
      EnableCloudwatchLogsExports: ['postgresql', 'upgrade'],
      EnableIAMDatabaseAuthentication: false,
      EnablePerformanceInsights: true,
      EngineVersion: '17',
      MaxAllocatedStorage: 200,
      MultiAZ: false,
      PerformanceInsightsRetentionPeriod: 7,
      PreferredBackupWindow: '03:00-04:00',
      PreferredMaintenanceWindow: 'sun:04:30-sun:05:30',
      PubliclyAccessible: false,
    });
  });

  test('it is protected from deletion, and stays with all that it needs when its stack goes', () => {
    template.hasResourceProperties('AWS::RDS::DBInstance', { DeletionProtection: true, DeleteAutomatedBackups: false });
    for (const type of [
      'AWS::RDS::DBInstance',
      'AWS::KMS::Key',
      'AWS::SecretsManager::Secret',
      'AWS::RDS::DBSubnetGroup',
      'AWS::RDS::DBParameterGroup',
      'AWS::EC2::SecurityGroup',
    ]) {
      template.allResources(type, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    }
  });

  test('its key can follow the data to another Region', () => {
    template.hasResourceProperties('AWS::KMS::Key', { MultiRegion: true, EnableKeyRotation: true });
  });

  test('its password has 32 letters and digits, and its secret has no name of its own', () => {
    template.hasResourceProperties('AWS::SecretsManager::Secret', {
      Name: Match.absent(),
      GenerateSecretString: {
        SecretStringTemplate: '{"username":"app_owner"}',
        GenerateStringKey: 'password',
        PasswordLength: 32,
        ExcludePunctuation: true,
        IncludeSpace: false,
      },
    });
  });

  test('it takes connections over TLS alone', () => {
    template.hasResourceProperties('AWS::RDS::DBParameterGroup', {
      Family: 'postgres17',
      Description: 'Parameters of the database',
      Parameters: { 'rds.force_ssl': '1', log_min_duration_statement: '1000' },
    });
  });

  test('its subnet group has the subnets of all zones', () => {
    template.hasResourceProperties('AWS::RDS::DBSubnetGroup', {
      DBSubnetGroupDescription: 'Subnets of the database',
      SubnetIds: ['subnet-0123456789abcde21', 'subnet-0123456789abcde22', 'subnet-0123456789abcde23'],
    });
  });

  test('nobody reaches it', () => {
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      GroupDescription: 'Database: open to the security groups of its consumers',
      SecurityGroupIngress: Match.absent(),
    });
  });

  test('its logs stay a month', () => {
    template.resourceCountIs('Custom::LogRetention', 2);
    template.allResourcesProperties('Custom::LogRetention', { RetentionInDays: 30 });
  });

  test('nothing rotates, and no macro is needed', () => {
    template.resourceCountIs('AWS::SecretsManager::RotationSchedule', 0);
    expect(template.toJSON().Transform).toBeUndefined();
  });
});

describe('MySQL', () => {
  const template = synthDatabase({ engine: DatabaseEngine.mysql() });

  test('takes connections over TLS alone, and logs slow statements to CloudWatch', () => {
    template.hasResourceProperties('AWS::RDS::DBParameterGroup', {
      Family: 'mysql8.4',
      Parameters: { require_secure_transport: 'ON', slow_query_log: '1', long_query_time: '1', log_output: 'FILE' },
    });
    template.hasResourceProperties('AWS::RDS::DBInstance', {
      Engine: 'mysql',
      EngineVersion: '8.4',
      Port: '3306',
      EnableCloudwatchLogsExports: ['error', 'slowquery'],
    });
  });

  test('has no Database Insights on a class that cannot have them, and has them from medium up', () => {
    template.hasResourceProperties('AWS::RDS::DBInstance', {
      EnablePerformanceInsights: false,
      DatabaseInsightsMode: Match.absent(),
      PerformanceInsightsRetentionPeriod: Match.absent(),
    });
    synthDatabase({
      engine: DatabaseEngine.mysql(),
      instanceType: new ec2.InstanceType('t4g.medium'),
    }).hasResourceProperties('AWS::RDS::DBInstance', {
      EnablePerformanceInsights: true,
      DatabaseInsightsMode: 'standard',
      PerformanceInsightsKMSKeyId: Match.absent(),
    });
  });
});

describe('what a user sets', () => {
  test('reaches the instance', () => {
    const template = synthDatabase({
      engine: DatabaseEngine.postgres({ version: rds.PostgresEngineVersion.VER_18 }),
      databaseName: 'cars',
      masterUsername: 'cars_owner',
      port: 6432,
      instanceType: new ec2.InstanceType('r8g.large'),
      availability: Availability.multiAz(),
      storageGiB: 100,
      maxStorageGiB: 500,
      backupRetention: Duration.days(35),
      backupWindow: '23:30-00:30',
      maintenanceWindow: 'mon:02:00-mon:03:00',
      allowMajorVersionUpgrade: true,
      parameters: { log_min_duration_statement: '250', 'pg_stat_statements.track': 'ALL' },
      logRetention: logs.RetentionDays.THREE_MONTHS,
    });
    template.hasResourceProperties('AWS::RDS::DBInstance', {
      AllocatedStorage: '100',
      AllowMajorVersionUpgrade: true,
      BackupRetentionPeriod: 35,
      DBInstanceClass: 'db.r8g.large',
      DBName: 'cars',
      EngineVersion: '18',
      MasterUsername: 'cars_owner',
      MaxAllocatedStorage: 500,
      MultiAZ: true,
      Port: '6432',
      PreferredBackupWindow: '23:30-00:30',
      PreferredMaintenanceWindow: 'mon:02:00-mon:03:00',
    });
    template.hasResourceProperties('AWS::RDS::DBParameterGroup', {
      Family: 'postgres18',
      Parameters: { 'rds.force_ssl': '1', log_min_duration_statement: '250', 'pg_stat_statements.track': 'ALL' },
    });
    template.allResourcesProperties('Custom::LogRetention', { RetentionInDays: 90 });
  });

  test('a key of the user replaces the own one', () => {
    const app = quickApp();
    const key = kms.Key.fromKeyArn(new Stack(app, 'keys'), 'Key', 'arn:aws:kms:eu-west-1:123456789012:key/mrk-1');
    const database = addDatabase(app, { encryptionKey: key });
    const template = Template.fromStack(Stack.of(database));

    expect(database.encryptionKey).toBe(key);
    template.resourceCountIs('AWS::KMS::Key', 0);
    template.hasResourceProperties('AWS::RDS::DBInstance', { KmsKeyId: key.keyArn });
  });

  test('an explicit undefined leaves the safe defaults', () => {
    const template = synthDatabase({
      backupRetention: undefined,
      protection: undefined,
      encryptionKey: undefined,
      readReplicas: undefined,
      parameters: undefined,
    });
    expect(template.toJSON()).toEqual(synthDatabase().toJSON());
  });

  test('without protection a last snapshot is left, and nothing else', () => {
    const template = synthDatabase({ protection: Protection.off({ reason: 'a preview environment' }) });

    template.hasResource('AWS::RDS::DBInstance', {
      DeletionPolicy: 'Snapshot',
      UpdateReplacePolicy: 'Snapshot',
      Properties: { DeletionProtection: false, DeleteAutomatedBackups: true },
    });
    template.allResources('AWS::SecretsManager::Secret', { DeletionPolicy: 'Delete' });
    template.allResources('AWS::KMS::Key', { DeletionPolicy: 'Delete' });
  });

  test('the largest storage needs no limit of its own', () => {
    synthDatabase({ storageGiB: 8000 }).hasResourceProperties('AWS::RDS::DBInstance', { MaxAllocatedStorage: 65_536 });
  });
});
