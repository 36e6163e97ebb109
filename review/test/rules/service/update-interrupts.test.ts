import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'update-interrupts';
const database = (DBInstanceClass: string, more: object = {}) => ({
  Db: resource('AWS::RDS::DBInstance', { DBInstanceClass, ...more }),
});

test('says what is down and for how long', () => {
  expect(only(RULE, reviewStack(database('db.t4g.medium'), database('db.m7g.large')))).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Db',
    message:
      'AWS::RDS::DBInstance Db is interrupted: DBInstanceClass "db.t4g.medium" → "db.m7g.large"; the database stops while its class changes, for minutes, as it has no standby that takes over',
  });
});

test('leaves a database with a standby alone, and one that is replaced', () => {
  const standby = { MultiAZ: true };
  expect(found(RULE, reviewStack(database('db.t4g.medium', standby), database('db.m7g.large', standby)))).toEqual([]);
  const named = (DBName: string) => ({ DBName });
  expect(found(RULE, reviewStack(database('a', named('one')), database('b', named('two'))))).toEqual([]);
});
