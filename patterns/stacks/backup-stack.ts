import { Construct } from 'constructs';
import { BackupCopyKey } from '../../lib/database/backup/backup-copy-key';
import { AppStack, AppStackProps } from './base';

/** What the copies of the backups need in the Region that they go to. */
export class BackupStack extends AppStack {
  public readonly copies: BackupCopyKey;

  /** @param props with the Region of the copies as `region` */
  constructor(scope: Construct, props: AppStackProps) {
    super(scope, { id: 'Backup', part: 'backup', holds: "key of the copies of the database's backups" }, props);
    this.copies = new BackupCopyKey(this, 'Copies');
  }
}
