import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'rds-backups-switched';
const database = (BackupRetentionPeriod?: number) => ({
  Db: resource('AWS::RDS::DBInstance', BackupRetentionPeriod === undefined ? {} : { BackupRetentionPeriod }),
});

test.each([
  [0, 7, 'on (BackupRetentionPeriod 0 → 7)'],
  [0, undefined, 'on (BackupRetentionPeriod 0 → 1)'],
])('says that %j → %j is an outage', (before, after, text) => {
  expect(only(RULE, reviewStack(database(before), database(after)))).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Db',
    message: `AWS::RDS::DBInstance Db turns automated backups ${text}: the database is down for a moment`,
  });
});

test('leaves another number of days alone, and turning them off to data-shed', () => {
  expect(found(RULE, reviewStack(database(7), database(0)))).toEqual([]);
  expect(found('data-shed', reviewStack(database(7), database(0)))).toHaveLength(1);
  expect(found(RULE, reviewStack(database(7), database(35)))).toEqual([]);
});

test('leaves what only the deployment knows alone', () => {
  const state = (period: unknown) => ({ Db: resource('AWS::RDS::DBInstance', { BackupRetentionPeriod: period }) });
  expect(found(RULE, reviewStack(state(0), state({ Ref: 'Days' })))).toEqual([]);
  expect(found(RULE, reviewStack(state({ Ref: 'Days' }), state(7)))).toEqual([]);
});
