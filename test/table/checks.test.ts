import { Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Consistency } from '../../lib/table/consistency';
import { GlobalTable, GlobalTableProps } from '../../lib/table/global-table';
import { TableRegions } from '../../lib/table/table-regions';
import { testApp } from '../support/app';
import { TEST_ENV } from '../support/growth';

const partitionKey = { name: 'id', type: dynamodb.AttributeType.STRING };
const index = (indexName: string) => ({ indexName, partitionKey });
const make = (props: Partial<GlobalTableProps>, env: object | undefined = TEST_ENV) =>
  new GlobalTable(new Stack(testApp(), 'Stack', { env }), 'Table', { partitionKey, ...props });
const SETS =
  'strong consistency keeps within one set of Regions: us-east-1, us-east-2, us-west-2; or eu-west-1, eu-west-2, eu-west-3, eu-central-1; or ap-northeast-1, ap-northeast-2, ap-northeast-3';

test.each<[string, Partial<GlobalTableProps>, string]>([
  [
    'one attribute as both keys',
    { sortKey: partitionKey },
    'partitionKey = sortKey is "id": give the sort key another attribute; the keys can never change',
  ],
  [
    'too many indexes',
    { globalSecondaryIndexes: Array.from({ length: 21 }, (_, number) => index(`i${number}`)) },
    `globalSecondaryIndexes is ${JSON.stringify(Array.from({ length: 21 }, (_, number) => `i${number}`))}: DynamoDB takes 20 indexes a table: give fewer`,
  ],
  [
    'an index twice',
    { globalSecondaryIndexes: [index('a'), index('b'), index('a')] },
    'globalSecondaryIndexes is ["a","b","a"]: give each index a name of its own; a is there twice',
  ],
  [
    "the stack's own Region",
    { regions: TableRegions.replicas(['us-east-1']) },
    `regions is ["us-east-1"]: us-east-1 is the stack's own Region, which always has the table: leave it out`,
  ],
  [
    'a Region twice',
    { regions: TableRegions.replicas(['eu-west-1', 'eu-west-1']) },
    'regions is ["eu-west-1","eu-west-1"]: give each Region once',
  ],
  [
    'strong consistency in one Region',
    { consistency: Consistency.strong() },
    'consistency and regions is []: strong consistency wants exactly three Regions: give TableRegions.replicas() two, or Consistency.strongWithWitness() and one',
  ],
  [
    'a witness and three tables',
    {
      consistency: Consistency.strongWithWitness('us-west-2'),
      regions: TableRegions.replicas([]),
    },
    'consistency and regions is []: strong consistency with a witness wants exactly two tables: give TableRegions.replicas() one Region',
  ],
  [
    'strong consistency over oceans',
    { consistency: Consistency.strong(), regions: TableRegions.replicas(['us-west-2', 'eu-west-1']) },
    `consistency and regions is ["us-east-1","us-west-2","eu-west-1"]: ${SETS}`,
  ],
  [
    'a witness where a replica is',
    { consistency: Consistency.strongWithWitness('us-east-2'), regions: TableRegions.replicas(['us-east-2']) },
    'consistency is "us-east-2": the witness must be in a Region that has no replica',
  ],
  [
    'strong consistency with TTL',
    {
      consistency: Consistency.strong(),
      regions: TableRegions.replicas(['us-east-2', 'us-west-2']),
      ttlAttribute: 'expiresAt',
    },
    'consistency and ttlAttribute is "expiresAt": strongly consistent tables have no TTL: leave ttlAttribute out, or choose Consistency.eventual()',
  ],
  [
    'no reads at all',
    { maxReadRequestUnits: 0 },
    'maxReadRequestUnits is 0: give a whole number of request units a second, 1 or more, or leave it out for no limit',
  ],
  [
    'a fraction of writes',
    { maxWriteRequestUnits: 1.5 },
    'maxWriteRequestUnits is 1.5: give a whole number of request units a second, 1 or more, or leave it out for no limit',
  ],
  ['no day to restore', { recoveryPeriodDays: 0 }, 'recoveryPeriodDays is 0: give 1 to 35 days'],
  ['too many days to restore', { recoveryPeriodDays: 36 }, 'recoveryPeriodDays is 36: give 1 to 35 days'],
])('%s', (_, props, failure) => {
  expect(() => make(props)).toThrow(new Error(`GlobalTable at 'Stack/Table':\n  - ${failure}`));
});

test('replicas want to know the Region of the stack', () => {
  expect(() => make({ regions: TableRegions.replicas(['eu-west-1']) }, {})).toThrow(
    new Error(
      `GlobalTable at 'Stack/Table':\n  - regions is ["eu-west-1"]: the stack's Region is not known at synth, so replicas cannot be told from it: give the stack an env with a Region`,
    ),
  );
});
