import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Availability } from '../../lib/database/rds/availability';
import { DatabaseEngine } from '../../lib/database/rds/database-engine';
import { ReplicatedDatabase } from '../../lib/database/rds/replicated-database';
import { CredentialsRotation } from '../../lib/database/shared/credentials-rotation';
import { Protection } from '../../lib/protection/protection';
import { growing, integApp } from './support/app';
import { testNetwork } from './support/network';
import { staysTheSame } from './support/stays';

// From one instance in one zone to Multi-AZ with a read replica, in place. That people can log in, with a password that
// has changed, is what `integ.credentials-rotation.ts` is for.
const { app, test } = integApp('replicated-database');
const databases: ReplicatedDatabase[] = [];
const { small, large } = growing(app, 'integ-replicated-database', (stack, isLarge) => {
  const network = testNetwork(stack);
  const database = new ReplicatedDatabase(stack, 'Database', {
    vpc: network.vpc,
    vpcSubnets: network.allIsolatedSubnets,
    engine: DatabaseEngine.postgres(),
    instanceType: new ec2.InstanceType('t4g.micro'),
    availability: isLarge ? Availability.multiAz() : Availability.singleAz(),
    readReplicas: isLarge ? 1 : 0,
    rotation: CredentialsRotation.off('a test of an hour'),
    protection: Protection.off({ reason: 'a test, which goes with its stack' }),
  });
  databases.push(database);
  const resource = database.instance.node.defaultChild as rds.CfnDBInstance;
  staysTheSame(stack, 'Writer', resource.attrDbiResourceId);
  staysTheSame(stack, 'Key', database.encryptionKey.keyArn);
  staysTheSame(stack, 'Secret', database.secret.secretArn);
});
const database = databases[1];
const checks = test([small, large]);
const only = (instance: rds.IDatabaseInstance) => ({ DBInstanceIdentifier: instance.instanceIdentifier });

checks.holds('RDS', 'describeDBInstances', only(database.instance), {
  'DBInstances.0.DBInstanceStatus': 'available',
  'DBInstances.0.MultiAZ': true,
  'DBInstances.0.StorageEncrypted': true,
  'DBInstances.0.KmsKeyId': database.encryptionKey.keyArn,
  'DBInstances.0.BackupRetentionPeriod': 7,
  'DBInstances.0.ReadReplicaDBInstanceIdentifiers.0': database.replicas[0].instanceIdentifier,
});
checks.holds(
  'RDS',
  'describeDBInstances',
  only(database.replicas[0]),
  {
    'DBInstances.0.StatusInfos.0.Status': 'replicating',
    'DBInstances.0.StatusInfos.0.Normal': true,
    'DBInstances.0.StorageEncrypted': true,
  },
  { within: Duration.minutes(10) },
);
// No interface of it has a public address.
checks.answers(
  'EC2',
  'describeNetworkInterfaces',
  {
    Filters: [
      { Name: 'group-id', Values: [database.securityGroup.securityGroupId] },
      { Name: 'association.public-ip', Values: ['*'] },
    ],
  },
  { NetworkInterfaces: [] },
);
