import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Protection } from '../../lib/protection/protection';
import { DurableBucket, DurableBucketProps } from '../../lib/storage/durable-bucket';
import { LogBucket } from '../../lib/storage/log-bucket';
import { ObjectLock } from '../../lib/storage/object-lock';
import { testApp } from '../support/app';
import { growthFaults, policyFindings, synthTemplate, TEST_ENV } from '../support/growth';

const bucket = (props?: DurableBucketProps) => (stack: Stack) => new DurableBucket(stack, 'Uploads', props);
const synth = (props?: DurableBucketProps) => synthTemplate((stack) => void bucket(props)(stack));
const template = (props?: DurableBucketProps) => Template.fromJSON(synth(props));
const newStack = () => new Stack(testApp(), 'Stack', { env: TEST_ENV });
const CORS: s3.CorsRule = { allowedOrigins: ['https://www.example.com'], allowedMethods: [s3.HttpMethods.PUT] };

describe('by default', () => {
  const small = template();

  test('it is private, versioned and encrypted, and has no ACLs', () => {
    small.hasResourceProperties('AWS::S3::Bucket', {
      BucketName: Match.absent(),
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      ObjectLockEnabled: Match.absent(),
      CorsConfiguration: Match.absent(),
      LoggingConfiguration: Match.absent(),
    });
  });

  test('it is reached by TLS 1.2 or later only', () => {
    small.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: [
          { Effect: 'Deny', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
          { Effect: 'Deny', Action: 's3:*', Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } },
        ],
      },
    });
  });

  test('old versions go after 90 days, unfinished uploads after a week', () => {
    small.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: [
          {
            Id: 'old-versions',
            NoncurrentVersionExpiration: { NoncurrentDays: 90 },
            ExpiredObjectDeleteMarker: true,
            Status: 'Enabled',
          },
          {
            Id: 'unfinished-uploads',
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
            Status: 'Enabled',
          },
        ],
      },
    });
  });

  test('it is kept', () => {
    small.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });
});

test('a key of the user encrypts, by one data key a bucket', () => {
  const stack = newStack();
  bucket({ encryptionKey: new kms.Key(stack, 'Key') })(stack);
  Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', {
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } },
      ],
    },
  });
});

test('browsers may upload where a rule allows it', () => {
  template({ corsRules: [CORS] }).hasResourceProperties('AWS::S3::Bucket', {
    CorsConfiguration: { CorsRules: [{ AllowedOrigins: ['https://www.example.com'], AllowedMethods: ['PUT'] }] },
  });
});

test('requests are recorded in a log bucket, under a prefix of the bucket', () => {
  const stack = newStack();
  bucket({ accessLogs: new LogBucket(stack, 'Logs').bucket })(stack);
  Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', {
    LoggingConfiguration: {
      DestinationBucketName: { Ref: Match.stringLikeRegexp('^LogsBucket') },
      LogFilePrefix: 's3/Uploads/',
    },
  });
});

test.each([
  ['available', ObjectLock.available(), Match.absent()],
  [
    'governance',
    ObjectLock.governance(Duration.days(30)),
    { Rule: { DefaultRetention: { Days: 30, Mode: 'GOVERNANCE' } } },
  ],
  [
    'compliance',
    ObjectLock.compliance(Duration.days(365)),
    { Rule: { DefaultRetention: { Days: 365, Mode: 'COMPLIANCE' } } },
  ],
])('object lock, %s', (_, objectLock, configuration) => {
  template({ objectLock }).hasResourceProperties('AWS::S3::Bucket', {
    ObjectLockEnabled: true,
    ObjectLockConfiguration: configuration,
  });
});

test('a bucket that may be lost goes with its stack, and says why', () => {
  const stack = newStack();
  const made = bucket({ protection: Protection.off({ reason: 'Integration test, torn down at once.' }) })(stack);
  Template.fromStack(stack).hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Delete' });
  expect(made.node.metadata.map(({ type }) => type)).toContain('cdk-scaling-patterns:unprotected');
});

