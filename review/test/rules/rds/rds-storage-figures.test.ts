import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'rds-storage-figures';
const database = (AllocatedStorage: string, more: Record<string, unknown> = {}) => ({
  Db: resource('AWS::RDS::DBInstance', { Engine: 'postgres', StorageType: 'gp3', AllocatedStorage, ...more }),
});
const base = { stack: 'app', logicalId: 'Db' };

test.each([
  [
    '20',
    { Iops: 3000 },
    'AWS::RDS::DBInstance Db has Iops 3000 with 20 GiB of gp3 storage: RDS takes none below 400 GiB',
  ],
  [
    '399',
    { StorageThroughput: 500 },
    'AWS::RDS::DBInstance Db has StorageThroughput 500 with 399 GiB of gp3 storage: RDS takes none below 400 GiB',
  ],
  [
    '400',
    { Iops: 11_999 },
    'AWS::RDS::DBInstance Db has Iops 11999 with 400 GiB of gp3 storage: RDS takes 12000 or more from 400 GiB on',
  ],
])('%s GiB with %j is refused', (size, figures, message) => {
  expect(only(RULE, reviewStack(database(size), database(size, figures)))).toEqual({
    ...base,
    severity: 'hazard',
    message,
  });
});

test('a larger size of striped storage wants its IOPS beside it', () => {
  expect(only(RULE, reviewStack(database('400'), database('600')))).toEqual({
    ...base,
    severity: 'hazard',
    message:
      'AWS::RDS::DBInstance Db changes AllocatedStorage 400 → 600 GiB without Iops: of striped storage RDS wants both',
  });
  expect(found(RULE, reviewStack(database('400'), database('600', { Iops: 12_000 })))).toEqual([]);
  expect(found(RULE, reviewStack(database('20'), database('600')))).toEqual([]);
});

test('a figure in place of another cannot be taken back for six hours', () => {
  const [before, after] = [
    { Iops: 20_000, StorageThroughput: 500 },
    { Iops: 40_000, StorageThroughput: 1_000 },
  ];
  expect(only(RULE, reviewStack(database('400', before), database('400', after)))).toEqual({
    ...base,
    severity: 'caution',
    message:
      'AWS::RDS::DBInstance Db changes Iops 20000 → 40000 and StorageThroughput 500 → 1000: for six hours RDS refuses another change of the storage, so that a rollback of this update fails at it',
  });
});

test('a first figure is taken back by leaving it out', () => {
  expect(found(RULE, reviewStack(database('400'), database('400', { Iops: 20_000 })))).toEqual([]);
});

test('other engines, types of storage and sizes that only the deployment knows are left alone', () => {
  for (const other of [{ Engine: 'sqlserver-se' }, { StorageType: 'io2' }, { AllocatedStorage: { Ref: 'Size' } }]) {
    const changed = database('100', { Iops: 4000, ...other });
    expect(found(RULE, reviewStack(database('100', other), changed))).toEqual([]);
  }
});
