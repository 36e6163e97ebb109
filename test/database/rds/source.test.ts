import { App, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import { DatabaseEngine } from '../../../lib/database/rds/database-engine';
import { DatabaseSource } from '../../../lib/database/rds/database-source';
import { policyFindings } from '../../support/growth';
import {
  addDatabase,
  buildDatabase,
  ENV,
  impacts,
  quickApp,
  rotateMonthly,
  synthDatabase,
  TestProps,
} from '../support';

const KEY_ARN = 'arn:aws:kms:eu-west-1:123456789012:key/mrk-0123456789abcdef0123456789abcdef';
const BACKUP_ARN = 'arn:aws:rds:eu-west-1:123456789012:auto-backup:ab-l2ijcexjp7xq7hoj4siexample';
const RESOURCE_ID = 'db-L2IJCEXJP7XQ7HOJ4SIEXAMPLE';

const from = (source: DatabaseSource): TestProps => ({
  source,
  encryptionKey: kms.Key.fromKeyArn(new Stack(new App(), 'Keys'), 'Key', KEY_ARN),
});

test('an empty database is what there was before there were sources', () => {
  expect(synthDatabase({ source: DatabaseSource.empty() }).toJSON()).toEqual(synthDatabase().toJSON());
});

const LATEST = { UseLatestRestorableTime: true, RestoreTime: Match.absent() };
const THEN = { UseLatestRestorableTime: Match.absent(), RestoreTime: '2026-03-31T09:30:00Z' };
const at = { at: '2026-03-31T09:30:00Z' };

describe.each<[string, DatabaseSource, object]>([
  ['a snapshot', DatabaseSource.snapshot('before-launch'), { DBSnapshotIdentifier: 'before-launch' }],
  ['the latest moment', DatabaseSource.pointInTime(RESOURCE_ID), { SourceDbiResourceId: RESOURCE_ID, ...LATEST }],
  ['a moment', DatabaseSource.pointInTime(RESOURCE_ID, at), { SourceDbiResourceId: RESOURCE_ID, ...THEN }],
  ['a copy', DatabaseSource.backupCopy(BACKUP_ARN), { SourceDBInstanceAutomatedBackupsArn: BACKUP_ARN, ...LATEST }],
  [
    'a moment of a copy',
    DatabaseSource.backupCopy(BACKUP_ARN, at),
    { SourceDBInstanceAutomatedBackupsArn: BACKUP_ARN, ...THEN },
  ],
])('from %s', (_, source, properties) => {
  const template = synthDatabase(from(source));

  test('comes what the backup has, and nothing that CloudFormation refuses beside it', () => {
    template.hasResourceProperties('AWS::RDS::DBInstance', {
      ...properties,
      DBName: Match.absent(),
      KmsKeyId: Match.absent(),
      MasterUsername: Match.absent(),
      StorageEncrypted: Match.absent(),
      SourceDBInstanceIdentifier: Match.absent(),
    });
  });

  test('comes a database with the password of its own secret, protected and backed up', () => {
    template.hasResource('AWS::RDS::DBInstance', {
      DeletionPolicy: 'Retain',
      Properties: {
        MasterUserPassword: Match.anyValue(),
        DeletionProtection: true,
        BackupRetentionPeriod: 7,
        Engine: 'postgres',
      },
    });
  });
});

test('it grows in place as any other', () => {
  const small = from(DatabaseSource.snapshot('before-launch'));
  const changes = impacts(synthDatabase(small), synthDatabase({ ...small, ...rotateMonthly, readReplicas: 2 }));
  expect(new Set(changes.map(({ impact }) => impact))).toEqual(new Set(['WILL_CREATE']));
});

test('its logical ID is the same, and a change of it is what the specification calls a replacement', () => {
  const [writer] = impacts(synthDatabase(), synthDatabase(from(DatabaseSource.snapshot('before-launch')))).filter(
    ({ type }) => type === 'AWS::RDS::DBInstance',
  );
  expect(writer).toMatchObject({ id: 'DatabaseWriter7794273E', impact: 'WILL_REPLACE' });
});

const WANTS_KEY = 'a restored database keeps the key of what it is restored from. Give that key as encryptionKey';

test.each<[string, TestProps]>([
  [
    'source (resource ID) is "my-database": give the DbiResourceId of the other database, such as \'db-ABCDEFGHIJKLMNOPQRSTUVWXYZ\', not its name',
    from(DatabaseSource.pointInTime('my-database')),
  ],
  [
    'source (backup copy) is "arn:aws:rds:eu-west-1:123456789012:db:app": give the ARN of the copies in this Region, such as \'arn:aws:rds:us-west-2:123456789012:auto-backup:ab-…\'',
    from(DatabaseSource.backupCopy('arn:aws:rds:eu-west-1:123456789012:db:app')),
  ],
  [
    'source (time) is "2026-03-31 09:30": write a moment in UTC, such as \'2026-03-31T09:30:00Z\'',
    from(DatabaseSource.pointInTime(RESOURCE_ID, { at: '2026-03-31 09:30' })),
  ],
  [
    'source (time) is "2026-13-31T09:30:00Z": write a moment in UTC, such as \'2026-03-31T09:30:00Z\'',
    from(DatabaseSource.pointInTime(RESOURCE_ID, { at: '2026-13-31T09:30:00Z' })),
  ],
  [
    `source without encryptionKey is {"dbSnapshotIdentifier":"before-launch"}: ${WANTS_KEY}`,
    { source: DatabaseSource.snapshot('before-launch') },
  ],
])('%s', (message, props) => {
  expect(() => addDatabase(quickApp(), props)).toThrow(
    expect.objectContaining({ message: `ReplicatedDatabase at 'database/Database':\n  - ${message}` }),
  );
});

test('no finding is left on a restored database', () => {
  const build = (stack: Stack) => {
    buildDatabase(stack, {
      ...from(DatabaseSource.pointInTime(RESOURCE_ID)),
      ...rotateMonthly,
      engine: DatabaseEngine.mysql(),
    });
  };
  expect(policyFindings(build, ENV)).toEqual([]);
});