test.each([
  ['grantRead', ['s3:GetObject'], ['s3:PutObject']],
  ['grantPut', ['s3:PutObject'], ['s3:GetObject']],
  ['grantReadWrite', ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], ['s3:PutBucketPolicy']],
] as const)('%s allows what it says', (grant, allowed, refused) => {
  const stack = newStack();
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
  bucket()(stack)[grant](role);
  const [policy] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
  const actions = policy.Properties.PolicyDocument.Statement.flatMap(({ Action }: { Action: string[] }) => Action);
  expect(actions).toEqual(expect.arrayContaining([...allowed]));
  refused.forEach((action) => expect(actions).not.toContain(action));
});

test.each([
  ['grantRead', ['kms:Decrypt']],
  ['grantPut', ['kms:Decrypt', 'kms:GenerateDataKey']],
  ['grantReadWrite', ['kms:Decrypt', 'kms:GenerateDataKey']],
] as const)('%s allows the use of the key', (grant, allowed) => {
  const stack = newStack();
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
  bucket({ encryptionKey: new kms.Key(stack, 'Key') })(stack)[grant](role);
  const [policy] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
  const actions = policy.Properties.PolicyDocument.Statement.flatMap(({ Action }: { Action: string[] }) => Action);
  expect(actions.filter((action: string) => action.startsWith('kms:'))).toEqual([...allowed]);
});

test.each(['grantRead', 'grantPut', 'grantReadWrite'] as const)('policy, %s: no finding', (grant) => {
  const findings = policyFindings((stack) => {
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
    const encryptionKey = new kms.Key(stack, 'Key', { enableKeyRotation: true });
    bucket({ encryptionKey })(stack)[grant](role);
  });
  expect(findings).toEqual([]);
});

describe('growth replaces nothing', () => {
  const small: DurableBucketProps = {};
  test.each<[string, DurableBucketProps, DurableBucketProps]>([
    ['CORS and a longer memory', small, { corsRules: [CORS], keepOldVersionsFor: Duration.days(365) }],
    [
      'a default lock, where locks are available',
      { objectLock: ObjectLock.available() },
      { objectLock: ObjectLock.governance(Duration.days(1)) },
    ],
  ])('%s', (_, from, to) => {
    expect(growthFaults(synth(from), synth(to))).toEqual([]);
  });

  test('but for object lock, as documented', () => {
    expect(growthFaults(synth(small), synth({ objectLock: ObjectLock.available() }))).toEqual([
      expect.stringMatching(/^UploadsBucket.* \(AWS::S3::Bucket\) WILL_REPLACE: ObjectLockEnabled$/),
      expect.stringMatching(/^UploadsBucketPolicy.* WILL_REPLACE: Bucket$/),
    ]);
  });
});

test('policy: no finding, with or without access logs', () => {
  expect(policyFindings((stack) => void bucket({ corsRules: [CORS] })(stack))).toEqual([]);
  expect(policyFindings((stack) => void bucket({ accessLogs: new LogBucket(stack, 'Logs').bucket })(stack))).toEqual(
    [],
  );
});

const OLD = 'give a whole number of days, 1 or more: it is the time to undo an overwrite or a deletion';
test.each<[string, DurableBucketProps, string]>([
  ['no memory', { keepOldVersionsFor: Duration.days(0) }, `keepOldVersionsFor is 0 seconds: ${OLD}`],
  ['half a day of memory', { keepOldVersionsFor: Duration.hours(12) }, `keepOldVersionsFor is 12 hours: ${OLD}`],
  [
    'uploads from any page',
    { corsRules: [{ allowedOrigins: ['*'], allowedMethods: [s3.HttpMethods.PUT] }] },
    'corsRules is [["*"]]: do not let pages of any origin write: give your app\'s origin, such as https://www.example.com',
  ],
])('%s is refused', (_, props, failure) => {
  expect(() => bucket(props)(newStack())).toThrow(new Error(`DurableBucket at 'Stack/Uploads':\n  - ${failure}`));
});

test('pages of any origin may read', () => {
  const corsRules = [{ allowedOrigins: ['*'], allowedMethods: [s3.HttpMethods.GET] }];
  expect(() => bucket({ corsRules })(newStack())).not.toThrow();
});
