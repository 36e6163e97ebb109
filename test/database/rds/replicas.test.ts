import { Match, Template } from 'aws-cdk-lib/assertions';
import { synthDatabase } from '../support';

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

describe('one after the other', () => {
  const byNumber = (count: number) =>
    Object.fromEntries(
      Object.entries(instances(synthDatabase({ readReplicas: count })))
        .filter(([, { Properties }]) => Properties.SourceDBInstanceIdentifier !== undefined)
        .map(([id, resource]) => [Number(/Replica(\d)/.exec(id)![1]), { id, ...resource }]),
    ) as Record<number, { id: string; Properties: object; DependsOn?: string[] }>;
  const five = byNumber(5);

  test('a change takes one replica at a time away: each waits for the one before', () => {
    for (const number of [2, 3, 4, 5]) expect(five[number].DependsOn).toEqual([five[number - 1].id]);
  });

  test('the first waits for the writer alone, by its reference', () => {
    expect(five[1].DependsOn).toBeUndefined();
    expect(JSON.stringify(five[1].Properties)).toContain('DatabaseWriter');
  });

  test.each([1, 2, 3, 4])('of %i replicas each is what it is of five, whether some come or go', (count) => {
    const fewer = byNumber(count);
    expect(Object.keys(fewer)).toHaveLength(count);
    for (const number of Object.keys(fewer).map(Number)) expect(fewer[number]).toEqual(five[number]);
  });
});

test('a writer is told from its replicas by its own storage', () => {
  synthDatabase({ readReplicas: 2 }).resourcePropertiesCountIs('AWS::RDS::DBInstance', WRITER, 1);
});
