import { Construct } from 'constructs';
import { DurableBucket } from '../../lib/storage/durable-bucket';
import { AppStorage } from '../app-storage';
import { AppStack, AppStackProps } from './base';

export interface StorageStackProps extends AppStackProps {
  readonly options?: AppStorage;
}

export class StorageStack extends AppStack {
  public readonly uploads: DurableBucket;

  constructor(scope: Construct, props: StorageStackProps) {
    super(scope, { id: 'Storage', part: 'storage', holds: "users' uploads" }, props);
    this.uploads = new DurableBucket(this, 'Uploads', props.options?.uploads);
  }
}
