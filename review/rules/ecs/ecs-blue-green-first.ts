import { Rule } from '../../model';
import { after, before, changesOfType, describe, isUpdate, listAt, valueAt } from '../support';
import { strategyOf } from './ecs-governed-listener';

/** Whether every load balancer of the service says where its traffic goes during a shift. */
function prepared(properties: unknown): boolean {
  const balancers = listAt(properties, 'LoadBalancers');
  return balancers.every((balancer) => valueAt(balancer, 'AdvancedConfiguration') !== undefined);
}

export const ecsBlueGreenFirst: Rule = {
  id: 'ecs-blue-green-first',
  mechanism: 'refused',
  severities: ['hazard'],
  summary:
    'An ECS service goes from rolling to blue/green, linear or canary in the same step as it gets its advanced configuration, or without one.',
  source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/update-rolling-to-bluegreen.html',
  check: (context) =>
    changesOfType(context, 'AWS::ECS::Service')
      .filter(isUpdate)
      .flatMap((located) => {
        const [old, young] = [before(context, located)?.Properties, after(context, located)?.Properties];
        const [from, to] = [strategyOf(old), strategyOf(young)];
        if (from !== 'ROLLING' || to === 'ROLLING' || prepared(old)) return [];
        return [
          {
            severity: 'hazard',
            stack: located.stack,
            logicalId: located.change.logicalId,
            message: `${describe(located.change)} goes from ${from} to ${to}, but no deployment with AdvancedConfiguration (alternate target group, production rule, role) came before: ECS wants one under the rolling strategy first`,
            remedy:
              'Deploy the service with its AdvancedConfiguration under ROLLING in a step of its own, best from the first stage on; then change only the strategy.',
          },
        ];
      }),
};
