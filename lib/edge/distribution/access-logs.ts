import { Duration, RemovalPolicy, Token, Validations } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { checkArguments } from '../../internal/checks/types';

/**
 * Where CloudFront delivers standard logs: the Regions that are enabled by default
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html).
 */
const LOG_REGIONS = [
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1'],
  ...['eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3'],
  ...['ap-south-1', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-southeast-1', 'ap-southeast-2'],
];

/** Whether CloudFront delivers standard logs to buckets in a Region. What is not known yet is given the benefit. */
export function deliversLogsTo(region: string): boolean {
  return Token.isUnresolved(region) || LOG_REGIONS.includes(region);
}

/** Logs wherever CloudFront delivers them. */
export function defaultAccessLogs(region: string): AccessLogs {
  return deliversLogsTo(region)
    ? AccessLogs.standard()
    : AccessLogs.off(`CloudFront delivers no standard logs to buckets in ${region}, an opt-in Region.`);
}

/** Options for access logs in a bucket of their own. */
export interface StandardAccessLogsOptions {
  /**
   * How long a log file is kept.
   *
   * @default - 90 days
   */
  readonly retention?: Duration;
}

/**
 * Where a front door's access logs go: one line a request, delivered to S3 within minutes, most of the time.
 *
 * This is CloudFront's standard logging as a property of the distribution (the console calls it legacy), because that
 * can be turned on and off in place from a stack in any Region. Its successor (v2) is made of CloudWatch Logs
 * resources, which for CloudFront exist in us-east-1 only
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html), and may be added beside.
 */
export class AccessLogs {
  /** Into a bucket made here, which is kept when the stack goes. It costs its storage, about 0.023 $ a GB and month. */
  public static standard(options: StandardAccessLogsOptions = {}): AccessLogs {
    checkArguments('AccessLogs.standard', { options });
    return new AccessLogs({ retention: options.retention ?? Duration.days(90) });
  }

  /**
   * Into a bucket that you have. It must allow ACLs (object ownership other than `BUCKET_OWNER_ENFORCED`) and stand in
   * a Region that is enabled by default; CloudFront does not deliver to buckets in opt-in Regions.
   *
   * @param bucket the bucket
   * @param prefix what the names of log files begin with, such as `front-door/`
   */
  public static inBucket(bucket: s3.IBucket, prefix?: string): AccessLogs {
    checkArguments('AccessLogs.inBucket', { bucket, prefix });
    return new AccessLogs({ bucket, prefix });
  }

  /**
   * No access logs.
   *
   * @param reason why nobody will miss them; it stands in the policy report
   */
  public static off(reason: string): AccessLogs {
    checkArguments('AccessLogs.off', { reason });
    return new AccessLogs({ reason });
  }

  /** Why there are none, where there are none. */
  public readonly offReason?: string;
  /** The bucket that was given. */
  public readonly bucket?: s3.IBucket;
  /** What the names of log files begin with. */
  public readonly prefix?: string;
  /** How long files are kept in a bucket made here. */
  public readonly retention?: Duration;

  private constructor(how: { reason?: string; bucket?: s3.IBucket; prefix?: string; retention?: Duration }) {
    this.offReason = how.reason;
    this.bucket = how.bucket;
    this.prefix = how.prefix;
    this.retention = how.retention;
  }
}

/** The bucket of a front door's own access logs. */
export function accessLogsBucket(scope: Construct, retention: Duration): s3.Bucket {
  const bucket = new s3.Bucket(scope, 'AccessLogs', {
    encryption: s3.BucketEncryption.S3_MANAGED,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    // CloudFront's log delivery grants itself access by an ACL, and then hands each object to the owner of the bucket.
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_PREFERRED,
    lifecycleRules: [{ expiration: retention, abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    removalPolicy: RemovalPolicy.RETAIN,
  });
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason: 'This bucket receives access logs itself; logging access to it would feed on its own entries.',
  });
  return bucket;
}
