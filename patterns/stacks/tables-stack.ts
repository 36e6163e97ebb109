import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { GlobalTable } from '../../lib/table/global-table';
import { AppTables } from '../app-storage';
import { AppStack, AppStackProps } from './base';

export interface TablesStackProps extends AppStackProps {
  readonly options?: AppTables;
}

export class TablesStack extends AppStack {
  public readonly sessions: GlobalTable;

  constructor(scope: Construct, props: TablesStackProps) {
    super(scope, { id: 'Tables', part: 'tables', holds: 'DynamoDB tables' }, props);
    const { sessions } = props.options ?? {};
    this.sessions = new GlobalTable(this, 'Sessions', {
      ...sessions,
      partitionKey: sessions?.partitionKey ?? { name: 'id', type: dynamodb.AttributeType.STRING },
      ttlAttribute: sessions?.ttlAttribute ?? 'expires_at',
    });
  }
}
