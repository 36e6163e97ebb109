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
    message:
      'The custom resource AWS::CloudFormation::CustomResource Seed is deleted: its code decides what is done, and a new physical ID makes CloudFormation delete the old one',
  });
  expect(review.verdict).toBe('safe');
});

test('knows what those of the CDK do', () => {
  const review = reviewStack({ ...topic, ...custom('Custom::S3AutoDeleteObjects', 1) }, topic);
  expect(only(RULE, review).message).toBe(
    'The custom resource Custom::S3AutoDeleteObjects Seed is deleted: it deletes all objects of its bucket when it goes',
  );
});

test('leaves one that does not change alone', () => {
  const seed = custom('Custom::SeedRows', 1);
  expect(found(RULE, reviewStack(seed, { ...seed, ...topic }))).toEqual([]);
});
