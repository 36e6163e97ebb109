import { Duration, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BackupCopies } from '../../lib/database/backup/backup-copies';
import { DatabaseEngine } from '../../lib/database/rds/database-engine';
import { ReplicatedDatabase } from '../../lib/database/rds/replicated-database';
import { CredentialsRotation } from '../../lib/database/shared/credentials-rotation';
import { INetwork } from '../../lib/network/i-network';
import { AppDatabase } from '../app-database';
import { DatabaseSizes } from '../stage-sizes';
import { BackupStack } from './backup-stack';
import { AppStack, AppStackProps } from './base';

/** The most that storage autoscaling takes, as `maxStorageGiB` has it. */
const MOST_STORAGE_GIB = 65_536;

export interface DatabaseStackProps extends AppStackProps {
  readonly sizes: DatabaseSizes;
  readonly network: INetwork;
  readonly options?: AppDatabase;
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
    const { network, options, sizes } = props;
    this.database = new ReplicatedDatabase(this, 'Database', {
      ...options,
      instanceType: sizes.instanceType,
      storageGiB: sizes.storageGiB,
      storageIops: sizes.storageIops,
      storageThroughputMiBps: sizes.storageThroughputMiBps,
      maxStorageGiB: limitOf(sizes),
      availability: sizes.availability,
      readReplicas: sizes.readReplicas,
      vpc: network.vpc,
      vpcSubnets: network.allIsolatedSubnets,
      engine: options?.engine ?? DatabaseEngine.postgres(),
      rotation: network.hasEgress
        ? CredentialsRotation.every(options?.rotateEvery ?? Duration.days(30), { subnets: network.privateSubnets })
        : CredentialsRotation.off('The VPC has no way out yet, by which the rotation would reach Secrets Manager.'),
      backupCopies: copiesOf(props),
    });
  }
}

function copiesOf({ backup, options }: DatabaseStackProps): BackupCopies | undefined {
  if (!backup) return undefined;
  return BackupCopies.toRegion(backup.region, {
    encryptionKey: backup.copies.key,
    retention: options?.backupCopyRetention,
  });
}

/** A database that begins larger than the stage foresees still has room to grow. */
function limitOf({ maxStorageGiB, storageGiB }: DatabaseSizes): number {
  if (Token.isUnresolved(storageGiB)) return maxStorageGiB;
  return Math.max(maxStorageGiB, Math.min(2 * storageGiB, MOST_STORAGE_GIB));
}
