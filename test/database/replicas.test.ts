import { Match, Template } from 'aws-cdk-lib/assertions';
import { synthDatabase } from './support';

const WRITER = Match.objectLike({ AllocatedStorage: Match.anyValue() });
const instances = (template: Template) => template.findResources('AWS::RDS::DBInstance');
const writerOf = (template: Template) =>
  Object.values(instances(template)).find((each) => each.Properties.AllocatedStorage !== undefined)!;
const replicasOf = (template: Template) =>
  Object.values(instances(template)).filter((each) => each.Properties.SourceDBInstanceIdentifier !== undefined);

describe('read replicas', () => {
  const template = synthDatabase({ readReplicas: 4 });
  const replicas = replicasOf(template);

  test('copy the writer, in its subnets, group and parameters', () => {
    expect(replicas).toHaveLength(4);
    const writer = writerOf(template).Properties;
    for (const { Properties } of replicas) {
      for (const property of [
        'DBInstanceClass',
        'DBParameterGroupName',
        'DBSubnetGroupName',
        'VPCSecurityGroups',
        'CACertificateIdentifier',
        'EnableCloudwatchLogsExports',
        'MaxAllocatedStorage',
        'Port',
        'StorageType',
      ]) {
        expect(Properties[property]).toEqual(writer[property]);
      }
    }
  });

  test('take from their source what CloudFormation wants left out', () => {
    for (const { Properties } of replicas) {
      for (const property of [
        'AllocatedStorage',
        'BackupRetentionPeriod',
        'DBName',
        'Engine',
        'EngineVersion',
        'KmsKeyId',
        'MasterUsername',
        'MasterUserPassword',
        'StorageEncrypted',
      ]) {
        expect(Properties).not.toHaveProperty(property);
      }
    }
  });

  test('go to the next zone each', () => {
    expect(replicas.map(({ Properties }) => Properties.AvailabilityZone)).toEqual([
      'eu-west-1a',
      'eu-west-1b',
      'eu-west-1c',
      'eu-west-1a',
    ]);
  });

  test('are transient', () => {
    for (const replica of replicas) {
      expect(replica).toMatchObject({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
      expect(replica.Properties.DeletionProtection).toBe(false);
    }
  });
});

test('a writer is told from its replicas by its own storage', () => {
  synthDatabase({ readReplicas: 2 }).resourcePropertiesCountIs('AWS::RDS::DBInstance', WRITER, 1);
});
