import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'durable-destroyed';
const OTHER = { Topic: resource('AWS::SNS::Topic') };

const ON = { DeletionProtection: true };
const held = (what: string) =>
  `it is not deleted while ${what}: the clean-up fails, and it stays behind, outside the stack`;

test.each([
  ['AWS::EFS::FileSystem', 'Delete', {}, 'it is deleted with what it holds', 'lost'],
  ['AWS::EFS::FileSystem', undefined, {}, 'it is deleted with what it holds', 'lost'],
  ['AWS::Redshift::Cluster', 'Snapshot', {}, 'it is deleted after a last snapshot', 'lost'],
  ['AWS::RDS::DBInstance', undefined, {}, 'it is deleted after a last snapshot', 'lost'],
  ['AWS::RDS::DBCluster', undefined, {}, 'it is deleted after a last snapshot', 'lost'],
  ['AWS::RDS::DBCluster', 'Delete', {}, 'it is deleted with what it holds', 'lost'],
  [
    'AWS::RDS::DBCluster',
    'Delete',
    ON,
    held('DeletionProtection is on, which this step does not take off first'),
    'left-behind',
  ],
  ['AWS::S3::Bucket', 'Delete', {}, held('objects are in it'), 'left-behind'],
  [
    'AWS::S3::Bucket',
    'Delete',
    { Tags: [{ Key: 'aws-cdk:auto-delete-objects', Value: 'true' }] },
    'it is deleted with what it holds',
    'lost',
  ],
  ['AWS::ECR::Repository', undefined, {}, held('images are in it'), 'left-behind'],
  ['AWS::ECR::Repository', undefined, { EmptyOnDelete: true }, 'it is deleted with what it holds', 'lost'],
  ['AWS::Backup::BackupVault', undefined, {}, held('recovery points are in it'), 'left-behind'],
  [
    'AWS::KMS::Key',
    'Delete',
    {},
    'it is scheduled for deletion, after which nobody reads what is encrypted under it',
    'lost',
  ],
])('says what becomes of what is taken out: %s, %s, %j', (type, policy, properties, fate, mechanism) => {
  const step = reviewStack(
    { ...OTHER, Data: resource(type, properties, policy === undefined ? {} : { DeletionPolicy: policy }) },
    OTHER,
  );
  expect(only(RULE, step)).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Data',
    message: `${type} Data goes: the target template no longer has it; ${fate} (DeletionPolicy ${policy ?? 'unset'})`,
  });
  expect(step.findings.find(({ rule }) => rule === RULE)?.mechanism).toBe(mechanism);
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
    'AWS::S3::Bucket Uploads goes (if its condition says so, which only the deployment knows): the target template no longer has it; it is not deleted while objects are in it: the clean-up fails, and it stays behind, outside the stack (DeletionPolicy unset)',
  );
});

test('leaves retained and stateless resources to other rules', () => {
  const retained = resource('AWS::S3::Bucket', {}, { DeletionPolicy: 'Retain' });
  expect(found(RULE, reviewStack({ ...OTHER, Uploads: retained }, OTHER))).toEqual([]);
  expect(found(RULE, reviewStack({ ...OTHER, Web: resource('AWS::EC2::SecurityGroup') }, OTHER))).toEqual([]);
});
