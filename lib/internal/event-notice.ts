import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/** What of the account's event bus people are told of. */
export interface EventNotice {
  readonly id: string;
  readonly description: string;
  readonly pattern: events.EventPattern;
  /** The line that people read, with fields of the event. */
  readonly message: string;
}

/** A field of an event's detail, for the message. */
export const field = (path: string) => events.EventField.fromPath(`$.detail.${path}`);

/** A pattern may have 2,048 characters. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
export function makeEventRule(scope: Construct, notice: EventNotice, topic: sns.ITopic): events.Rule {
  return new events.Rule(scope, notice.id, {
    description: notice.description,
    eventPattern: notice.pattern,
    // It lets events.amazonaws.com publish without a condition: EventBridge supports none in the policy of a topic, and
    // with one its messages would be lost, which nobody would see.
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
    targets: [new targets.SnsTopic(topic, { message: events.RuleTargetInput.fromText(notice.message) })],
  });
}
