import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'durable-type-changed';

test('flags a table that becomes a global table under the same logical ID', () => {
  const review = reviewStack(
    { Sessions: resource('AWS::DynamoDB::Table') },
    { Sessions: resource('AWS::DynamoDB::GlobalTable') },
  );
  expect(only(RULE, review)).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Sessions',
    message:
      'AWS::DynamoDB::Table Sessions becomes AWS::DynamoDB::GlobalTable under the logical ID Sessions: CloudFormation refuses a change of type, and under another ID the new one would begin empty',
  });
  expect(found('durable-replaced', review)).toEqual([]);
});

test('leaves what holds nothing to another rule', () => {
  const review = reviewStack({ Rule: resource('AWS::Events::Rule') }, { Rule: resource('AWS::Scheduler::Schedule') });
  expect(found(RULE, review)).toEqual([]);
});
