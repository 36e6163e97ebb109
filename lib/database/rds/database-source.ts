import { checkArguments } from '../../internal/checks/types';

/** Options of a restore to a point in time. */
export interface RestoreTimeOptions {
  /**
   * The moment, in UTC, such as `2026-03-31T09:30:00Z`.
   *
   * @default - the latest that can be restored
   */
  readonly at?: string;
}

/** What an instance is made from, as CloudFormation has it. */
interface SourceProperties {
  readonly dbSnapshotIdentifier?: string;
  readonly sourceDbiResourceId?: string;
  readonly sourceDbInstanceAutomatedBackupsArn?: string;
  readonly restoreTime?: string;
  readonly useLatestRestorableTime?: boolean;
}

const pointIn = ({ at }: RestoreTimeOptions) =>
  at === undefined ? { useLatestRestorableTime: true } : { restoreTime: at };

/**
 * What a **new** database begins with. It is decided when the database is made: to give, change or leave out a source
 * later makes a database anew, and the old one goes its way by its removal policy. So the value stays in the code for as
 * long as the database lives, also when the snapshot is long gone.
 *
 * To bring a running database back to an earlier state, leave this alone, and follow docs/restore.md: it keeps the
 * logical ID, the host name and the stack.
 *
 * A restored database takes its key, its user and its databases from what it is restored from: give the same
 * `encryptionKey`, `masterUsername` and `databaseName`, and a `storageGiB` no smaller. Its password becomes that of the
 * new secret. What is restored from an unencrypted snapshot stays unencrypted: copy the snapshot with a key first.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html
 */
export class DatabaseSource {
  /** An empty database. */
  public static empty(): DatabaseSource {
    return new DatabaseSource({});
  }

  /**
   * The data of a snapshot in the same Region.
   *
   * @param identifier the snapshot's name, or its ARN where another account shares it
   */
  public static snapshot(identifier: string): DatabaseSource {
    checkArguments('DatabaseSource.snapshot', { identifier });
    return new DatabaseSource({ dbSnapshotIdentifier: identifier });
  }

  /**
   * The data of another database of the Region at a point in time, from its backups. The database may be gone, as long as
   * its backups are kept.
   *
   * @param dbiResourceId the other's resource ID, such as `db-ABCDEFGHIJKLMNOPQRSTUVWXYZ`, which never changes
   */
  public static pointInTime(dbiResourceId: string, options: RestoreTimeOptions = {}): DatabaseSource {
    checkArguments('DatabaseSource.pointInTime', { dbiResourceId, options });
    return new DatabaseSource({ sourceDbiResourceId: dbiResourceId, ...pointIn(options) });
  }

  /**
   * The data of a database of another Region at a point in time, from the copies of its backups in this one
   * (`BackupCopies`).
   *
   * @param automatedBackupsArn the ARN that `aws rds describe-db-instance-automated-backups` has in this Region:
   *   `arn:aws:rds:us-west-2:123456789012:auto-backup:ab-…`
   */
  public static backupCopy(automatedBackupsArn: string, options: RestoreTimeOptions = {}): DatabaseSource {
    checkArguments('DatabaseSource.backupCopy', { automatedBackupsArn, options });
    return new DatabaseSource({ sourceDbInstanceAutomatedBackupsArn: automatedBackupsArn, ...pointIn(options) });
  }

  private constructor(
    /** @internal */
    public readonly _properties: SourceProperties,
  ) {}

  /** @internal */
  public get _restores(): boolean {
    return Object.keys(this._properties).length > 0;
  }
}
