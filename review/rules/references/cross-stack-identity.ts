import { documentedBehaviour } from '../../behaviours/documented-behaviours';
import { specifiedEffect } from '../../compare/spec';
import { Effect, Resource, Rule, RuleContext } from '../../model';
import { after, before, changesOf, describe, imports, Located, same, stackOutputs } from '../support';

/** Another value of the same kind, which nobody has. */
const ANOTHER = { 'Fn::GetStackOutput': { StackName: 'another', OutputName: 'another' } };

/** What another value in place of this one does to the resource. */
function effectOfAnother(resource: Resource, name: string, value: unknown): Effect {
  const Properties = { ...resource.Properties, [name]: ANOTHER };
  const outcome = documentedBehaviour(resource.Type, name)?.decide({
    before: value,
    after: ANOTHER,
    resourceBefore: resource,
    resourceAfter: { ...resource, Properties },
  });
  return outcome?.effect ?? specifiedEffect(resource.Type, name, value, undefined);
}

/** The properties of a resource that hold a value of another stack and replace it when that value is another. */
function tied(resource: Resource): string[] {
  return Object.entries(resource.Properties ?? {})
    .filter(([, value]) => stackOutputs(value).length > 0 || imports(value).size > 0)
    .filter(([name, value]) => effectOfAnother(resource, name, value) === 'replacement')
    .map(([name]) => name);
}

/** Those that this step brings in. */
function brought(context: RuleContext, located: Located): string[] {
  const [old, young] = [before(context, located), after(context, located)];
  if (!young) return [];
  return tied(young).filter((name) => !same(old?.Properties?.[name], young.Properties?.[name]));
}

export const crossStackIdentity: Rule = {
  id: 'cross-stack-identity',
  mechanism: 'lost',
  severities: ['caution'],
  summary:
    "A property that replaces a resource which holds something takes its value from another stack, so that the other stack's change can replace it.",
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html',
  check: (context) =>
    changesOf(context)
      .filter(({ change }) => change.durability !== 'stateless' && ['create', 'update'].includes(change.action))
      .flatMap((located) => {
        const names = brought(context, located);
        if (names.length === 0) return [];
        return [
          {
            severity: 'caution' as const,
            stack: located.stack,
            logicalId: located.change.logicalId,
            message: `${describe(located.change)} takes ${names.join(', ')} from another stack: when that value becomes another there, this resource is replaced by an empty one`,
            remedy:
              'Create what the property names in the same stack, or give it a value that no deployment changes, such as a constant.',
          },
        ];
      }),
};
