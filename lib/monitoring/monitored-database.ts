import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as rds from 'aws-cdk-lib/aws-rds';

/**
 * A database that comes with alarms of its own, in whatever stack it stands. `SteadyState` shows it and tells people
 * of its alarms; it makes none for it, so that nobody is told twice.
 */
export interface IMonitoredDatabase {
  /** The instance that takes writes. */
  readonly instance: rds.IDatabaseInstance;
  /** Read replicas. */
  readonly replicas: rds.IDatabaseInstance[];
  /** What the database has alarms for. */
  readonly alarms: cloudwatch.IAlarm[];
}
