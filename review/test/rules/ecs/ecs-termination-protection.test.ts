import { Resource } from '../../../model';
import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'ecs-termination-protection';
const group = (properties: Record<string, unknown> = {}) =>
  resource('AWS::AutoScaling::AutoScalingGroup', { MinSize: '0', MaxSize: '4', ...properties });
const provider = (more: object, AutoScalingGroupArn: unknown = { Ref: 'Group' }) =>
  resource('AWS::ECS::CapacityProvider', {
    AutoScalingGroupProvider: { AutoScalingGroupArn, ManagedTerminationProtection: 'ENABLED', ...more },
  });
const SCALED = { ManagedScaling: { Status: 'ENABLED' } };

test.each<[string, Resource, Resource, string]>([
  [
    'a group that protects nothing',
    group(),
    provider(SCALED),
    'ManagedTerminationProtection is on, and its group Group does not protect new instances from scale-in',
  ],
  [
    'scaling that is off',
    group({ NewInstancesProtectedFromScaleIn: true }),
    provider({ ManagedScaling: { Status: 'DISABLED' } }),
    'ManagedTerminationProtection is on, and ManagedScaling off',
  ],
])('flags %s', (_, Group, Provider, why) => {
  expect(only(RULE, reviewStack({}, { Group, Provider }))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Provider',
    message: `AWS::ECS::CapacityProvider Provider is refused: ${why}`,
  });
});

test.each<[string, Resource, Resource]>([
  ['a group that protects', group({ NewInstancesProtectedFromScaleIn: 'true' }), provider(SCALED)],
  ['no protection', group(), provider({ ...SCALED, ManagedTerminationProtection: 'DISABLED' })],
  ['a group that stands elsewhere', group(), provider(SCALED, 'arn:aws:autoscaling:eu-west-1:111111111111:x')],
  ['managed instances', group(), resource('AWS::ECS::CapacityProvider', { ManagedInstancesProvider: {} })],
])('leaves %s alone', (_, Group, Provider) => {
  expect(found(RULE, reviewStack({}, { Group, Provider }))).toEqual([]);
});
