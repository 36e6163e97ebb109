import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledgeObjects } from '../internal/acknowledge-objects';
import { checkProps } from '../internal/checks/check';
import { checkArguments, checkTypes } from '../internal/checks/types';
import { Protection } from '../protection/protection';
import { DURABLE_BUCKET_CHECKS } from './bucket-checks';
import { ObjectLock } from './object-lock';

const READ = ['s3:GetObject'];
const WRITE = ['s3:PutObject', 's3:AbortMultipartUpload'];

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
   * Whether the bucket withstands its deletion. Without protection it is deleted with its stack, if it is empty.
   *
   * @default - the bucket stays when its stack is deleted
   */
  readonly protection?: Protection;
}

/**
 * A bucket for what users upload: private, versioned, encrypted, reached by TLS only, without ACLs, and kept when its
 * stack goes.
 *
 * What is overwritten or deleted can be brought back for 90 days; parts of uploads that never ended go after a week.
 *
 * **Cost** (us-east-1): 0.023 $ a GB and month, old versions included; 0.005 per thousand writes, 0.0004 per thousand
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
    checkTypes(this, 'DurableBucket', props);
    const keepOldVersionsFor = props.keepOldVersionsFor ?? Duration.days(90);
    const objectLock = props.objectLock ?? ObjectLock.off();
    const corsRules = props.corsRules ?? [];
    const { _offReason: protectionOffReason } = props.protection ?? Protection.on();
    const input = { keepOldVersionsFor, corsRules };
    checkProps(this, 'DurableBucket', input, DURABLE_BUCKET_CHECKS);

    const isProtected = protectionOffReason === undefined;
    if (!isProtected) this.node.addMetadata('cdk-scaling-patterns:unprotected', protectionOffReason);
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
      removalPolicy: isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    if (props.accessLogs === undefined) acknowledgeNoLogs(this.bucket);
  }

  /** Lets somebody read and list objects. */
  public grantRead(grantee: iam.IGrantable): iam.Grant {
    checkArguments('DurableBucket.grantRead', { grantee });
    return this.grantObjects(grantee, READ);
  }

  /** Lets somebody create and overwrite objects, without reading them. */
  public grantPut(grantee: iam.IGrantable): iam.Grant {
    checkArguments('DurableBucket.grantPut', { grantee });
    return this.grantObjects(grantee, WRITE);
  }

  /** Lets somebody read, list, create, overwrite and delete objects; what is deleted can be brought back. */
  public grantReadWrite(grantee: iam.IGrantable): iam.Grant {
    checkArguments('DurableBucket.grantReadWrite', { grantee });
    return this.grantObjects(grantee, [...READ, ...WRITE, 's3:DeleteObject']);
  }

  /** By name instead of the L2's `s3:GetObject*` and the like, which also let old versions be deleted for good. */
  private grantObjects(grantee: iam.IGrantable, actions: string[]): iam.Grant {
    const objects = this.bucket.arnForObjects('*');
    acknowledgeObjects(grantee, objects, 'The grant is on the objects of one bucket, whose keys the app chooses.');
    const grant = iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [objects] });
    return this.grantKey(grantee, actions).combine(actions === WRITE ? grant : grant.combine(this.grantList(grantee)));
  }

  private grantList(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['s3:ListBucket'],
      resourceArns: [this.bucket.bucketArn],
    });
  }

  private grantKey(grantee: iam.IGrantable, actions: string[]): iam.Grant {
    const key = this.bucket.encryptionKey;
    if (key === undefined) return iam.Grant.drop(grantee, 'S3 owns the key');
    // Uploads in parts are decrypted when they are put together.
    return actions === READ
      ? key.grant(grantee, 'kms:Decrypt')
      : key.grant(grantee, 'kms:Decrypt', 'kms:GenerateDataKey');
  }
}

function acknowledgeNoLogs(bucket: s3.Bucket): void {
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason:
      'Access logs were not asked for: they are billed per request as storage, and CloudTrail data events can record the same without a change of the bucket.',
  });
}
