import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'rds-storage-iops';
const database = (properties: object) => ({
  Db: resource('AWS::RDS::DBInstance', { Engine: 'postgres', ...properties }),
});
const gp3 = (AllocatedStorage: number | string, more: object = {}) =>
  database({ StorageType: 'gp3', AllocatedStorage, ...more });
const step = (after: ReturnType<typeof database>) => reviewStack(gp3(100), after);

test.each([
  [gp3(100, { Iops: 3000 }), 'gp3 below 400 GiB takes no IOPS and no throughput of its own'],
  [gp3('399', { StorageThroughput: 500 }), 'gp3 below 400 GiB takes no IOPS and no throughput of its own'],
  [gp3(400, { Iops: 6000 }), 'gp3 from 400 GiB on has 12000 IOPS or more, and 6000 are asked for'],
  [gp3(400, { StorageThroughput: 250 }), 'gp3 from 400 GiB on has 500 MiB/s or more, and 250 are asked for'],
  [
    database({ StorageType: 'io1', AllocatedStorage: 100, Iops: 6000 }),
    'io1 of 100 GiB has at most 5000 IOPS, and 6000 are asked for',
  ],
])('flags %j', (after, why) => {
  expect(only(RULE, step(after))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Db',
    message: `AWS::RDS::DBInstance Db is refused: ${why}`,
  });
});

test.each([
  gp3(400),
  gp3(400, { Iops: 12_000, StorageThroughput: 500 }),
  gp3(200, { Engine: 'oracle-ee', Iops: 12_000 }),
  gp3(100, { Engine: 'sqlserver-se', Iops: 4000 }),
  gp3(100, { Iops: { Ref: 'Iops' } }),
  database({ StorageType: 'io1', AllocatedStorage: 100, Iops: 5000 }),
])('leaves %j alone', (after) => {
  expect(found(RULE, step(after))).toEqual([]);
});
