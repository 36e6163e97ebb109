import { Rule, RuleFinding } from '../../model';
import { isTrue, Placed, refusal, resolve, resourcesOf, valueAt } from '../support';

const QUEUE = 'AWS::SQS::Queue';
const kindOf = ({ resource }: Placed) => (isTrue(valueAt(resource.Properties, 'FifoQueue')) ? 'FIFO' : 'standard');

export const sqsDeadLetters: Rule = {
  id: 'sqs-dead-letters',
  mechanism: 'refused',
  severities: ['hazard'],
  summary: 'A queue has a dead-letter queue of the other kind (FIFO or standard), or in another Region or account.',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html',
  check: ({ to }) =>
    resourcesOf(to, QUEUE).flatMap((queue): RuleFinding[] => {
      const value = valueAt(queue.resource.Properties, 'RedrivePolicy.deadLetterTargetArn');
      const letters = resolve(to, queue.stack, value);
      if (letters?.resource.Type !== QUEUE) return [];
      const [kind, theirs] = [kindOf(queue), kindOf(letters)];
      if (kind !== theirs) {
        const why = `it is a ${kind} queue, and its dead-letter queue ${letters.logicalId} a ${theirs} one`;
        return [refusal(queue, why, `Give it a new dead-letter queue, a ${kind} one.`)];
      }
      const { region, account } = letters.stack;
      if (region === queue.stack.region && account === queue.stack.account) return [];
      const why = `its dead-letter queue ${letters.logicalId} is in ${region} of ${account}`;
      return [refusal(queue, why, 'Keep the dead-letter queue where the queue is.')];
    }),
};
