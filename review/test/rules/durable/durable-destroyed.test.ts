import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'durable-destroyed';
const OTHER = { Topic: resource('AWS::SNS::Topic') };

test.each([
  ['Delete', 'its data goes with it (DeletionPolicy Delete)'],
  ['Snapshot', 'only a last snapshot stays (DeletionPolicy Snapshot)'],
  [undefined, 'its data goes with it (DeletionPolicy unset)'],
])('flags a bucket that is taken out: %s', (policy, fate) => {
  const bucket = resource('AWS::S3::Bucket', {}, policy ? { DeletionPolicy: policy } : {});
  expect(only(RULE, reviewStack({ ...OTHER, Uploads: bucket }, OTHER))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Uploads',
    message: `AWS::S3::Bucket Uploads is deleted: the target template no longer has it; ${fate}`,
  });
});

test('says where only the deployment knows', () => {
  const state = (condition?: string) => ({
    template: {
      Parameters: { Keep: { Type: 'String' } },
      Conditions: { Kept: { 'Fn::Equals': [{ Ref: 'Keep' }, 'yes'] } },
      Resources: { Uploads: resource('AWS::S3::Bucket', {}, condition ? { Condition: condition } : {}) },
    },
  });
  expect(only(RULE, reviewStack(state(), state('Kept'))).message).toBe(
    'AWS::S3::Bucket Uploads is deleted (if its condition says so, which only the deployment knows): the target template no longer has it; its data goes with it (DeletionPolicy unset)',
  );
});

test('leaves retained and stateless resources to other rules', () => {
  const retained = resource('AWS::S3::Bucket', {}, { DeletionPolicy: 'Retain' });
  expect(found(RULE, reviewStack({ ...OTHER, Uploads: retained }, OTHER))).toEqual([]);
  expect(found(RULE, reviewStack({ ...OTHER, Web: resource('AWS::EC2::SecurityGroup') }, OTHER))).toEqual([]);
});
