import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'rds-storage';
const database = (AllocatedStorage: string, MaxAllocatedStorage?: number) => ({
  Db: resource('AWS::RDS::DBInstance', {
    AllocatedStorage,
    ...(MaxAllocatedStorage === undefined ? {} : { MaxAllocatedStorage }),
  }),
});

test.each([
  ['200', '100', 'hazard', '200 → 100 GiB: storage never shrinks, and RDS refuses it'],
  ['100', '105', 'caution', '100 → 105 GiB: less than 10 %, which RDS rounds up'],
  [
    '100',
    '200',
    'note',
    '100 → 200 GiB: the storage is optimised afterwards, and for six hours it cannot be changed again',
  ],
])('%s → %s: %s', (before, after, severity, text) => {
  expect(only(RULE, reviewStack(database(before), database(after)))).toEqual({
    severity,
    stack: 'app',
    logicalId: 'Db',
    message: `AWS::RDS::DBInstance Db changes AllocatedStorage ${text}`,
  });
});

test('is careful where autoscaling may have been faster', () => {
  expect(only(RULE, reviewStack(database('100', 1000), database('200', 1000)))).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Db',
    message:
      'AWS::RDS::DBInstance Db changes AllocatedStorage 100 → 200 GiB, but storage autoscaling may have grown it already (up to 1000 GiB): RDS refuses a size below what the instance has by then',
  });
});

test('leaves a higher ceiling alone', () => {
  expect(found(RULE, reviewStack(database('100', 500), database('100', 1000)))).toEqual([]);
});

test('is at ease where the new size is above all that autoscaling can have made', () => {
  expect(only(RULE, reviewStack(database('100', 500), database('550', 2000)))).toMatchObject({ severity: 'note' });
  expect(only(RULE, reviewStack(database('100', 501), database('550', 2000)))).toMatchObject({ severity: 'caution' });
});
