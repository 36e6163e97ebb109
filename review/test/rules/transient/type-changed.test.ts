import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'type-changed';

test('flags what holds no data and becomes another type', () => {
  const review = reviewStack({ Rule: resource('AWS::Events::Rule') }, { Rule: resource('AWS::Scheduler::Schedule') });
  expect(only(RULE, review)).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Rule',
    message:
      'AWS::Events::Rule Rule becomes AWS::Scheduler::Schedule under the logical ID Rule: CloudFormation refuses the update of the whole stack ("Update of resource type is not permitted")',
  });
});

test('is careful where a transform decides the type', () => {
  const review = reviewStack(
    { Handler: resource('AWS::Serverless::Function') },
    { Handler: resource('AWS::Lambda::Function') },
  );
  expect(only(RULE, review)).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Handler',
    message:
      'AWS::Serverless::Function Handler becomes AWS::Lambda::Function under the logical ID Handler: a transform decides which type either is, and CloudFormation refuses a change of type',
  });
});

test('leaves two resources under two logical IDs alone', () => {
  const review = reviewStack({ A: resource('AWS::Events::Rule') }, { B: resource('AWS::Scheduler::Schedule') });
  expect(found(RULE, review)).toEqual([]);
});
