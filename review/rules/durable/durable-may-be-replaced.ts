import { Rule } from '../../model';
import { changed, changesOf, describe, isUpdate } from '../support';

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
            message: `${describe(change)} may be replaced: ${changed(property)}. ${property.effect === 'unknown' ? 'The resource specification does not know the property' : 'The resource specification says "maybe"'}, and no documented behaviour that we know decides it`,
            remedy:
              'Read the property in the resource reference, or create a change set and look at its Replacement field, before you deploy.',
          })),
      ),
};
