import { review } from '../../../review';
import { assembly, resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'retained-name-reused';
const topic = { Topic: resource('AWS::SNS::Topic') };
const table = (name?: string, type = 'AWS::DynamoDB::Table') =>
  resource(type, name === undefined ? {} : { TableName: name }, { DeletionPolicy: 'Retain' });

test('flags a retained table that is created again', () => {
  const again = reviewStack(
    { ...topic, Sessions: table('sessions') },
    { ...topic, UserSessions: table('sessions', 'AWS::DynamoDB::GlobalTable') },
  );
  expect(only(RULE, again)).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Sessions',
    message:
      'AWS::DynamoDB::Table Sessions stays behind with TableName "sessions", and app/UserSessions is created with the same name: it is taken, and the update fails',
  });
});

test('is careful about the way back', () => {
  expect(only(RULE, reviewStack({ ...topic, Sessions: table('sessions') }, topic))).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Sessions',
    message:
      'AWS::DynamoDB::Table Sessions stays behind with TableName "sessions": when a later step, or the way back, creates it again, the name is taken and the update fails',
  });
});

test('leaves what has no fixed name alone', () => {
  expect(found(RULE, reviewStack({ ...topic, Sessions: table() }, topic))).toEqual([]);
});

test('sees a retained table go to another stack under its name, and none that is deleted', () => {
  const state = (DeletionPolicy: string, owner: string) =>
    assembly({
      a: { ...topic, ...(owner === 'a' ? { Sessions: { ...table('sessions'), DeletionPolicy } } : {}) },
      b: { ...topic, ...(owner === 'b' ? { Sessions: { ...table('sessions'), DeletionPolicy } } : {}) },
    });
  const labels = { from: 'before', to: 'after' };
  expect(only(RULE, review(state('Retain', 'a'), state('Retain', 'b'), labels))).toMatchObject({
    severity: 'hazard',
    message:
      'AWS::DynamoDB::Table Sessions stays behind with TableName "sessions", and b/Sessions is created with the same name: it is taken, and the update fails',
  });
  expect(found(RULE, review(state('Delete', 'a'), state('Delete', 'b'), labels))).toEqual([]);
});
