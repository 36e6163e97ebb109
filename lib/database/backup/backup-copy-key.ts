import { RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { checkTypes } from '../../internal/checks/types';
import { Protection } from '../../protection/protection';

/** Props of a `BackupCopyKey`. */
export interface BackupCopyKeyProps {
  /**
   * Whether the key outlives its stack. Without the key the copies are lost.
   *
   * @default Protection.on()
   */
  readonly protection?: Protection;
}

/**
 * The key of the copies of a database's backups, for a stack in the Region of the copies. The database's stack takes it
 * in `BackupCopies.toRegion`, so this stack is deployed first; bootstrap its Region.
 *
 * It is a key of its own, no replica of the database's: RDS encrypts the copies anew, so that neither key needs the
 * other. A replica would want the database's key to be there first, and the database this one.
 *
 * **Cost**: 1.00 $ a month, and 1.00 more after each of its first two yearly rotations
 * (https://aws.amazon.com/kms/pricing/).
 *
 * **One-way doors**: it is multi-Region, which no key can become later; and it stays the key of the copies, as RDS takes
 * no other while old copies are kept.
 *
 * @example
 * declare const network: Network;
 * declare const copies: BackupCopyKey; // in a stack of us-west-2
 * new ReplicatedDatabase(this, 'Database', {
 *   vpc: network.vpc,
 *   vpcSubnets: network.allIsolatedSubnets,
 *   engine: DatabaseEngine.postgres(),
 *   rotation: CredentialsRotation.off('no way out of the VPC yet'),
 *   backupCopies: BackupCopies.toRegion('us-west-2', { encryptionKey: copies.key }),
 * });
 */
export class BackupCopyKey extends Construct {
  /** The key. */
  public readonly key: kms.Key;

  constructor(scope: Construct, id: string, props: BackupCopyKeyProps = {}) {
    super(scope, id);
    checkTypes(this, 'BackupCopyKey', props);
    const isProtected = (props.protection ?? Protection.on())._offReason === undefined;
    this.key = new kms.Key(this, 'Key', {
      description: 'Copies of the backups of a database in another Region',
      multiRegion: true,
      enableKeyRotation: true,
      removalPolicy: isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}
