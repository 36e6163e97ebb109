import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Network } from '../../lib/network/network';
import { LogBucket, LogBucketProps } from '../../lib/storage/log-bucket';
import { testApp } from '../support/app';
import { growthFaults, policyFindings, synthTemplate, TEST_ENV } from '../support/growth';

const make = (props?: LogBucketProps) => (stack: Stack) => new LogBucket(stack, 'Logs', props);
const synth = (props?: LogBucketProps) => synthTemplate((stack) => void make(props)(stack));

test('by default it is private, encrypted by S3, kept, and forgets after 90 days', () => {
  Template.fromJSON(synth()).hasResource('AWS::S3::Bucket', {
    DeletionPolicy: 'Retain',
    Properties: {
      BucketName: Match.absent(),
      PublicAccessBlockConfiguration: { RestrictPublicBuckets: true },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      LifecycleConfiguration: {
        Rules: [
          { Id: 'age', ExpirationInDays: 90 },
          { Id: 'unfinished-uploads', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } },
        ],
      },
    },
  });
});

test('a load balancer can write to it', () => {
  const stack = new Stack(testApp(), 'Stack', { env: TEST_ENV });
  const { vpc, privateSubnets } = new Network(stack, 'Network');
  const balancer = new elb.ApplicationLoadBalancer(stack, 'Alb', { vpc, vpcSubnets: privateSubnets });
  balancer.logAccessLogs(make()(stack).bucket, 'alb');
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
    LoadBalancerAttributes: Match.arrayWith([{ Key: 'access_logs.s3.enabled', Value: 'true' }]),
  });
  template.hasResourceProperties('AWS::S3::BucketPolicy', {
    PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 's3:PutObject', Effect: 'Allow' })]) },
  });
});

test('a longer memory is an update', () => {
  expect(growthFaults(synth(), synth({ keepFor: Duration.days(365) }))).toEqual([]);
});

test('policy: no finding', () => {
  expect(policyFindings((stack) => void make()(stack))).toEqual([]);
});

test('keepFor is in whole days', () => {
  expect(() => make({ keepFor: Duration.hours(36) })(new Stack(testApp(), 'Stack'))).toThrow(
    new Error(`LogBucket at 'Stack/Logs':\n  - keepFor is 36 hours: give a whole number of days, 1 or more`),
  );
});
