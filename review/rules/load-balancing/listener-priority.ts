import { Rule } from '../../model';
import { after, changesOfType, describe, propertyChange, resourcesOf, same, valueAt } from '../support';

const TYPE = 'AWS::ElasticLoadBalancingV2::ListenerRule';

export const listenerPriority: Rule = {
  id: 'listener-priority',
  mechanism: 'refused',
  severities: ['hazard'],
  summary: 'A listener rule takes a priority that another rule of the same listener has until the update is over.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html',
  check: (context) =>
    changesOfType(context, TYPE)
      .filter(({ change }) => {
        const takes = change.action === 'create' || change.action === 'replace';
        return takes || (change.action === 'update' && propertyChange(change, 'Priority') !== undefined);
      })
      .flatMap((located) => {
        const { stack, change } = located;
        const properties = after(context, located)?.Properties;
        const taken = resourcesOf(context.from, TYPE).find(
          (other) =>
            other.stack.id === context.stackAfter(stack)?.id &&
            other.logicalId !== change.logicalId &&
            same(valueAt(other.resource.Properties, 'ListenerArn'), valueAt(properties, 'ListenerArn')) &&
            same(valueAt(other.resource.Properties, 'Priority'), valueAt(properties, 'Priority')),
        );
        // A rule that is replaced with its listener goes to the new listener, where nothing is taken.
        const listenerRenewed = (change.causedBy ?? []).length > 0 && change.action === 'replace';
        if (!taken || listenerRenewed) return [];
        return [
          {
            severity: 'hazard',
            stack,
            logicalId: change.logicalId,
            message: `${describe(change)} takes priority ${String(valueAt(properties, 'Priority'))}, which ${taken.logicalId} has on the same listener: rules are written one by one, old ones go last, and the update fails with PriorityInUse`,
            remedy:
              'Give new rules priorities that no rule had before; leave gaps between them. Exchange two priorities in two steps over a free one.',
          },
        ];
      }),
};
