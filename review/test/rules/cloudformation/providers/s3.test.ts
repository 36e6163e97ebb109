import { resource } from '../../../support';
import { told } from './events';

const bucket = (...tags: string[]) =>
  resource('AWS::S3::Bucket', { Tags: tags.map((Key) => ({ Key, Value: 'true' })) });
const A = { Ref: 'A' };
const B = { Ref: 'B' };
const buckets = { A: bucket(), B: bucket() };

describe('a deployment to a bucket', () => {
  const TYPE = 'Custom::CDKBucketDeployment';
  const to = (DestinationBucketName: unknown, more: object = {}) => ({ DestinationBucketName, Prune: false, ...more });

  test('to another place deletes what is in the old one, unless that is retained', () => {
    expect(told(TYPE, to(A, { RetainOnDelete: false }), to(B, { RetainOnDelete: false }), { before: buckets })).toEqual(
      [
        'hazard: goes from s3://A/ to s3://B/, and RetainOnDelete is false: its handler deletes every object under s3://A/, also those that it did not put there',
      ],
    );
    expect(told(TYPE, to(A), to(B), { before: buckets })).toEqual([]);
    expect(told(TYPE, to(A, { DestinationBucketKeyPrefix: '/' }), to(A), { before: buckets })).toEqual([]);
  });

  test('deletes what is there when it goes, unless it is retained or another one of that place comes', () => {
    const once = to(A, { RetainOnDelete: false });
    expect(told(TYPE, once, undefined, { before: buckets })).toEqual([
      'hazard: is deleted, and RetainOnDelete is false: its handler deletes every object under s3://A/, also those that it did not put there',
    ]);
    expect(told(TYPE, to(A), undefined, { before: buckets })).toEqual([]);
    const next = { ...buckets, Next: resource(TYPE, { ServiceToken: 'arn:b', ...once }) };
    expect(told(TYPE, once, undefined, { before: buckets, after: next })).toEqual([]);
  });

  test('prunes what was there before it, and what another one keeps there', () => {
    const pruning = to(A, { Prune: true });
    const there = {
      ...buckets,
      Old: resource(TYPE, { ServiceToken: 'arn:old', ...to(A, { DestinationBucketKeyPrefix: 'img/' }) }),
    };
    expect(told(TYPE, undefined, pruning, { before: buckets })).toEqual([
      'caution: deletes all that is not among its files under s3://A/ (Prune is on), a place that was there before',
    ]);
    expect(told(TYPE, undefined, pruning, { before: there })).toEqual([
      'hazard: deletes all that is not among its files under s3://A/ (Prune is on), where another deployment of the stack keeps its own',
    ]);
    expect(told(TYPE, undefined, pruning, { before: {}, after: buckets })).toEqual([]);
    expect(told(TYPE, to(A), pruning, { before: buckets })).toEqual([
      'hazard: begins to delete all that is not among its files under s3://A/ (Prune false → true), which someone else may have put there',
    ]);
  });

  test('of other files is what it is for', () => {
    const state = (key: string) => to(A, { Prune: true, SourceObjectKeys: [key] });
    expect(told(TYPE, state('a.zip'), state('b.zip'), { before: buckets })).toEqual([]);
  });
});

describe.each([
  ['Custom::S3AutoDeleteObjects', 'BucketName', 'aws-cdk:auto-delete-objects', 'objects'],
  ['Custom::ECRAutoDeleteImages', 'RepositoryName', 'aws-cdk:auto-delete-images', 'images'],
])('%s', (type, name, tag, what) => {
  const tagged = { A: bucket(tag) };

  test('empties what stays with its tag', () => {
    expect(told(type, { [name]: A }, undefined, { before: tagged })).toEqual([
      `hazard: is deleted, and its handler deletes all ${what} of A, which stays`,
    ]);
    const retained = { A: { ...bucket(tag), DeletionPolicy: 'Retain' } };
    expect(told(type, { [name]: A }, undefined, { before: retained, after: {} })).toHaveLength(1);
  });

  test('leaves what has lost its tag, and adds nothing to what goes with it', () => {
    expect(told(type, { [name]: A }, undefined, { before: tagged, after: { A: bucket() } })).toEqual([]);
    expect(told(type, { [name]: A }, undefined, { before: tagged, after: {} })).toEqual([]);
    expect(told(type, undefined, { [name]: A }, { before: tagged })).toEqual([]);
  });
});

test('notifications end with their resource', () => {
  const state = { BucketName: A, NotificationConfiguration: {} };
  expect(told('Custom::S3BucketNotifications', state, undefined, { before: buckets })).toEqual([
    'caution: is deleted: the bucket A sends no notification of it any more',
  ]);
  expect(told('Custom::S3BucketNotifications', undefined, state, { before: buckets })).toEqual([]);
});
