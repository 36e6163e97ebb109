import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'dynamodb-one-index';
const index = (IndexName: string, attribute = IndexName, units = 1) => ({
  IndexName,
  KeySchema: [{ AttributeName: attribute, KeyType: 'HASH' }],
  ProvisionedThroughput: { ReadCapacityUnits: units },
});
const table = (...GlobalSecondaryIndexes: unknown[]) => ({
  Sessions: resource('AWS::DynamoDB::Table', { GlobalSecondaryIndexes }),
});

test.each([
  [[], [index('a'), index('b')], 'creates a, b'],
  [[index('a'), index('b')], [], 'deletes a, b'],
  [[index('a')], [index('b')], 'creates b and deletes a'],
  [[index('a')], [index('a', 'other')], 'creates a and deletes a'],
])('flags more than one at a time: %#', (before, after, text) => {
  expect(only(RULE, reviewStack(table(...before), table(...after)))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Sessions',
    message: `AWS::DynamoDB::Table Sessions ${text} in one update: DynamoDB accepts one global secondary index created or deleted at a time, and the update fails`,
  });
});

test('leaves one, other throughput, and those of a new table alone', () => {
  expect(found(RULE, reviewStack(table(index('a')), table(index('a'), index('b'))))).toEqual([]);
  expect(found(RULE, reviewStack(table(index('a')), table(index('a', 'a', 5))))).toEqual([]);
  const topic = { Topic: resource('AWS::SNS::Topic') };
  expect(found(RULE, reviewStack(topic, { ...topic, ...table(index('a'), index('b')) }))).toEqual([]);
});
