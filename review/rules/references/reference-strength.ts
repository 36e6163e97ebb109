import { Rule } from '../../model';
import { changesOf, describe, imports, isReplaced, stackOutputs } from '../support';

export const referenceStrength: Rule = {
  id: 'reference-strength',
  mechanism: 'down',
  severities: ['hazard', 'caution'],
  summary:
    'A property goes from Fn::ImportValue to Fn::GetStackOutput or back: a hazard where the property replaces or may replace the resource, else a caution.',
  source: 'https://github.com/aws/aws-cdk/issues/38829',
  check: (context) =>
    changesOf(context)
      .filter((located) => located.change.action === 'update' || isReplaced(located.change))
      .flatMap(({ stack, change }) =>
        change.properties.flatMap(({ name, before, after, effect }) => {
          const weaker = imports(before).size > 0 && stackOutputs(after).length > 0;
          const stronger = stackOutputs(before).length > 0 && imports(after).size > 0;
          if (!weaker && !stronger) return [];
          const renews = effect === 'replacement' || effect === 'may-replace';
          const form = weaker ? 'Fn::ImportValue → Fn::GetStackOutput' : 'Fn::GetStackOutput → Fn::ImportValue';
          return [
            {
              severity: renews ? ('hazard' as const) : ('caution' as const),
              stack,
              logicalId: change.logicalId,
              message: `${describe(change)} changes the strength of the reference in ${name} (${form}): the value is known only while the change set runs${renews ? ', so CloudFormation plans a replacement although it is the same' : ''}`,
              remedy:
                'Choose the strength of cross-stack references at the first deployment (`@aws-cdk/core:defaultCrossStackReferences`) and keep it on a live app.',
            },
          ];
        }),
      ),
};
