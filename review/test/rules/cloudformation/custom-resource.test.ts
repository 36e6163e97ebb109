import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'custom-resource';
const topic = { Topic: resource('AWS::SNS::Topic') };
const custom = (type: string, Rows: number) => ({ Seed: resource(type, { ServiceToken: 'arn:seed', Rows }) });

test('tells it by its name when it changes', () => {
  expect(only(RULE, reviewStack(custom('Custom::SeedRows', 1), custom('Custom::SeedRows', 2)))).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Seed',
    message:
      'The custom resource Custom::SeedRows Seed is updated (Rows): its code decides what is done, and a new physical ID makes CloudFormation delete the old one',
  });
});

test('stays careful where it goes', () => {
  const review = reviewStack({ ...topic, ...custom('AWS::CloudFormation::CustomResource', 1) }, topic);
  expect(only(RULE, review)).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Seed',
    message: 'The custom resource AWS::CloudFormation::CustomResource Seed is deleted: its code decides what is done',
  });
  expect(review.verdict).toBe('safe');
});

test('leaves one that does not change alone', () => {
  const seed = custom('Custom::SeedRows', 1);
  expect(found(RULE, reviewStack(seed, { ...seed, ...topic }))).toEqual([]);
});

test('another service token is refused before any code is called', () => {
  const state = (ServiceToken: string) => ({ Seed: resource('Custom::SeedRows', { ServiceToken }) });
  const review = reviewStack(state('arn:a'), state('arn:b'));
  expect(found(RULE, review)).toEqual([]);
  expect(only('refused-update', review).message).toBe(
    'Custom::SeedRows Seed fails to deploy: ServiceToken "arn:a" → "arn:b"; CloudFormation does not change the service token of a custom resource',
  );
});

test('what stays behind calls no code', () => {
  const seed = { Seed: resource('Custom::SeedRows', { ServiceToken: 'arn:seed' }, { DeletionPolicy: 'Retain' }) };
  expect(found(RULE, reviewStack({ ...topic, ...seed }, topic))).toEqual([]);
});
