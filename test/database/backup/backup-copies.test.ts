import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import { BackupCopies, partitionOf } from '../../../lib/database/backup/backup-copies';
import { BackupCopyKey } from '../../../lib/database/backup/backup-copy-key';
import { Protection } from '../../../lib/protection/protection';
import { policyFindings } from '../../support/growth';
import { addDatabase, buildDatabase, Change, ENV, impacts, quickApp, synthDatabase, TestProps } from '../support';

const REPLICATION = /^AutomaticBackupReplication/;
const KEY_ARN = 'arn:aws:kms:eu-central-1:123456789012:key/mrk-0123456789abcdef0123456789abcdef';

/** Props with the key of the copies, by its ARN, in a stack of its own. */
function copiesTo(region: string, retention?: Duration, keyArn = KEY_ARN): TestProps {
  const encryptionKey = kms.Key.fromKeyArn(new Stack(new App(), 'Keys'), 'Key', keyArn);
  return { backupCopies: BackupCopies.toRegion(region, { encryptionKey, retention }) };
}

describe('copies of the backups', () => {
  test('go nowhere by default', () => {
    const template = synthDatabase();
    expect(synthDatabase({ backupCopies: BackupCopies.none() }).toJSON()).toEqual(template.toJSON());
    expect(JSON.stringify(template)).not.toMatch(/AutomaticBackupReplication/);
  });

  test('go to the Region, under its key, as long as the backups are kept', () => {
    synthDatabase({ ...copiesTo('eu-central-1'), backupRetention: Duration.days(14) }).hasResourceProperties(
      'AWS::RDS::DBInstance',
      {
        AutomaticBackupReplicationRegion: 'eu-central-1',
        AutomaticBackupReplicationKmsKeyId: KEY_ARN,
        AutomaticBackupReplicationRetentionPeriod: 14,
      },
    );
  });

  test('are kept for days of their own', () => {
    synthDatabase(copiesTo('eu-central-1', Duration.days(35))).hasResourceProperties('AWS::RDS::DBInstance', {
      AutomaticBackupReplicationRetentionPeriod: 35,
      BackupRetentionPeriod: 7,
    });
  });

  test('are those of the writer alone', () => {
    synthDatabase({ ...copiesTo('eu-central-1'), readReplicas: 2 }).resourcePropertiesCountIs(
      'AWS::RDS::DBInstance',
      { AutomaticBackupReplicationRegion: Match.anyValue() },
      1,
    );
  });

  test('come, change and go in place', () => {
    const off = synthDatabase();
    const on = synthDatabase(copiesTo('eu-central-1'));
    const longer = synthDatabase(copiesTo('eu-central-1', Duration.days(30)));

    for (const [from, to] of [
      [off, on],
      [on, longer],
      [longer, on],
      [on, off],
    ]) {
      const changes: Change[] = impacts(from, to);
      expect(changes).toHaveLength(1);
      expect(changes[0]).toMatchObject({ type: 'AWS::RDS::DBInstance', impact: 'WILL_UPDATE' });
      expect(changes[0].properties.every((property) => REPLICATION.test(property))).toBe(true);
    }
  });
});

describe('the key of the copies', () => {
  test('stands in the other Region, which the database refers to weakly', () => {
    const app = quickApp();
    const { key } = new BackupCopyKey(new Stack(app, 'backups', { env: { ...ENV, region: 'eu-central-1' } }), 'Copies');
    addDatabase(app, { backupCopies: BackupCopies.toRegion('eu-central-1', { encryptionKey: key }) });
    const assembly = app.synth();

    Template.fromJSON(assembly.getStackByName('database').template).hasResourceProperties('AWS::RDS::DBInstance', {
      AutomaticBackupReplicationKmsKeyId: {
        'Fn::GetStackOutput': Match.objectLike({ StackName: 'backups', Region: 'eu-central-1' }),
      },
    });
    expect(assembly.getStackByName('database').dependencies.map(({ id }) => id)).toContain('backups');
    expect(assembly.getStackByName('backups').dependencies.map(({ id }) => id)).not.toContain('database');
  });

  test('is multi-Region, rotates and outlives its stack', () => {
    const stack = new Stack(quickApp(), 'backups', { env: ENV });
    new BackupCopyKey(stack, 'Copies');

    Template.fromStack(stack).hasResource('AWS::KMS::Key', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { MultiRegion: true, EnableKeyRotation: true },
    });
  });

  test('goes with its stack where the data may be lost', () => {
    const stack = new Stack(quickApp(), 'backups', { env: ENV });
    new BackupCopyKey(stack, 'Copies', { protection: Protection.off({ reason: 'a preview' }) });

    Template.fromStack(stack).hasResource('AWS::KMS::Key', { DeletionPolicy: 'Delete' });
  });
});

