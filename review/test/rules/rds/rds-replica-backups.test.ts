import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'rds-replica-backups';
const source = (BackupRetentionPeriod?: number | string) => ({
  Db: resource('AWS::RDS::DBInstance', BackupRetentionPeriod === undefined ? {} : { BackupRetentionPeriod }),
});
const replica = { Replica: resource('AWS::RDS::DBInstance', { SourceDBInstanceIdentifier: { Ref: 'Db' } }) };

test.each([0, '0'])('flags a replica of a source without backups: %j', (period) => {
  expect(only(RULE, reviewStack(source(period), { ...source(period), ...replica }))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Replica',
    message:
      'AWS::RDS::DBInstance Replica replicates Db, whose BackupRetentionPeriod is 0: RDS creates no read replica of a source without automated backups, and turns none off under a replica',
  });
});

test.each([7, undefined])('leaves a source with backups alone: %j', (period) => {
  expect(found(RULE, reviewStack(source(period), { ...source(period), ...replica }))).toEqual([]);
});
