import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { InlineResource } from './inline-resource';

/**
 * Empties a bucket before it goes with its stack, all versions of it: S3 deletes none that has something in it.
 *
 * @param bucket a bucket that a construct exposes
 */
export function emptied(bucket: s3.Bucket): void {
  new InlineResource(bucket, 'Emptied', {
    name: 'EmptyBuckets',
    code: `
  const { S3Client, ListObjectVersionsCommand, DeleteObjectsCommand } = require('@aws-sdk/client-s3');
  const { Bucket } = event.ResourceProperties;
  const s3 = new S3Client();
  while (event.RequestType === 'Delete') {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (Objects.length === 0) break;
    const { Errors = [] } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    if (Errors.length > 0) throw new Error(Errors[0].Key + ': ' + Errors[0].Message);
  }
  return Bucket;
`,
    properties: { Bucket: bucket.bucketName },
    statements: [
      new iam.PolicyStatement({ actions: ['s3:ListBucketVersions'], resources: [bucket.bucketArn] }),
      new iam.PolicyStatement({
        actions: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
        resources: [bucket.arnForObjects('*')],
      }),
    ],
  });
}
