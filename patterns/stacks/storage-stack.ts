import { Construct } from 'constructs';
import { DurableBucket } from '../../lib/storage/durable-bucket';
import { AppStack, AppStackProps } from './base';

export class StorageStack extends AppStack {
  public readonly uploads: DurableBucket;

  constructor(scope: Construct, props: AppStackProps) {
    super(scope, { id: 'Storage', part: 'storage', holds: "users' uploads" }, props);
    this.uploads = new DurableBucket(this, 'Uploads');
  }
}
