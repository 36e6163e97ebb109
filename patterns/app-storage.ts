import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { DurableBucketProps } from '../lib/storage/durable-bucket';
import { GlobalTableOptions } from '../lib/table/global-table';

/** The buckets of an app; that of its build assets is CloudFront's. */
export interface AppStorage {
  /**
   * The bucket of users' uploads: its key, which pages may use it (CORS), how long old versions are kept.
   *
   * @default - see each
   */
  readonly uploads?: DurableBucketProps;
}

/** The table of session state. */
export interface AppSessionTable extends GlobalTableOptions {
  /**
   * The attribute that spreads the items. It can never change.
   *
   * @default - `id`, a string
   */
  readonly partitionKey?: dynamodb.Attribute;
}

/** The tables of an app. */
export interface AppTables {
  /**
   * The table of session state. Its `ttlAttribute` is `expires_at` here.
   *
   * @default - see each
   */
  readonly sessions?: AppSessionTable;
}
