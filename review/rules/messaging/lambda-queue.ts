import { Rule, RuleContext, RuleFinding } from '../../model';
import { isTrue, numberOf, Placed, refusal, resolve, resourcesOf, valueAt } from '../support';

const MAPPING = 'AWS::Lambda::EventSourceMapping';
/** What SQS and Lambda take where a template says nothing. */
const [VISIBILITY, TIMEOUT, BATCH, FIFO_BATCH] = [30, 3, 10, 10];

/** A number, the default where it is not set, undefined where it cannot be told. */
function numberAt({ resource }: Placed, name: string, unset: number): number | undefined {
  const value = valueAt(resource.Properties, name);
  return value === undefined ? unset : numberOf(value);
}

/** Lambda looks at the queue when it makes or changes the mapping, not when the function or the queue changes. */
function isLookedAt({ stacks }: RuleContext, { stack, logicalId }: Placed): boolean {
  const changes = stacks.find(({ name }) => name === stack.id)?.changes ?? [];
  return changes.some((change) => change.logicalId === logicalId);
}

function wrongTimeouts(context: RuleContext, mapping: Placed, queue: Placed): RuleFinding[] {
  const value = valueAt(mapping.resource.Properties, 'FunctionName');
  const handler = resolve(context.to, mapping.stack, value);
  if (handler?.resource.Type !== 'AWS::Lambda::Function') return [];
  const [hidden, longest] = [numberAt(queue, 'VisibilityTimeout', VISIBILITY), numberAt(handler, 'Timeout', TIMEOUT)];
  if (hidden === undefined || longest === undefined || hidden >= longest) return [];
  const why = `the queue ${queue.logicalId} hides a message for ${hidden} s, less than the ${longest} s that ${handler.logicalId} may take`;
  const remedy = `Hide messages for six times the timeout of the function (${6 * longest} s), in the same step or an earlier one.`;
  if (isLookedAt(context, mapping)) return [refusal(mapping, why, remedy)];
  const [stack, logicalId] = [mapping.stack.id, mapping.logicalId];
  const message = `${MAPPING} ${logicalId}: ${why}: what takes longer is worked on twice, and the next change of the mapping is refused`;
  return [{ severity: 'caution', stack, logicalId, message, remedy }];
}

function wrongBatch(mapping: Placed, queue: Placed): RuleFinding[] {
  const batch = numberAt(mapping, 'BatchSize', BATCH);
  const window = numberAt(mapping, 'MaximumBatchingWindowInSeconds', 0);
  const fifo = isTrue(valueAt(queue.resource.Properties, 'FifoQueue'));
  if (batch === undefined || window === undefined) return [];
  if (fifo && (batch > FIFO_BATCH || window > 0)) {
    const why = `the queue ${queue.logicalId} is FIFO, which takes batches of ${FIFO_BATCH} at most and no window, and BatchSize is ${batch}, MaximumBatchingWindowInSeconds ${window}`;
    return [refusal(mapping, why, `Ask for batches of ${FIFO_BATCH} at most, without a window.`)];
  }
  if (batch <= BATCH || window > 0) return [];
  const why = `BatchSize is ${batch}, which over ${BATCH} needs a MaximumBatchingWindowInSeconds of 1 or more`;
  return [refusal(mapping, why, 'Give a window of a second or more, in which a batch is collected.')];
}

export const lambdaQueue: Rule = {
  id: 'lambda-queue',
  mechanism: 'refused',
  severities: ['hazard', 'caution'],
  summary:
    'A function reads from a queue that hides messages for less than the function may take (refused when the mapping is made or changed, else a caution), or in batches that its queue does not give.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
  check: (context) =>
    resourcesOf(context.to, MAPPING).flatMap((mapping) => {
      const queue = resolve(context.to, mapping.stack, valueAt(mapping.resource.Properties, 'EventSourceArn'));
      if (queue?.resource.Type !== 'AWS::SQS::Queue') return [];
      return [...wrongTimeouts(context, mapping, queue), ...wrongBatch(mapping, queue)];
    }),
};
