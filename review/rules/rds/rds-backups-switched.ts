import { Rule } from '../../model';
import { changesOfType, describe, isUpdate, numberOf, propertyChange } from '../support';

/** What RDS takes when a template says nothing. */
const DEFAULT_RETENTION = 1;

export const rdsBackupsSwitched: Rule = {
  id: 'rds-backups-switched',
  mechanism: 'down',
  severities: ['caution'],
  summary:
    'Automated backups of a database are turned on, which is an outage. Where they are turned off, data-shed says what is lost.',
  source:
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.BackupRetention.html',
  check: (context) =>
    changesOfType(context, 'AWS::RDS::DBInstance')
      .filter(isUpdate)
      .flatMap(({ stack, change }) => {
        const property = propertyChange(change, 'BackupRetentionPeriod');
        if (!property) return [];
        const from = numberOf(property.before ?? DEFAULT_RETENTION);
        const to = numberOf(property.after ?? DEFAULT_RETENTION);
        if (from === undefined || to === undefined || from !== 0 || to === 0) return [];
        return [
          {
            severity: 'caution',
            stack,
            logicalId: change.logicalId,
            message: `${describe(change)} turns automated backups on (BackupRetentionPeriod ${from} → ${to}): the database is down for a moment`,
            remedy: 'Keep backups on from the first stage; else choose the hour of this step.',
          },
        ];
      }),
};
