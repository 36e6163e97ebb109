import { Rule } from '../../model';
import { deletionOf, deletionPolicyOf } from '../../types/deletion';
import { before, changesOf, condition, describe, typeChanged } from '../support';

export const durableDestroyed: Rule = {
  id: 'durable-destroyed',
  mechanism: 'lost',
  severities: ['hazard'],
  summary: 'A resource that holds data is deleted.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html',
  check: (context) =>
    changesOf(context)
      .filter(({ change }) => change.durability === 'durable' && change.action === 'destroy' && !typeChanged(change))
      .map((located) => {
        const old = before(context, located);
        const { what, mechanism } = deletionOf(old, deletionPolicyOf(old));
        return {
          severity: 'hazard',
          mechanism,
          stack: located.stack,
          logicalId: located.change.logicalId,
          message: `${describe(located.change)} goes${condition(located.change)}: the target template no longer has it; it ${what} (DeletionPolicy ${old?.DeletionPolicy ?? 'unset'})`,
          remedy:
            'Keep the resource in the template. If it must go, retain it first (RemovalPolicy.RETAIN, deployed), and delete it by hand when its data is safe elsewhere.',
        };
      }),
};
