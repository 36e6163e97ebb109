import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { DatabaseEngine } from '../../../lib/database/rds/database-engine';
import { ReplicatedDatabase } from '../../../lib/database/rds/replicated-database';
import { CredentialsRotation } from '../../../lib/database/shared/credentials-rotation';
import { Network } from '../../../lib/network/network';
import { ENV, quickApp, synthDatabase } from '../support';

const WRITER = Match.objectLike({ AllocatedStorage: Match.anyValue() });
const instances = (template: Template) => template.findResources('AWS::RDS::DBInstance');
const writerOf = (template: Template) =>
  Object.values(instances(template)).find((each) => each.Properties.AllocatedStorage !== undefined)!;
const replicasOf = (template: Template) =>
  Object.values(instances(template)).filter((each) => each.Properties.SourceDBInstanceIdentifier !== undefined);

describe('read replicas', () => {
  const template = synthDatabase({ readReplicas: 4 });
  const replicas = replicasOf(template);

  test('copy the writer, in its subnets and group', () => {
    expect(replicas).toHaveLength(4);
    const writer = writerOf(template).Properties;
    for (const { Properties } of replicas) {
      for (const property of [
        'DBInstanceClass',
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

describe('zones of replicas', () => {
  const inStacks = (app: App, databaseStack: (network: Stack) => Stack, replicaZones?: string[]) => {
    const home = new Stack(app, 'network', { env: ENV });
    const { vpc, allIsolatedSubnets } = new Network(home, 'Network');
    const stack = databaseStack(home);
    new ReplicatedDatabase(stack, 'Database', {
      vpc,
      vpcSubnets: allIsolatedSubnets,
      engine: DatabaseEngine.postgres(),
      rotation: CredentialsRotation.off('no way out of the VPC yet'),
      readReplicas: 2,
      replicaZones,
    });
    return replicasOf(Template.fromStack(stack));
  };
  const apart = (app: App) => () => new Stack(app, 'database', { env: ENV });
  const zonesOf = (replicas: ReturnType<typeof replicasOf>) =>
    replicas.map(({ Properties }): unknown => Properties.AvailabilityZone);
  const DECLARED = 'cdk-scaling-patterns:may-be-replaced';

  test('are left to RDS where another stack would say them, and the change from a pinned zone is declared', () => {
    const app = quickApp();
    const replicas = inStacks(app, apart(app));
    expect(zonesOf(replicas)).toEqual([undefined, undefined]);
    for (const { Metadata } of replicas) expect(Metadata[DECLARED]).toMatch(/holds no data of its own/);
  });

  test('are those of the subnets in the same stack', () => {
    const replicas = inStacks(quickApp(), (home) => home);
    expect(zonesOf(replicas)).toEqual(
      [1, 2].map((zone) => ({
        'Fn::GetAtt': [expect.stringMatching(new RegExp(`^NetworkPublicSubnet${zone}`)), 'AvailabilityZone'],
      })),
    );
    for (const { Metadata } of replicas) expect(Metadata?.[DECLARED]).toBeUndefined();
  });

  test('are those that are given', () => {
    const app = quickApp();
    const zones = ['eu-west-1c', 'eu-west-1a'];
    expect(zonesOf(inStacks(app, apart(app), zones))).toEqual(zones);
  });
});

describe('parameters of replicas', () => {
  const groups = (template: Template) =>
    Object.fromEntries(
      Object.entries(template.findResources('AWS::RDS::DBParameterGroup')).map(([id, { Properties }]) => [
        id.replace(/^Database|[0-9A-F]{8}$/g, ''),
        Properties.Parameters as Record<string, string>,
      ]),
    );

  test('let the writer of PostgreSQL grow first: they take more connections and workers than it', () => {
    const template = synthDatabase({ readReplicas: 2, parameters: { work_mem: '8192' } });
    const { ParameterGroup: writers, ReplicaParameterGroup: replicas } = groups(template);
    expect(replicas).toEqual({
      ...writers,
      max_connections: 'LEAST({DBInstanceClassMemory/953139},5000)',
      max_worker_processes: '256',
    });
    expect(writers.work_mem).toBe('8192');
    for (const { Properties } of replicasOf(template)) {
      expect(Properties.DBParameterGroupName).toEqual({
        Ref: expect.stringMatching(/^DatabaseReplicaParameterGroup/),
      });
    }
  });

  test('keep a number of connections that somebody chose', () => {
    const chosen = { max_connections: '400' };
    expect(groups(synthDatabase({ readReplicas: 1, parameters: chosen })).ReplicaParameterGroup).toMatchObject(chosen);
  });

  test('are those of the writer on MySQL, and are not there without replicas', () => {
    const mysql = synthDatabase({ readReplicas: 1, engine: DatabaseEngine.mysql() });
    expect(Object.keys(groups(mysql))).toEqual(['ParameterGroup']);
    expect(Object.keys(groups(synthDatabase()))).toEqual(['ParameterGroup']);
  });
});

describe('figures of the storage', () => {
  const figures = (properties: Record<string, unknown>) =>
    ['AllocatedStorage', 'Iops', 'StorageThroughput'].map((name) => properties[name]);

  test.each([
    ['small storage has none', {}, ['20', undefined, undefined], [undefined, undefined, undefined]],
    [
      'striped storage says what comes with its size, and replicas inherit that',
      { storageGiB: 400 },
      ['400', 12_000, 500],
      [undefined, undefined, undefined],
    ],
    [
      'more than that is said of each instance',
      { storageGiB: 400, storageIops: 20_000 },
      ['400', 20_000, 500],
      [undefined, 20_000, 500],
    ],
  ])('%s', (_, props, writer, replica) => {
    const template = synthDatabase({ ...props, readReplicas: 1 });
    expect(figures(writerOf(template).Properties)).toEqual(writer);
    expect(figures(replicasOf(template)[0].Properties)).toEqual(replica);
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
