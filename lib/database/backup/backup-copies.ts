import { Duration } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { checkArguments } from '../../internal/checks/types';

/** Options of `BackupCopies.toRegion`. */
export interface BackupCopiesOptions {
  /**
   * The key of the copies, in their Region: a `BackupCopyKey` in a stack of that Region, or one of yours. Copies that are
   * kept after the copying was turned off bind the next ones to the same key.
   */
  readonly encryptionKey: kms.IKey;

  /**
   * How long the copies are kept, from 1 to 35 whole days.
   *
   * @default - as long as the backups: `backupRetention`
   */
  readonly retention?: Duration;
}

/**
 * Whether a database's backups, snapshots and transaction logs, are copied to a second Region by RDS as soon as they are
 * there, so that the database can be restored there to a point in time minutes before the loss of its own Region.
 *
 * Turning it on, off, or to another Region is an update in place. What was copied stays until its days are over.
 *
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReplicateBackups.html
 */
export class BackupCopies {
  /** Backups stay in the Region of the database, in several of its zones. */
  public static none(): BackupCopies {
    return new BackupCopies();
  }

  /**
   * Backups are copied.
   *
   * @param region another Region of the same partition, such as `us-west-2`. `aws rds describe-source-regions --region
   *   REGION` lists from where it takes copies.
   */
  public static toRegion(region: string, options: BackupCopiesOptions): BackupCopies {
    checkArguments('BackupCopies.toRegion', { region, options });
    return new BackupCopies(region, options.encryptionKey, options.retention);
  }

  /**
   * A Region to hold the copies of a Region's backups, in the same country, or in the European Union as it is; `undefined`
   * where there is none that we know: where your data may be is for you to say then.
   *
   * Every pair is documented at https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReplicateBackups.html.
   */
  public static partnerOf(region: string): string | undefined {
    checkArguments('BackupCopies.partnerOf', { region });
    return PARTNERS[region];
  }

  private constructor(
    /** @internal */
    public readonly _region?: string,
    /** @internal */
    public readonly _key?: kms.IKey,
    /** @internal */
    public readonly _retention?: Duration,
  ) {}
}

const PARTNERS: Partial<Record<string, string>> = {
  'ap-northeast-1': 'ap-northeast-3',
  'ap-northeast-3': 'ap-northeast-1',
  'cn-north-1': 'cn-northwest-1',
  'cn-northwest-1': 'cn-north-1',
  'eu-central-1': 'eu-west-1',
  'eu-north-1': 'eu-west-1',
  'eu-west-1': 'eu-central-1',
  'eu-west-3': 'eu-central-1',
  'us-east-1': 'us-west-2',
  'us-east-2': 'us-west-2',
  'us-gov-east-1': 'us-gov-west-1',
  'us-gov-west-1': 'us-gov-east-1',
  'us-west-1': 'us-west-2',
  'us-west-2': 'us-east-2',
};

/** The partition of a Region, by its name. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  if (region.startsWith('us-iso')) return region.startsWith('us-isob') ? 'aws-iso-b' : 'aws-iso';
  return region.startsWith('eusc-') ? 'aws-eusc' : 'aws';
}
