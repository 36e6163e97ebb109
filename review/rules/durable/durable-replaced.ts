import { isRefused } from '../../keys/collisions';
import { Resource, Rule } from '../../model';
import { deletionOf, successorOf } from '../../types/deletion';
import { after, before, cause, changesOf, describe, isReplaced, typeChanged } from '../support';

/** What becomes of the old resource, by its update-replace policy. */
function fate(old: Resource | undefined, young: Resource | undefined): string {
  const policy = young?.UpdateReplacePolicy;
  return `the old one ${deletionOf(old, policy).what} (UpdateReplacePolicy ${policy ?? 'unset'})`;
}

export const durableReplaced: Rule = {
  id: 'durable-replaced',
  mechanism: 'lost',
  severities: ['hazard'],
  summary: 'A resource that holds data is replaced by an empty one.',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html',
  check: (context) =>
    changesOf(context)
      .filter(({ change }) => change.durability === 'durable' && isReplaced(change) && !typeChanged(change))
      .filter((located) => !isRefused(context, located))
      .map((located) => {
        const { stack, change } = located;
        const [old, young] = [before(context, located), after(context, located)];
        return {
          severity: 'hazard',
          stack,
          logicalId: change.logicalId,
          message: `${describe(change)} is replaced by ${successorOf(young ?? { Type: change.type })}: ${cause(change)}; ${fate(old, young)}`,
          remedy:
            'Keep the old value. Where the new one is needed, create a second resource beside the first, copy the data, move the readers and writers, and remove the first in a later step.',
        };
      }),
};
