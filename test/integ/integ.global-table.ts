import { Duration } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Protection } from '../../lib/protection/protection';
import { GlobalTable } from '../../lib/table/global-table';
import { TableRegions } from '../../lib/table/table-regions';
import { growing, integApp } from './support/app';
import { staysTheSame } from './support/stays';

// From one Region to two.
const { app, test } = integApp('global-table');
const tables: GlobalTable[] = [];
const { small, large } = growing(app, 'integ-global-table', (stack, isLarge) => {
  const made = new GlobalTable(stack, 'Sessions', {
    partitionKey: { name: 'sessionId', type: dynamodb.AttributeType.STRING },
    ttlAttribute: 'expiresAt',
    regions: isLarge ? TableRegions.replicas(['us-west-2']) : TableRegions.single(),
    protection: Protection.off({ reason: 'a test, which goes with its stack' }),
  });
  tables.push(made);
  staysTheSame(stack, 'Table', made.table.tableId!);
});
const TableName = tables[1].table.tableName;
const checks = test([small, large]);

checks.call('DynamoDB', 'putItem', { TableName, Item: { sessionId: { S: 'one' }, user: { S: 'ada' } } });
checks.answers(
  'DynamoDB',
  'getItem',
  { TableName, Key: { sessionId: { S: 'one' } }, ConsistentRead: true },
  { Item: { user: { S: 'ada' } } },
);
checks.holds(
  'DynamoDB',
  'describeTable',
  { TableName },
  {
    'Table.BillingModeSummary.BillingMode': 'PAY_PER_REQUEST',
    'Table.StreamSpecification.StreamEnabled': true,
    'Table.Replicas.0.RegionName': 'us-west-2',
    'Table.Replicas.0.ReplicaStatus': 'ACTIVE',
  },
  { within: Duration.minutes(10) },
);
checks.answers(
  'DynamoDB',
  'describeTimeToLive',
  { TableName },
  { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED' } },
);
checks.answers(
  'DynamoDB',
  'describeContinuousBackups',
  { TableName },
  { ContinuousBackupsDescription: { PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' } } },
);
