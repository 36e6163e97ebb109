import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'durable-orphaned';
const OTHER = { Topic: resource('AWS::SNS::Topic') };

test('flags a retained bucket that leaves the stack', () => {
  const bucket = resource('AWS::S3::Bucket', {}, { DeletionPolicy: 'Retain' });
  expect(only(RULE, reviewStack({ ...OTHER, Uploads: bucket }, OTHER))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Uploads',
    message:
      'AWS::S3::Bucket Uploads leaves the stack: the target template no longer has it, and DeletionPolicy Retain leaves it behind, no longer updated, watched or reachable by reference',
  });
});

test('leaves a retained log group alone, which holds nothing that the app needs', () => {
  const logs = resource('AWS::Logs::LogGroup', {}, { DeletionPolicy: 'Retain' });
  expect(found(RULE, reviewStack({ ...OTHER, Logs: logs }, OTHER))).toEqual([]);
});
