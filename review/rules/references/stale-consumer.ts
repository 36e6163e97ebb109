import { writtenTemplate } from '../../compare/conditions';
import { AssemblyStack, ResourceChange, Rule, RuleContext, RuleFinding } from '../../model';
import { own } from '../../read/unreadable';
import { changesOf, describe, isReplaced, producerOf, references, same, stackOutputs } from '../support';

/** What becomes of the resources of each stack that are not the same ones after the step, by logical ID. */
function renewed(context: RuleContext): Map<string, Map<string, ResourceChange>> {
  const found = new Map<string, Map<string, ResourceChange>>();
  for (const { stack, change } of changesOf(context)) {
    if (!['replace', 'move', 'destroy', 'orphan'].includes(change.action)) continue;
    const id = context.stackBefore(stack)?.id ?? stack;
    found.set(id, (found.get(id) ?? new Map<string, ResourceChange>()).set(change.logicalId, change));
  }
  return found;
}

interface Reading {
  readonly producer: AssemblyStack;
  readonly change: ResourceChange;
  readonly outputName: string;
}

/** The outputs that a consumer reads from resources which are not the same ones after the step. */
function readings(
  context: RuleContext,
  consumer: AssemblyStack,
  gone: ReadonlyMap<string, Map<string, ResourceChange>>,
): Reading[] {
  return stackOutputs(consumer.template).flatMap((output) => {
    const producer = producerOf(context.from, consumer, output);
    const value = own(producer?.template.Outputs, output.output)?.Value;
    if (!producer || value === undefined) return [];
    return [...references(value)].flatMap((logicalId) => {
      const change = gone.get(producer.id)?.get(logicalId);
      return change ? [{ producer, change, outputName: output.output }] : [];
    });
  });
}

/** CloudFormation has nothing to update in a stack whose template is equal, and the CDK command line skips it. */
function redeployed(context: RuleContext, consumer: AssemblyStack): boolean {
  const target = context.to.stacks.find(({ id }) => id === consumer.id);
  return target === undefined || !same(writtenTemplate(target), writtenTemplate(consumer));
}

function finding({ producer, change, outputName }: Reading, consumer: AssemblyStack, updated: boolean): RuleFinding {
  const what = `${describe(change)} ${isReplaced(change) ? 'is replaced' : 'goes'}, and ${consumer.id} reads it by Fn::GetStackOutput ${outputName}`;
  return {
    severity: updated ? 'caution' : 'hazard',
    stack: producer.id,
    logicalId: change.logicalId,
    message: updated
      ? `${what}: from the moment when ${producer.id} is deployed until ${consumer.id} is, it uses the old one, which may not be there any more`
      : `${what}, but its own template does not change: it is not deployed again and goes on using the old one`,
    remedy:
      'Keep the producer. Or create the new resource beside the old one under another output, let the consumer read that, and remove the old one in a later step.',
  };
}

/** One finding for each resource and stack that reads it, by whatever many outputs. */
function find(context: RuleContext): RuleFinding[] {
  const gone = renewed(context);
  return context.from.stacks.flatMap((consumer) => {
    const updated = redeployed(context, consumer);
    const seen = new Map<string, Reading>();
    for (const reading of readings(context, consumer, gone)) {
      const key = `${reading.producer.id}/${reading.change.logicalId}`;
      if (!seen.has(key)) seen.set(key, reading);
    }
    return [...seen.values()].map((reading) => finding(reading, consumer, updated));
  });
}

export const staleConsumer: Rule = {
  id: 'stale-consumer',
  mechanism: 'address-changed',
  severities: ['hazard', 'caution'],
  summary:
    'A resource is replaced or removed under another stack that reads it by a weak reference: a hazard where that stack is not deployed again, a caution where it is.',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html',
  check: find,
};
