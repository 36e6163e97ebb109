import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { AuroraCapacity } from '../../lib/database/aurora/aurora-capacity';
import { AuroraDatabase } from '../../lib/database/aurora/aurora-database';
import { AuroraEngine } from '../../lib/database/aurora/aurora-engine';
import { AuroraReaders } from '../../lib/database/aurora/aurora-readers';
import { CredentialsRotation } from '../../lib/database/shared/credentials-rotation';
import { Protection } from '../../lib/protection/protection';
import { growing, integApp } from './support/app';
import { testNetwork } from './support/network';
import { staysTheSame } from './support/stays';

// From a serverless writer to a provisioned one with a reader that autoscaling counts, in place.
const { app, test } = integApp('aurora-database');
const databases: AuroraDatabase[] = [];
const { small, large } = growing(app, 'integ-aurora-database', (stack, isLarge) => {
  const network = testNetwork(stack);
  const database = new AuroraDatabase(stack, 'Database', {
    vpc: network.vpc,
    vpcSubnets: network.allIsolatedSubnets,
    engine: AuroraEngine.postgres(),
    capacity: isLarge
      ? AuroraCapacity.provisioned({ instanceType: new ec2.InstanceType('t4g.medium') })
      : AuroraCapacity.serverless({ minAcu: 0, maxAcu: 1 }),
    readers: isLarge ? AuroraReaders.scaled({ min: 1, max: 2 }) : AuroraReaders.none(),
    rotation: CredentialsRotation.off('a test of an hour'),
    protection: Protection.off({ reason: 'a test, which goes with its stack' }),
  });
  databases.push(database);
  staysTheSame(stack, 'Cluster', database.cluster.clusterResourceIdentifier);
  staysTheSame(stack, 'Writer', database.instance.instanceIdentifier);
  staysTheSame(stack, 'Key', database.encryptionKey.keyArn);
  staysTheSame(stack, 'Secret', database.secret.secretArn);
});
const database = databases[1];
const { clusterIdentifier } = database.cluster;
const checks = test([small, large]);

checks.holds(
  'RDS',
  'describeDBClusters',
  { DBClusterIdentifier: clusterIdentifier },
  {
    'DBClusters.0.Status': 'available',
    'DBClusters.0.StorageEncrypted': true,
    'DBClusters.0.KmsKeyId': database.encryptionKey.keyArn,
    'DBClusters.0.BackupRetentionPeriod': 7,
    'DBClusters.0.DatabaseName': 'app',
  },
);
checks.holds(
  'RDS',
  'describeDBInstances',
  { DBInstanceIdentifier: database.replicas[0].instanceIdentifier },
  {
    'DBInstances.0.DBInstanceStatus': 'available',
    'DBInstances.0.DBInstanceClass': 'db.t4g.medium',
    'DBInstances.0.PromotionTier': 1,
  },
);
// The writer is not counted: with one reader in the template, autoscaling has made none.
checks.holds(
  'ApplicationAutoScaling',
  'describeScalableTargets',
  { ServiceNamespace: 'rds', ResourceIds: [`cluster:${clusterIdentifier}`] },
  { 'ScalableTargets.0.MinCapacity': 1, 'ScalableTargets.0.MaxCapacity': 2 },
);
checks.answers(
  'ApplicationAutoScaling',
  'describeScalingActivities',
  { ServiceNamespace: 'rds', ResourceId: `cluster:${clusterIdentifier}` },
  { ScalingActivities: [] },
);
