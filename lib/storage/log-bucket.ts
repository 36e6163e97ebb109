import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { checkProps } from '../internal/checks/check';
import { checkTypes } from '../internal/checks/types';
import { LOG_BUCKET_CHECKS } from './bucket-checks';

/** Props of a `LogBucket`. */
export interface LogBucketProps {
  /**
   * How long a log file is kept, in whole days.
   *
   * @default - 90 days
   */
  readonly keepFor?: Duration;
}

/**
 * A bucket for access logs of load balancers, buckets and distributions: private, reached by TLS only, without ACLs, and
 * emptied as files age. Encrypted with a key of S3's own, since load balancers can write under no other.
 *
 * Who writes is allowed by whoever makes the logs: `loadBalancer.logAccessLogs(logs.bucket)`, or a `DurableBucket`'s
 * `accessLogs`. CloudFront's older standard logs want ACLs and do not work with it; its newer ones do.
 *
 * **Cost** (us-east-1): 0.023 $ a GB and month. Source: https://aws.amazon.com/s3/pricing/
 *
 * **One-way doors**: none. The bucket is kept when its stack goes, with what is in it, which still ages.
 *
 * @example
 *
 * const logs = new LogBucket(this, 'AccessLogs');
 * new DurableBucket(this, 'Uploads', { accessLogs: logs.bucket });
 */
export class LogBucket extends Construct {
  /** The bucket. */
  public readonly bucket: s3.Bucket;

  constructor(scope: Construct, id: string, props: LogBucketProps = {}) {
    super(scope, id);
    checkTypes(this, 'LogBucket', props);
    const keepFor = props.keepFor ?? Duration.days(90);
    checkProps(this, 'LogBucket', { keepFor }, LOG_BUCKET_CHECKS);
    this.bucket = new s3.Bucket(this, 'Bucket', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      lifecycleRules: [
        { id: 'age', expiration: keepFor },
        { id: 'unfinished-uploads', abortIncompleteMultipartUploadAfter: Duration.days(7) },
      ],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'This bucket receives access logs; logging the deliveries to itself would never end.',
    });
  }
}
