import { Assembly, Rule, RuleFinding } from '../../model';
import { isTrue, Placed, refusal, resolve, resourcesOf, show, valueAt } from '../support';

/** Whether the topic or queue that a value names is FIFO, where that can be told. */
function isFifo(assembly: Assembly, from: Placed, value: unknown, type: string, property: string): boolean | undefined {
  const found = resolve(assembly, from.stack, value);
  if (found) return found.resource.Type === type ? isTrue(valueAt(found.resource.Properties, property)) : undefined;
  return typeof value === 'string' && value.startsWith('arn:') ? value.endsWith('.fifo') : undefined;
}

export const snsSubscription: Rule = {
  id: 'sns-subscription',
  mechanism: 'refused',
  severities: ['hazard'],
  summary: 'A FIFO queue subscribes to a standard topic, or something other than a queue to a FIFO topic.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html',
  check: ({ to }) =>
    resourcesOf(to, 'AWS::SNS::Subscription').flatMap((subscription): RuleFinding[] => {
      const { Properties: set } = subscription.resource;
      const protocol = valueAt(set, 'Protocol');
      const ordered = isFifo(to, subscription, valueAt(set, 'TopicArn'), 'AWS::SNS::Topic', 'FifoTopic');
      if (ordered === true && typeof protocol === 'string' && protocol !== 'sqs') {
        const why = `its topic is FIFO, which delivers to queues alone, and its protocol ${show(protocol)}`;
        return [refusal(subscription, why, 'Subscribe a queue, and let what is to get the messages read from it.')];
      }
      const queue = isFifo(to, subscription, valueAt(set, 'Endpoint'), 'AWS::SQS::Queue', 'FifoQueue');
      if (ordered !== false || queue !== true || protocol !== 'sqs') return [];
      const why = 'its queue is FIFO, and its topic a standard one';
      return [refusal(subscription, why, 'Make a FIFO topic beside the standard one, and move its senders over.')];
    }),
};
