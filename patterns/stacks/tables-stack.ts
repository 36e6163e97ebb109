import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { GlobalTable } from '../../lib/table/global-table';
import { AppStack, AppStackProps } from './base';

export class TablesStack extends AppStack {
  public readonly sessions: GlobalTable;

  constructor(scope: Construct, props: AppStackProps) {
    super(scope, { id: 'Tables', part: 'tables', holds: 'DynamoDB tables' }, props);
    this.sessions = new GlobalTable(this, 'Sessions', {
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
      ttlAttribute: 'expires_at',
    });
  }
}
