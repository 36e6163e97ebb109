import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'stateless-replaced';

test('notes what is replaced and holds nothing', () => {
  const role = (RoleName: string) => ({ Role: resource('AWS::IAM::Role', { RoleName }) });
  expect(only(RULE, reviewStack(role('a'), role('b')))).toEqual({
    severity: 'note',
    stack: 'app',
    logicalId: 'Role',
    message: 'AWS::IAM::Role Role is replaced: RoleName "a" → "b"',
  });
});

test('has nothing to say of a new revision of a task definition', () => {
  const task = (Cpu: string) => ({ Task: resource('AWS::ECS::TaskDefinition', { Cpu }) });
  expect(found(RULE, reviewStack(task('256'), task('512')))).toEqual([]);
});

test('leaves what carries traffic to another rule', () => {
  const group = (Port: number) => ({ Web: resource('AWS::ElasticLoadBalancingV2::TargetGroup', { Port }) });
  expect(found(RULE, reviewStack(group(80), group(8080)))).toEqual([]);
});
