import { Rule } from '../../model';
import { isTrue, refusal, resolve, resourcesOf, valueAt } from '../support';

const PROVIDER = 'AutoScalingGroupProvider';

export const ecsTerminationProtection: Rule = {
  id: 'ecs-termination-protection',
  mechanism: 'refused',
  severities: ['hazard'],
  summary:
    'A capacity provider protects instances from termination, and its Auto Scaling group does not protect new ones from scale-in, or its scaling is not managed: ECS refuses it.',
  source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AutoScalingGroupProvider.html',
  check: ({ to }) =>
    resourcesOf(to, 'AWS::ECS::CapacityProvider').flatMap((provider) => {
      const set = valueAt(provider.resource.Properties, PROVIDER);
      if (valueAt(set, 'ManagedTerminationProtection') !== 'ENABLED') return [];
      const remedy =
        'Let the group protect new instances from scale-in (NewInstancesProtectedFromScaleIn) and ECS manage its scaling, or turn the protection off.';
      if (valueAt(set, 'ManagedScaling.Status') === 'DISABLED') {
        return [refusal(provider, 'ManagedTerminationProtection is on, and ManagedScaling off', remedy)];
      }
      const group = resolve(to, provider.stack, valueAt(set, 'AutoScalingGroupArn'));
      if (group?.resource.Type !== 'AWS::AutoScaling::AutoScalingGroup') return [];
      if (isTrue(valueAt(group.resource.Properties, 'NewInstancesProtectedFromScaleIn'))) return [];
      const why = `ManagedTerminationProtection is on, and its group ${group.logicalId} does not protect new instances from scale-in`;
      return [refusal(provider, why, remedy)];
    }),
};
