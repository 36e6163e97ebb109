import { Protection } from '../../lib/protection/protection';
import { DurableBucket } from '../../lib/storage/durable-bucket';
import { LogBucket } from '../../lib/storage/log-bucket';
import { integApp } from './support/app';
import { emptied } from './support/emptied';
import { staysTheSame } from './support/stays';

// What is overwritten can be brought back, and nobody reads it without credentials.
const { stack: makeStack, test } = integApp('buckets');
const stack = makeStack('integ-buckets');
const logs = new LogBucket(stack, 'Logs');
const uploads = new DurableBucket(stack, 'Uploads', {
  accessLogs: logs.bucket,
  protection: Protection.off({ reason: 'a test, which goes with its stack' }),
});
[logs.bucket, uploads.bucket].forEach(emptied);
staysTheSame(stack, 'Uploads', uploads.bucket.bucketArn);
staysTheSame(stack, 'Logs', logs.bucket.bucketArn);
const checks = test([stack]);
const Bucket = uploads.bucket.bucketName;
const Key = 'greeting.txt';

const first = checks.call('S3', 'putObject', { Bucket, Key, Body: 'hello' });
checks.call('S3', 'putObject', { Bucket, Key, Body: 'goodbye' });
checks.answers('S3', 'getObject', { Bucket, Key }, { Body: 'goodbye' });
const VersionId = first.getAttString('VersionId');
checks.answers('S3', 'getObject', { Bucket, Key, VersionId }, { Body: 'hello' }, { allow: ['s3:GetObjectVersion'] });
checks.http(`https://${uploads.bucket.bucketRegionalDomainName}/${Key}`, {}, { status: 403 });

for (const { bucketName } of [uploads.bucket, logs.bucket]) {
  checks.answers(
    'S3',
    'getPublicAccessBlock',
    { Bucket: bucketName },
    {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    },
    { allow: ['s3:GetBucketPublicAccessBlock'] },
  );
  checks.holds(
    'S3',
    'getBucketLifecycleConfiguration',
    { Bucket: bucketName },
    { 'Rules.0.Status': 'Enabled', 'Rules.1.Status': 'Enabled' },
    { allow: ['s3:GetLifecycleConfiguration'] },
  );
}
checks.answers('S3', 'getBucketLogging', { Bucket }, { LoggingEnabled: { TargetBucket: logs.bucket.bucketName } });
