import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { IDependable } from 'constructs';

// What `SqsSubscription.bind()` does, but for its statement on the key: that one names the topic only under the feature
// flag `@aws-cdk/aws-sns-subscriptions:restrictSqsDescryption`, and an app without it would lend the key to every topic
// of every account.

/** Lets SNS send to the queue for this topic, and returns what the subscription has to wait for. */
export function allowDelivery(queue: sqs.IQueue, topic: sns.ITopic): IDependable | undefined {
  const { policyDependable } = queue.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [snsPrincipal(queue, topic)],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': topic.topicArn } },
    }),
  );
  if (topic instanceof sns.Topic && topic.stack !== queue.stack) queue.stack.addStackDependency(topic.stack);
  return policyDependable;
}

/** What the policy of the queue's key has to say. */
export function keyStatement(queue: sqs.IQueue, topic: sns.ITopic, key: kms.IKey): iam.PolicyStatement {
  const shared = topic instanceof sns.Topic && topic.masterKey === key;
  return new iam.PolicyStatement({
    principals: [snsPrincipal(queue, topic)],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: ['*'],
    conditions: shared
      ? // One key for the topic and the queue: it cannot name the topic, which waits for it, so it names the account.
        { StringEquals: { 'aws:SourceAccount': topic.env.account } }
      : { ArnEquals: { 'aws:SourceArn': topic.topicArn } },
  });
}

/** The topic's Region, where it is known to be another than the queue's. */
export function subscriptionRegion(queue: sqs.IQueue, topic: sns.ITopic): string | undefined {
  if (!(topic instanceof sns.Topic)) return regionOfArn(topic);
  const { region } = topic.env;
  return Token.isUnresolved(region) || region === queue.env.region ? undefined : region;
}

/**
 * SNS as it delivers across Regions, where one of them is opt-in.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-cross-region-delivery.html
 */
function snsPrincipal(queue: sqs.IQueue, topic: sns.ITopic): iam.ServicePrincipal {
  const from = topic instanceof sns.Topic ? topic.env.region : regionOfArn(topic);
  const to = Stack.of(queue).region;
  const known = from !== undefined && !Token.isUnresolved(from) && !Token.isUnresolved(to);
  const optedIn = known && from !== to ? [to, from].find((region) => RegionInfo.get(region).isOptInRegion) : undefined;
  return optedIn === undefined
    ? new iam.ServicePrincipal('sns.amazonaws.com')
    : iam.ServicePrincipal.fromStaticServicePrincipleName(`sns.${optedIn}.amazonaws.com`);
}

function regionOfArn(topic: sns.ITopic): string | undefined {
  return Stack.of(topic).splitArn(topic.topicArn, ArnFormat.SLASH_RESOURCE_NAME).region;
}
