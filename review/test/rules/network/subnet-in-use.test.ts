import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'subnet-in-use';
const group = (...SubnetIds: string[]) => ({ Subnets: resource('AWS::RDS::DBSubnetGroup', { SubnetIds }) });

test('is careful about a subnet that goes', () => {
  expect(only(RULE, reviewStack(group('a', 'b', 'c'), group('a', 'b')))).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Subnets',
    message:
      'AWS::RDS::DBSubnetGroup Subnets loses "c": the service refuses it while an instance or a node is in that subnet',
  });
});

test('flags a group that loses all it had', () => {
  expect(only(RULE, reviewStack(group('a', 'b'), group('c', 'd')))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Subnets',
    message:
      'AWS::RDS::DBSubnetGroup Subnets loses "a", "b": all that it had, and what is in the group is in one of them, so that the service refuses it',
  });
});

test('leaves a subnet that comes alone', () => {
  expect(found(RULE, reviewStack(group('a', 'b'), group('a', 'b', 'c')))).toEqual([]);
});
