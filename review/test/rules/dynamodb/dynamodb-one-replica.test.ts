import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'dynamodb-one-replica';
const table = (Regions: string[], more: Record<string, unknown> = {}) => ({
  Sessions: resource('AWS::DynamoDB::GlobalTable', { Replicas: Regions.map((Region) => ({ Region })), ...more }),
});

test.each([
  [['eu-west-1'], ['eu-west-1', 'us-east-1', 'us-west-2'], 'adds the replicas us-east-1, us-west-2'],
  [
    ['eu-west-1', 'us-east-1'],
    ['eu-west-1', 'us-west-2'],
    'adds the replicas us-west-2 and removes the replicas us-east-1',
  ],
])('flags more than one at a time: %#', (before, after, text) => {
  expect(only(RULE, reviewStack(table(before), table(after)))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Sessions',
    message: `AWS::DynamoDB::GlobalTable Sessions ${text} in one update: only a single replica can be added or removed in each`,
  });
});

test('leaves one, and the Regions of a strongly consistent table, alone', () => {
  expect(found(RULE, reviewStack(table(['eu-west-1']), table(['eu-west-1', 'us-east-1'])))).toEqual([]);
  const strong = { MultiRegionConsistency: 'STRONG' };
  const review = reviewStack(table(['us-east-1'], strong), table(['us-east-1', 'us-east-2', 'us-west-2'], strong));
  expect(found(RULE, review)).toEqual([]);
});
