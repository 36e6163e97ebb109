import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { growthFaults, policyFindings, synthTemplate } from './growth';

test('growthFaults sees a replacement and a removal', () => {
  const before = synthTemplate((stack) => {
    new s3.CfnBucket(stack, 'Renamed', { bucketName: 'one' });
    new s3.CfnBucket(stack, 'Removed');
  });
  const after = synthTemplate((stack) => void new s3.CfnBucket(stack, 'Renamed', { bucketName: 'two' }));
  expect(growthFaults(before, after)).toEqual([
    'Removed (AWS::S3::Bucket) WILL_DESTROY: ',
    'Renamed (AWS::S3::Bucket) WILL_REPLACE: BucketName',
  ]);
});

test('policyFindings sees what cdk-nag and the built-in validation see', () => {
  const findings = policyFindings((stack) => void new s3.CfnBucket(stack, 'Naked', { bucketName: 'Not A Name' }));
  expect(findings.some((finding) => finding.startsWith('AwsSolutions-S1'))).toBe(true);
  expect(findings.filter((finding) => !finding.startsWith('AwsSolutions')).length).toBeGreaterThan(0);
});

test('policyFindings is empty where nothing is found', () => {
  expect(policyFindings((stack) => void new ec2.CfnInternetGateway(stack, 'Gateway'))).toEqual([]);
});
