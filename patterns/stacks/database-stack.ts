import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BackupCopies } from '../../lib/database/backup/backup-copies';
import { CredentialsRotation } from '../../lib/database/shared/credentials-rotation';
import { DatabaseEngine } from '../../lib/database/rds/database-engine';
import { ReplicatedDatabase } from '../../lib/database/rds/replicated-database';
import { Network } from '../../lib/network/network';
import { StageSizes } from '../stage-sizes';
import { BackupStack } from './backup-stack';
import { AppStack, AppStackProps } from './base';

export interface DatabaseStackProps extends AppStackProps {
  readonly sizes: StageSizes;
  readonly network: Network;
  readonly engine?: DatabaseEngine;
  readonly backup?: BackupStack;
}

export class DatabaseStack extends AppStack {
  public readonly database: ReplicatedDatabase;

  constructor(scope: Construct, props: DatabaseStackProps) {
    super(
      scope,
      { id: 'Database', part: 'database', holds: 'relational database, its key and its credentials' },
      props,
    );
    const { backup, network, sizes } = props;
    this.database = new ReplicatedDatabase(this, 'Database', {
      vpc: network.vpc,
      vpcSubnets: network.allIsolatedSubnets,
      engine: props.engine ?? DatabaseEngine.postgres(),
      rotation: network.hasEgress
        ? CredentialsRotation.every(Duration.days(30), { subnets: network.privateSubnets })
        : CredentialsRotation.off('The VPC has no way out yet, by which the rotation would reach Secrets Manager.'),
      instanceType: sizes.databaseInstanceType,
      maxStorageGiB: sizes.databaseMaxStorageGiB,
      availability: sizes.databaseAvailability,
      readReplicas: sizes.databaseReadReplicas,
      backupCopies: backup && BackupCopies.toRegion(backup.region, { encryptionKey: backup.copies.key }),
    });
  }
}
