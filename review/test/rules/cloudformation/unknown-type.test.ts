import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'unknown-type';
const topic = { Topic: resource('AWS::SNS::Topic') };
const thing = (Size: number, type = 'Acme::Data::Store') => ({ Thing: resource(type, { Size }) });

const WHY =
  'the resource specification does not know the type, so nobody can say what it holds or which of its properties replace it';

test.each([
  ['created', 'note', topic, { ...topic, ...thing(1) }],
  ['updated', 'caution', thing(1), thing(2)],
  ['deleted', 'hazard', { ...topic, ...thing(1) }, topic],
] as const)('where it is %s: %s', (verb, severity, before, after) => {
  expect(only(RULE, reviewStack(before, after))).toEqual({
    severity,
    stack: 'app',
    logicalId: 'Thing',
    message: `Acme::Data::Store Thing is ${verb}: ${WHY}`,
  });
});

test('leaves known types and custom resources alone', () => {
  expect(found(RULE, reviewStack(topic, { ...topic, Queue: resource('AWS::SQS::Queue') }))).toEqual([]);
  expect(found(RULE, reviewStack(thing(1, 'Custom::Thing'), thing(2, 'Custom::Thing')))).toEqual([]);
});
