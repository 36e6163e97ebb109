import { AssemblyStack, Rule, RuleContext, RuleFinding } from '../../model';
import { changesOf, imports, references, same, show } from '../support';

interface Broken {
  readonly name: string;
  readonly outputName: string;
  readonly logicalId: string;
  readonly what: string;
}

/** Exports have literal names in what the CDK writes; another is told apart by its text. */
const nameOf = (name: unknown): string => (typeof name === 'string' ? name : show(name));

function replacedIn(context: RuleContext, stack: AssemblyStack): Set<string> {
  return new Set(
    changesOf(context)
      .filter(({ stack: name, change }) => change.action === 'replace' && context.stackBefore(name)?.id === stack.id)
      .map(({ change }) => change.logicalId),
  );
}

/** The exports of a stack that the step removes or gives another value. */
function broken(context: RuleContext, producer: AssemblyStack): Broken[] {
  const target = context.to.stacks.find(({ id }) => id === producer.id);
  const kept = new Map(
    Object.values(target?.template.Outputs ?? {}).map((output) => [nameOf(output.Export?.Name), output.Value]),
  );
  const replaced = replacedIn(context, producer);
  return Object.entries(producer.template.Outputs ?? {}).flatMap(([outputName, output]) => {
    if (output.Export === undefined) return [];
    const name = nameOf(output.Export.Name);
    const logicalId = [...references(output.Value)][0] ?? outputName;
    if (!kept.has(name)) return [{ name, outputName, logicalId, what: 'is removed' }];
    const renewed = [...references(output.Value)].filter((id) => replaced.has(id));
    if (renewed.length > 0) {
      return [
        { name, outputName, logicalId: renewed[0], what: `gets another value, as ${renewed.join(', ')} is replaced` },
      ];
    }
    const value = kept.get(name);
    return same(value, output.Value)
      ? []
      : [{ name, outputName, logicalId, what: `gets another value (${show(output.Value)} → ${show(value)})` }];
  });
}

/** A consumer that no longer imports lets go in time only if it is deployed before the producer. */
function letsGoFirst(context: RuleContext, producer: AssemblyStack, consumer: AssemblyStack, name: string): boolean {
  const target = context.to.stacks.find(({ id }) => id === consumer.id);
  if (target && imports(target.template).has(name)) return false;
  return context.to.stacks.find(({ id }) => id === producer.id)?.dependencies.includes(consumer.id) ?? false;
}

function find(context: RuleContext): RuleFinding[] {
  return context.from.stacks.flatMap((producer) =>
    broken(context, producer).flatMap(({ name, outputName, logicalId, what }) => {
      const consumers = context.from.stacks.filter(
        (stack) =>
          stack.region === producer.region &&
          stack.account === producer.account &&
          imports(stack.template).has(name) &&
          !letsGoFirst(context, producer, stack, name),
      );
      if (consumers.length === 0) return [];
      return [
        {
          severity: 'hazard' as const,
          stack: producer.id,
          logicalId,
          message: `The export ${name} (output ${outputName}) ${what} while ${consumers.map(({ id }) => id).join(', ')} imports it: CloudFormation refuses the update of ${producer.id}`,
          remedy:
            'Keep the export (`stack.exportValue()`) in this step, deploy the consumer without the import, and remove the export in the next one. Weak references do not lock.',
        },
      ];
    }),
  );
}

export const exportInUse: Rule = {
  id: 'export-in-use',
  mechanism: 'refused',
  severities: ['hazard'],
  summary: 'An export is removed, or its value changes, while another stack imports it.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html',
  check: find,
};
