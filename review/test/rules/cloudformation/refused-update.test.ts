import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'refused-update';
const table = (LocalSecondaryIndexes?: unknown[]) => ({
  Sessions: resource('AWS::DynamoDB::Table', {
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    ...(LocalSecondaryIndexes ? { LocalSecondaryIndexes } : {}),
  }),
});

test('says what the service refuses, and where that is written', () => {
  expect(only(RULE, reviewStack(table(), table([{ IndexName: 'at' }])))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Sessions',
    message:
      'AWS::DynamoDB::Table Sessions fails to deploy: LocalSecondaryIndexes unset → [{"IndexName":"at"}]; a local index is created together with its table, and updates are not supported (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-table-localsecondaryindex.html)',
  });
});

test('leaves what is taken alone', () => {
  const mode = (BillingMode: string) => ({ Sessions: resource('AWS::DynamoDB::Table', { BillingMode }) });
  expect(found(RULE, reviewStack(mode('PROVISIONED'), mode('PAY_PER_REQUEST')))).toEqual([]);
});
