import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'dynamodb-consistency';
const table = (MultiRegionConsistency?: string, BillingMode = 'PAY_PER_REQUEST') => ({
  Sessions: resource('AWS::DynamoDB::GlobalTable', {
    BillingMode,
    ...(MultiRegionConsistency === undefined ? {} : { MultiRegionConsistency }),
  }),
});

test.each([
  [undefined, 'STRONG', 'EVENTUAL to STRONG'],
  ['STRONG', undefined, 'STRONG to EVENTUAL'],
])('flags %j → %j', (before, after, text) => {
  expect(only(RULE, reviewStack(table(before), table(after)))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Sessions',
    message: `AWS::DynamoDB::GlobalTable Sessions goes from ${text} consistency: the mode is chosen when the table gets its first replicas, and a table with items in it is refused`,
  });
});

test('leaves a table that keeps its mode, or spells the default out, alone', () => {
  expect(found(RULE, reviewStack(table('STRONG'), table('STRONG', 'PROVISIONED')))).toEqual([]);
  expect(found(RULE, reviewStack(table(), table('EVENTUAL')))).toEqual([]);
});
