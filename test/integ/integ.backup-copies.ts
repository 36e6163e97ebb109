import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { BackupCopies } from '../../lib/database/backup/backup-copies';
import { BackupCopyKey } from '../../lib/database/backup/backup-copy-key';
import { DatabaseEngine } from '../../lib/database/rds/database-engine';
import { ReplicatedDatabase } from '../../lib/database/rds/replicated-database';
import { CredentialsRotation } from '../../lib/database/shared/credentials-rotation';
import { Protection } from '../../lib/protection/protection';
import { integApp } from './support/app';
import { testNetwork } from './support/network';
import { staysTheSame } from './support/stays';

// RDS copies the backups to a second Region, under a key of that Region.
const COPIES = 'us-west-2';
const protection = Protection.off({ reason: 'a test, which goes with its stack' });

const { stack: makeStack, test } = integApp('backup-copies');
const far = makeStack('integ-backup-copies-key', COPIES);
const stack = makeStack('integ-backup-copies');
const copies = new BackupCopyKey(far, 'Copies', { protection });
const network = testNetwork(stack);
const database = new ReplicatedDatabase(stack, 'Database', {
  vpc: network.vpc,
  vpcSubnets: network.allIsolatedSubnets,
  engine: DatabaseEngine.postgres(),
  instanceType: new ec2.InstanceType('t4g.micro'),
  rotation: CredentialsRotation.off('a test of an hour'),
  backupCopies: BackupCopies.toRegion(COPIES, { encryptionKey: copies.key, retention: Duration.days(1) }),
  protection,
});
staysTheSame(stack, 'Writer', (database.instance.node.defaultChild as rds.CfnDBInstance).attrDbiResourceId);
const checks = test([far, stack]);

checks.holds(
  'RDS',
  'describeDBInstances',
  { DBInstanceIdentifier: database.instance.instanceIdentifier },
  {
    'DBInstances.0.DBInstanceAutomatedBackupsReplications.0.DBInstanceAutomatedBackupsArn': new RegExp(
      `^arn:aws:rds:${COPIES}:`,
    ),
  },
  { within: Duration.minutes(30) },
);
