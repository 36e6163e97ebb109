import { aws_iam as iam, aws_kms as kms, aws_s3 as s3, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { validateProps } from '../internal/validation';
import { ObjectLock } from './object-lock';
import { DURABLE_BUCKET_RULES } from './rules';

/** Props of a `DurableBucket`. */
export interface DurableBucketProps {
  /**
   * The key that encrypts new objects. Changing it later leaves older objects under the former one.
   *
   * @default - a key that S3 owns (SSE-S3), free of charge
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * How long an overwritten or deleted object can be brought back, in whole days.
   *
   * @default - 90 days
   */
  readonly keepOldVersionsFor?: Duration;

  /**
   * Whether versions can be locked against deletion. Decided at creation.
   *
   * @default - they cannot
   */
  readonly objectLock?: ObjectLock;

  /**
   * Which pages may use the bucket from a browser.
   *
   * @default - none
   */
  readonly corsRules?: s3.CorsRule[];

  /**
   * Where each request to the bucket is recorded, best a `LogBucket` of the same stack.
   *
   * @default - nowhere
   */
  readonly accessLogs?: s3.IBucket;

  /**
   * Why the content may be lost. The bucket is then deleted with its stack, once it is empty.
   *
   * @default - the bucket is kept when its stack is deleted
   */
  readonly disposableBecause?: string;
}

/**
 * A bucket for what users upload: private, versioned, encrypted, reached by TLS only, without ACLs, and kept when its
 * stack goes.
 *
 * What is overwritten or deleted can be brought back for 90 days; parts of uploads that never ended go after a week.
 *
 * **Cost** (us-east-1): 0.023 USD a GB and month, old versions included; 0.005 per thousand writes, 0.0004 per thousand
 * reads. Source: https://aws.amazon.com/s3/pricing/
 *
 * **One-way doors**: `objectLock`, from `off()` to any other. The bucket has no fixed name, so nothing collides.
 *
 * @example
 *
 * declare const task: ecs.TaskDefinition;
 * const uploads = new DurableBucket(this, 'Uploads', {
 *   corsRules: [
 *     {
 *       allowedOrigins: ['https://www.example.com'],
 *       allowedMethods: [s3.HttpMethods.PUT],
 *       allowedHeaders: ['content-type'],
 *     },
 *   ],
 * });
 * uploads.grantReadWrite(task.taskRole);
 */
export class DurableBucket extends Construct {
  /** The bucket. */
  public readonly bucket: s3.Bucket;

  constructor(scope: Construct, id: string, props: DurableBucketProps = {}) {
    super(scope, id);
    const keepOldVersionsFor = props.keepOldVersionsFor ?? Duration.days(90);
    const objectLock = props.objectLock ?? ObjectLock.off();
    const corsRules = props.corsRules ?? [];
    const disposable = props.disposableBecause !== undefined;
    validateProps(this, 'DurableBucket', { ...props, keepOldVersionsFor, corsRules }, DURABLE_BUCKET_RULES);

    if (disposable) this.node.addMetadata('cdk-scaling-patterns:disposable', props.disposableBecause);
    this.bucket = new s3.Bucket(this, 'Bucket', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      encryption: props.encryptionKey === undefined ? s3.BucketEncryption.S3_MANAGED : s3.BucketEncryption.KMS,
      encryptionKey: props.encryptionKey,
      // One data key a bucket and while instead of one an object: KMS would be the larger part of the bill.
      bucketKeyEnabled: props.encryptionKey === undefined ? undefined : true,
      objectLockEnabled: objectLock._enabled ? true : undefined,
      objectLockDefaultRetention: objectLock._retention,
      lifecycleRules: [
        {
          id: 'old-versions',
          noncurrentVersionExpiration: keepOldVersionsFor,
          expiredObjectDeleteMarker: true,
        },
        { id: 'unfinished-uploads', abortIncompleteMultipartUploadAfter: Duration.days(7) },
      ],
      cors: corsRules.length > 0 ? [...corsRules] : undefined,
      serverAccessLogsBucket: props.accessLogs,
      serverAccessLogsPrefix: props.accessLogs === undefined ? undefined : `s3/${this.node.id}/`,
      removalPolicy: disposable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    });
    if (props.accessLogs === undefined) {
      Validations.of(this.bucket).acknowledge({
        id: 'AwsSolutions-S1',
        reason:
          'Access logs were not asked for: they are billed per request as storage, and CloudTrail data events can record the same without a change of the bucket.',
      });
    }
  }

  /** Lets somebody read objects. */
  public grantRead(grantee: iam.IGrantable): iam.Grant {
    return this.bucket.grantRead(grantee);
  }

  /** Lets somebody create and overwrite objects, without reading them. */
  public grantPut(grantee: iam.IGrantable): iam.Grant {
    return this.bucket.grantPut(grantee);
  }

  /** Lets somebody read, create, overwrite and delete objects; what is deleted can be brought back. */
  public grantReadWrite(grantee: iam.IGrantable): iam.Grant {
    return this.bucket.grantReadWrite(grantee);
  }
}
