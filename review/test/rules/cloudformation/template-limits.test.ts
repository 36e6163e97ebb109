import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'template-limits';
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`T${i}`, resource('AWS::SNS::Topic')]));
const sized = (size: number, Outputs = {}) => ({ template: { Resources: many(1), Outputs }, size });

test('flags too many resources', () => {
  expect(only(RULE, reviewStack(many(1), many(501)))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: '',
    message: 'app has 501 Resources, and CloudFormation takes 500: it refuses the template',
  });
});

test('flags a template that is too long', () => {
  expect(only(RULE, reviewStack(sized(1000), sized(1_000_001)))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: '',
    message: 'app has 1000001 bytes, and CloudFormation takes 1000000: it refuses the template',
  });
});

test('notes what is near', () => {
  const outputs = Object.fromEntries(Array.from({ length: 190 }, (_, i) => [`O${i}`, { Value: 'x' }]));
  expect(only(RULE, reviewStack(sized(1000), sized(1000, outputs)))).toEqual({
    severity: 'note',
    stack: 'app',
    logicalId: '',
    message: 'app has 190 Outputs of the 200 that CloudFormation takes',
  });
});

test('leaves what fits alone', () => {
  expect(found(RULE, reviewStack(many(1), many(450)))).toEqual([]);
});
