import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'protection-weakened';
const bucket = (DeletionPolicy?: string) => ({
  Uploads: resource('AWS::S3::Bucket', {}, DeletionPolicy ? { DeletionPolicy } : {}),
});

test('sees a weaker policy', () => {
  expect(only(RULE, reviewStack(bucket('Retain'), bucket('Delete')))).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Uploads',
    message: 'AWS::S3::Bucket Uploads is less protected: DeletionPolicy Retain → Delete',
  });
  expect(only(RULE, reviewStack(bucket('Retain'), bucket())).message).toBe(
    'AWS::S3::Bucket Uploads is less protected: DeletionPolicy Retain → unset',
  );
});

test.each([
  ['AWS::RDS::DBInstance', 'DeletionProtection', true, false, 'true → false'],
  ['AWS::DynamoDB::Table', 'DeletionProtectionEnabled', true, undefined, 'true → unset'],
  ['AWS::Cognito::UserPool', 'DeletionProtection', 'ACTIVE', 'INACTIVE', '"ACTIVE" → "INACTIVE"'],
])('sees %s lose %s', (type, name, on, off, text) => {
  const state = (value: unknown) => ({ Thing: resource(type, value === undefined ? {} : { [name]: value }) });
  expect(only(RULE, reviewStack(state(on), state(off)))).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Thing',
    message: `${type} Thing is less protected: ${name} ${text}`,
  });
});

test('sees a replica lose it', () => {
  const table = (DeletionProtectionEnabled: boolean) => ({
    Sessions: resource('AWS::DynamoDB::GlobalTable', {
      Replicas: [{ Region: 'eu-west-1', DeletionProtectionEnabled }],
    }),
  });
  expect(only(RULE, reviewStack(table(true), table(false))).message).toBe(
    'AWS::DynamoDB::GlobalTable Sessions is less protected: DeletionProtectionEnabled in eu-west-1 true → false',
  );
});

test('leaves what gets stronger, or is no different, alone', () => {
  expect(found(RULE, reviewStack(bucket('Delete'), bucket('Retain')))).toEqual([]);
  expect(found(RULE, reviewStack(bucket('Retain'), bucket('RetainExceptOnCreate')))).toEqual([]);
  expect(found(RULE, reviewStack(bucket('Retain'), bucket('Retain')))).toEqual([]);
  const logs = (DeletionPolicy: string) => ({ Logs: resource('AWS::Logs::LogGroup', {}, { DeletionPolicy }) });
  expect(found(RULE, reviewStack(logs('Retain'), logs('Delete')))).toEqual([]);
});

test('leaves a replica that was not protected, or that goes, alone', () => {
  const table = (...Replicas: unknown[]) => ({ Sessions: resource('AWS::DynamoDB::GlobalTable', { Replicas }) });
  const [open, shut] = [{ Region: 'eu-west-1' }, { Region: 'us-east-1', DeletionProtectionEnabled: true }];
  expect(found(RULE, reviewStack(table(open, shut), table(open)))).toEqual([]);
  expect(found(RULE, reviewStack(table(open), table({ ...open, TableClass: 'STANDARD' })))).toEqual([]);
});