test('a partner is another Region of the same country or of the European Union, which has a partner as well', () => {
  const regions = [
    'us-east-1',
    'us-west-2',
    'eu-west-1',
    'eu-north-1',
    'ap-northeast-3',
    'cn-north-1',
    'us-gov-west-1',
  ];
  for (const region of regions) {
    const partner = BackupCopies.partnerOf(region)!;
    expect(partner).not.toBe(region);
    expect(partitionOf(partner)).toBe(partitionOf(region));
    expect(BackupCopies.partnerOf(partner)).toBeDefined();
  }
  // Its data would leave the country: that is for the owner of the data to decide.
  for (const region of ['eu-west-2', 'ca-central-1', 'ap-south-1', 'sa-east-1', 'mars-1'])
    expect(BackupCopies.partnerOf(region)).toBeUndefined();
});

test.each([
  ['eu-west-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-east-1', 'aws-us-gov'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['eusc-de-east-1', 'aws-eusc'],
])('%s is in the partition %s', (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
});

const chinese = 'arn:aws-cn:kms:cn-north-1:123456789012:key/mrk-0123456789abcdef0123456789abcdef';
const irish = 'arn:aws:kms:eu-west-1:123456789012:key/mrk-0123456789abcdef0123456789abcdef';

test.each<[string, TestProps]>([
  [
    'backupCopies (Region) is "eu-west-1": the database is there itself, and its loss takes both. Name another Region: BackupCopies.partnerOf(\'…\') knows one',
    copiesTo('eu-west-1', undefined, irish),
  ],
  [
    'region and backupCopies (Region) is ["eu-west-1","cn-north-1"]: backups do not cross from one partition of AWS to another. Take a Region of the same one',
    copiesTo('cn-north-1', undefined, chinese),
  ],
  [
    'backupCopies (Region of the key) is "eu-west-1": copies want a key of their own Region, eu-central-1: a BackupCopyKey in a stack of it',
    copiesTo('eu-central-1', undefined, irish),
  ],
  ['backupCopies (days) is 0: copies are kept for 1 to 35 whole days', copiesTo('eu-central-1', Duration.days(0))],
  ['backupCopies (days) is 36: copies are kept for 1 to 35 whole days', copiesTo('eu-central-1', Duration.days(36))],
  ['backupCopies (days) is 1.5: copies are kept for 1 to 35 whole days', copiesTo('eu-central-1', Duration.hours(36))],
])('%s', (message, props) => {
  expect(() => addDatabase(quickApp(), props)).toThrow(
    expect.objectContaining({ message: `ReplicatedDatabase at 'database/Database':\n  - ${message}` }),
  );
});

test('a Region is named by its code', () => {
  expect(() => addDatabase(quickApp(), copiesTo('Frankfurt'))).toThrow(
    'backupCopies (Region) is "Frankfurt": write the code of a Region, such as \'us-west-2\'',
  );
});

test('no finding is left on copies and their key', () => {
  const build = (stack: Stack) => {
    const { key } = new BackupCopyKey(stack, 'Copies');
    expect(key.env.region).toBe(ENV.region);
    buildDatabase(stack, copiesTo('eu-central-1'));
  };
  expect(policyFindings(build, ENV)).toEqual([]);
});
