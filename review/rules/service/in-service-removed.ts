import { Rule } from '../../model';
import { inService } from '../../types/in-service';
import { changesOf, condition, describe } from '../support';

/** A default route is what lets tasks pull images and call out. */
const ALSO = ['AWS::EC2::Route', 'AWS::ElasticLoadBalancingV2::Listener', 'AWS::ElasticLoadBalancingV2::ListenerRule'];

export const inServiceRemoved: Rule = {
  id: 'in-service-removed',
  mechanism: 'down',
  severities: ['caution'],
  summary: 'A stateless resource that carries traffic is removed.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks.html',
  check: (context) =>
    changesOf(context)
      .filter(
        ({ change }) =>
          change.durability === 'stateless' &&
          ['destroy', 'orphan'].includes(change.action) &&
          (inService(change.type) !== undefined || ALSO.includes(change.type)),
      )
      .map(({ stack, change }) => ({
        severity: 'caution',
        stack,
        logicalId: change.logicalId,
        message: `${describe(change)} is removed${condition(change)}`,
        remedy: 'Make sure that no traffic passes through it any more, and remove it in a step of its own.',
      })),
};
