import { PropertyChange, Rule } from '../../model';
import { changed, changesOf, describe, isUpdate } from '../support';

function whyOpen({ note, effect }: PropertyChange): string {
  if (note !== undefined) return `${note[0].toUpperCase()}${note.slice(1)}`;
  const says = effect === 'unknown' ? 'does not know the property' : 'says "maybe"';
  return `The resource specification ${says}, and no documented behaviour that we know decides it`;
}

export const durableMayBeReplaced: Rule = {
  id: 'durable-may-be-replaced',
  mechanism: 'lost',
  severities: ['caution'],
  summary:
    'A change of a property that may replace a resource with data, which neither the specification nor the table of documented behaviours decides.',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html',
  check: (context) =>
    changesOf(context)
      .filter((located) => located.change.durability === 'durable' && isUpdate(located))
      .filter(({ change }) => change.unknownType !== true)
      .flatMap(({ stack, change }) =>
        change.properties
          .filter(({ effect }) => effect === 'may-replace' || effect === 'unknown')
          .map((property) => ({
            severity: 'caution' as const,
            stack,
            logicalId: change.logicalId,
            message: `${describe(change)} may be replaced: ${changed(property)}. ${whyOpen(property)}`,
            remedy:
              'Read the property in the resource reference, or create a change set and look at its Replacement field, before you deploy.',
          })),
      ),
};
