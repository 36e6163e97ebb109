import { Rule } from '../../model';
import { numberOf, resolve, resourcesOf, valueAt } from '../support';

export const rdsReplicaBackups: Rule = {
  id: 'rds-replica-backups',
  mechanism: 'refused',
  severities: ['hazard'],
  summary: 'A read replica whose source has automated backups turned off.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html',
  check: (context) =>
    resourcesOf(context.to, 'AWS::RDS::DBInstance').flatMap(({ stack, logicalId, resource }) => {
      const source = resolve(context.to, stack, valueAt(resource.Properties, 'SourceDBInstanceIdentifier'));
      if (!source || numberOf(valueAt(source.resource.Properties, 'BackupRetentionPeriod')) !== 0) return [];
      return [
        {
          severity: 'hazard',
          stack: stack.id,
          logicalId,
          message: `AWS::RDS::DBInstance ${logicalId} replicates ${source.logicalId}, whose BackupRetentionPeriod is 0: RDS creates no read replica of a source without automated backups, and turns none off under a replica`,
          remedy: `Give ${source.logicalId} backups (7 days or more) from the first stage on; turning them on later is an outage.`,
        },
      ];
    }),
};
