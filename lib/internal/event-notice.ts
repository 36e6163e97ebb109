import { Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { acknowledgeKey } from './acknowledge-key';

/** What of the account's event bus people are told of. */
export interface EventNotice {
  readonly id: string;
  readonly description: string;
  readonly pattern: events.EventPattern;
  /** The line that people read, with fields of the event. */
  readonly message: string;
}

const PUBLISHER = 'TellsPeople';

/** A field of an event's detail, for the message. */
export const field = (path: string) => events.EventField.fromPath(`$.detail.${path}`);

/**
 * The role by which the rules of a stack publish. By the policy of the topic, rules of any account could: EventBridge
 * supports no condition there, and messages would be lost with one, which nobody would see. A role is what AWS recommends
 * for all targets since 2025, and can be given to rules of its own account alone.
 *
 * Looked up on 2026-12-01:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions,
 * https://aws.amazon.com/about-aws/whats-new/2025/03/amazon-eventbridge-iam-execution-role-all-targets/
 */
function publisherOf(scope: Construct): iam.IRole {
  const stack = Stack.of(scope);
  const made = stack.node.tryFindChild(PUBLISHER);
  if (made instanceof iam.Role) return made;
  return new iam.Role(stack, PUBLISHER, {
    description: 'Rules of this stack tell people by a topic',
    assumedBy: new iam.ServicePrincipal('events.amazonaws.com'),
  });
}

/** A pattern may have 2,048 characters. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
export function makeEventRule(scope: Construct, notice: EventNotice, topic: sns.ITopic): events.Rule {
  const role = publisherOf(scope);
  if (topic instanceof sns.TopicBase) acknowledgeKey(role, topic.masterKey);
  return new events.Rule(scope, notice.id, {
    description: notice.description,
    eventPattern: notice.pattern,
    targets: [
      new targets.SnsTopic(topic, {
        message: events.RuleTargetInput.fromText(notice.message),
        role,
      }),
    ],
  });
}
