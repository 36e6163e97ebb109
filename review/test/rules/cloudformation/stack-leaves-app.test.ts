import { review } from '../../../review';
import { assembly, resource } from '../../support';
import { found, only } from '../support';

const RULE = 'stack-leaves-app';
const labels = { from: 'before', to: 'after' };
const topic = { Topic: resource('AWS::SNS::Topic') };

test('a stack that is in the app no more stays deployed', () => {
  const result = review(assembly({ app: topic, old: topic }), assembly({ app: topic }), labels);
  expect(only(RULE, result)).toEqual({
    severity: 'caution',
    stack: 'old',
    logicalId: '',
    message: 'The stack old is not in the app any more; its resources stay, and are paid for, until it is deleted',
  });
});

test('a nested stack goes with the one that holds it, and a new stack is no loss', () => {
  const nested = { app: topic, 'app/Inner': topic };
  expect(found(RULE, review(assembly(nested), assembly({ app: topic }), labels))).toEqual([]);
  expect(found(RULE, review(assembly({ app: topic }), assembly({ app: topic, more: topic }), labels))).toEqual([]);
});
