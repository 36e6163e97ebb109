import { isRefused } from '../../keys/collisions';
import { Rule } from '../../model';
import { cause, changesOf, describe, isReplaced, typeChanged } from '../support';
import { inServiceOf } from './in-service-of';

export const inServiceReplaced: Rule = {
  id: 'in-service-replaced',
  mechanism: 'down',
  severities: ['hazard', 'caution'],
  summary:
    'A stateless resource that carries traffic is replaced: a hazard where the site is down or its address changes (load balancer, target group, ECS service, subnet, VPC, API, distribution, proxy), else a caution.',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html',
  check: (context) =>
    changesOf(context)
      .filter(({ change }) => change.durability === 'stateless' && isReplaced(change) && !typeChanged(change))
      .filter((located) => !isRefused(context, located))
      .flatMap((located) => {
        const { stack, change } = located;
        const entry = inServiceOf(context, located);
        if (!entry) return [];
        return [
          {
            severity: entry.severity,
            mechanism: entry.mechanism,
            stack,
            logicalId: change.logicalId,
            message: `${describe(change)} is replaced: ${cause(change)}; ${entry.consequence}`,
            remedy:
              'Keep the old value, or bring up a second resource beside the first, shift traffic to it, and remove the first in a later step.',
          },
        ];
      }),
};
