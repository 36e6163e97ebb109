import { AssemblyStack, Rule, RuleContext, RuleFinding } from '../model';
import { changesOf, producerOf, references, same, stackOutputs } from './support';

/** The logical IDs of a stack whose physical resource is another one after the step. */
function renewed(context: RuleContext): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { stack, change } of changesOf(context)) {
    if (!['replace', 'move', 'destroy', 'orphan'].includes(change.action)) continue;
    const id = context.stackBefore(stack)?.id ?? stack;
    found.set(id, (found.get(id) ?? new Set<string>()).add(change.logicalId));
  }
  return found;
}

interface Stale {
  readonly producer: AssemblyStack;
  readonly outputName: string;
  readonly sources: string[];
}

/** The outputs that a consumer reads and whose value becomes another in this step, or goes. */
function staleOutputs(context: RuleContext, consumer: AssemblyStack, gone: Map<string, Set<string>>): Stale[] {
  const found = new Map<string, Stale>();
  for (const output of stackOutputs(consumer.template)) {
    const producer = producerOf(context.from, consumer, output);
    const value = producer?.template.Outputs?.[output.output]?.Value;
    if (!producer || value === undefined) continue;
    const sources = [...references(value)].filter((logicalId) => gone.get(producer.id)?.has(logicalId));
    if (sources.length > 0)
      found.set(`${producer.id}/${output.output}`, { producer, outputName: output.output, sources });
  }
  return [...found.values()];
}

/** CloudFormation has nothing to update in a stack whose template is equal, and the CDK command line skips it. */
function redeployed(context: RuleContext, consumer: AssemblyStack): boolean {
  const target = context.to.stacks.find(({ id }) => id === consumer.id);
  return target === undefined || !same(target.template, consumer.template);
}

function find(context: RuleContext): RuleFinding[] {
  const gone = renewed(context);
  return context.from.stacks.flatMap((consumer) => {
    const updated = redeployed(context, consumer);
    return staleOutputs(context, consumer, gone).map(({ producer, outputName, sources }) => ({
      severity: updated ? ('caution' as const) : ('hazard' as const),
      stack: producer.id,
      logicalId: sources[0],
      message: updated
        ? `${sources.join(', ')} becomes another resource, and ${consumer.id} reads it by Fn::GetStackOutput ${outputName}: until ${consumer.id} is deployed as well, it goes on using the old one, which is deleted by then`
        : `${sources.join(', ')} becomes another resource, and ${consumer.id} reads it by Fn::GetStackOutput ${outputName}, but its own template does not change: it is not deployed again and goes on using the old one`,
      remedy:
        'Keep the producer. Or create the new resource beside the old one under another output, let the consumer read that, and remove the old one in a later step.',
    }));
  });
}

export const staleConsumer: Rule = {
  id: 'stale-consumer',
  severities: ['hazard', 'caution'],
  summary:
    'A resource is replaced or removed under another stack that reads it by a weak reference: a hazard where that stack is not deployed again, a caution where it is.',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html',
  check: find,
};
