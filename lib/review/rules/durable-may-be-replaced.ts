import { Rule } from '../model';
import { changesOf, describe, isUpdate, show } from './support';

export const durableMayBeReplaced: Rule = {
  id: 'durable-may-be-replaced',
  summary:
    'A change of a property that may replace a resource with data, which the table of documented behaviours does not decide.',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html',
  check: (context) =>
    changesOf(context)
      .filter((located) => located.change.durability === 'durable' && isUpdate(located))
      .flatMap(({ stack, change }) =>
        change.properties
          .filter(({ effect }) => effect === 'may-replace')
          .map(({ name, before, after }) => ({
            severity: 'caution' as const,
            stack,
            logicalId: change.logicalId,
            message: `${describe(change)} may be replaced: ${name} ${show(before)} → ${show(after)}. The resource specification says "maybe", and no documented behaviour that we know decides it`,
            remedy:
              'Read the property in the resource reference, or create a change set and look at its Replacement field, before you deploy.',
          })),
      ),
};
