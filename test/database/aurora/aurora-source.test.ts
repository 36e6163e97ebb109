import { ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { AuroraEngine } from '../../../lib/database/aurora/aurora-engine';
import { GlobalMembership } from '../../../lib/database/aurora/aurora-global-membership';
import { AuroraReaders } from '../../../lib/database/aurora/aurora-readers';
import { AuroraSource } from '../../../lib/database/aurora/aurora-source';
import { impacts, quickApp } from '../support';
import { addAurora, AuroraTestProps, only, provisioned, rotateMonthly, synthAurora } from './aurora-support';

const CLUSTER = 'AWS::RDS::DBCluster';
const INSTANCE_ARN = 'arn:aws:rds:eu-west-1:123456789012:db:cars';
const SNAPSHOT_ARN = 'arn:aws:rds:eu-west-1:123456789012:snapshot:cars';
const engine = AuroraEngine.postgres({ version: rds.AuroraPostgresEngineVersion.VER_17_7 });
/** With what comes from the source, nothing is named in the template. */
const UNNAMED = { DatabaseName: Match.absent(), MasterUsername: Match.absent() };
const PASSWORD = Match.objectLike({ 'Fn::Join': Match.anyValue() });

describe('a database begins with', () => {
  test.each<[string, AuroraSource, Record<string, unknown>]>([
    ['a snapshot', AuroraSource.snapshot(SNAPSHOT_ARN), { SnapshotIdentifier: SNAPSHOT_ARN }],
    [
      'a clone',
      AuroraSource.cloneOf('original'),
      {
        SourceDBClusterIdentifier: 'original',
        RestoreType: 'copy-on-write',
        UseLatestRestorableTime: true,
        RestoreToTime: Match.absent(),
      },
    ],
    [
      'a point in time',
      AuroraSource.pointInTime('original', '2026-03-31T09:30:00Z'),
      {
        SourceDBClusterIdentifier: 'original',
        RestoreType: 'full-copy',
        RestoreToTime: '2026-03-31T09:30:00Z',
        UseLatestRestorableTime: Match.absent(),
      },
    ],
  ])('%s, and the password of its own secret', (_, source, properties) => {
    synthAurora({ source }).hasResourceProperties(CLUSTER, {
      ...UNNAMED,
      ...properties,
      MasterUserPassword: PASSWORD,
      StorageEncrypted: true,
    });
  });

  test('an RDS instance that it follows, whose user and password it has', () => {
    synthAurora({ engine, source: AuroraSource.replicaOf(INSTANCE_ARN) }).hasResourceProperties(CLUSTER, {
      ...UNNAMED,
      ReplicationSourceIdentifier: INSTANCE_ARN,
      MasterUserPassword: Match.absent(),
      StorageEncrypted: true,
    });
  });
});

test('once it is promoted, the cluster is updated in place: no source any more, and the password of the secret', () => {
  const follows = synthAurora({ engine, source: AuroraSource.replicaOf(INSTANCE_ARN) });
  const promoted = synthAurora({ engine, source: AuroraSource.promotedReplica() });

  expect(impacts(follows, promoted)).toEqual([
    expect.objectContaining({
      type: CLUSTER,
      impact: ResourceImpact.WILL_UPDATE,
      properties: ['MasterUserPassword', 'ReplicationSourceIdentifier'],
    }),
  ]);
});

test('and then it grows as any other', () => {
  const promoted: AuroraTestProps = { engine, source: AuroraSource.promotedReplica() };
  const grown: AuroraTestProps = {
    ...promoted,
    ...rotateMonthly,
    capacity: provisioned,
    readers: AuroraReaders.scaled({ min: 2, max: 4 }),
  };
  const faults = impacts(synthAurora(promoted), synthAurora(grown)).filter(
    ({ impact }) => ![ResourceImpact.WILL_CREATE, ResourceImpact.WILL_UPDATE].includes(impact),
  );
  expect(faults).toEqual([]);
});

test('to forget that it was promoted would replace it', () => {
  const changes = impacts(synthAurora({ engine, source: AuroraSource.promotedReplica() }), synthAurora({ engine }));
  expect(changes.find(({ type }) => type === CLUSTER)).toMatchObject({ impact: ResourceImpact.WILL_REPLACE });
});

describe('a global database', () => {
  const secondary = (props: AuroraTestProps = {}) => {
    const app = quickApp();
    const secret = secretsmanager.Secret.fromSecretCompleteArn(
      new Stack(app, 'secrets'),
      'Secret',
      'arn:aws:secretsmanager:eu-west-1:123456789012:secret:cars-AbCdEf',
    );
    const globalMembership = GlobalMembership.secondary({ globalClusterIdentifier: 'cars', secret });
    return { database: addAurora(app, { capacity: provisioned, globalMembership, ...props }), secret };
  };

  test('is made around a primary, which is not touched', () => {
    const alone = synthAurora({ capacity: provisioned });
    const primary = synthAurora({ capacity: provisioned, globalMembership: GlobalMembership.primary('cars') });

    expect(impacts(alone, primary)).toEqual([
      expect.objectContaining({ type: 'AWS::RDS::GlobalCluster', impact: ResourceImpact.WILL_CREATE }),
    ]);
    expect(only(primary, 'AWS::RDS::GlobalCluster')).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: {
        GlobalClusterIdentifier: 'cars',
        SourceDBClusterIdentifier: { 'Fn::GetAtt': [expect.stringMatching(/^DatabaseCluster/), 'DBClusterArn'] },
        DeletionProtection: true,
      },
    });
  });

  test('gives a secondary its data, its users and its secret', () => {
    const { database, secret } = secondary();
    const template = Template.fromStack(Stack.of(database));

    template.hasResourceProperties(CLUSTER, {
      ...UNNAMED,
      GlobalClusterIdentifier: 'cars',
      MasterUserPassword: Match.absent(),
    });
    template.resourceCountIs('AWS::SecretsManager::Secret', 0);
    template.resourceCountIs('AWS::SecretsManager::SecretTargetAttachment', 0);
    expect(database.secret).toBe(secret);
  });

  test('lets a secondary go in place, which then has a secret of its own', () => {
    const before = Template.fromStack(Stack.of(secondary().database));
    const after = synthAurora({ capacity: provisioned, globalMembership: GlobalMembership.detached() });

    const changes = impacts(before, after);
    expect(changes.map(({ impact }) => impact)).not.toContain(ResourceImpact.WILL_REPLACE);
    expect(changes.find(({ type }) => type === CLUSTER)!.properties).toEqual([
      'GlobalClusterIdentifier',
      'MasterUserPassword',
    ]);
    after.resourceCountIs('AWS::SecretsManager::Secret', 1);
  });
});
