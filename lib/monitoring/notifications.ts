import { ArnFormat, Resource, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

/** How many alarms fit into the pattern of one rule, which may have 2,048 characters. */
const ALARMS_A_RULE = 10;

/** A topic that alarms of this account may publish to, and people subscribe to. */
export function alarmTopic(scope: Construct, emails: readonly string[], encryptionKey?: kms.IKey): sns.Topic {
  const topic = new sns.Topic(scope, 'Topic', { enforceSSL: true, masterKey: encryptionKey, signatureVersion: '2' });
  const stack = Stack.of(scope);
  // A topic with a policy of its own loses the default one, by which alarms of the account may publish.
  topic.addToResourcePolicy(
    new iam.PolicyStatement({
      sid: 'AlarmsOfThisAccount',
      principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: {
        StringEquals: { 'aws:SourceAccount': stack.account },
        ArnLike: {
          'aws:SourceArn': stack.formatArn({
            service: 'cloudwatch',
            resource: 'alarm',
            resourceName: '*',
            arnFormat: ArnFormat.COLON_RESOURCE_NAME,
          }),
        },
      },
    }),
  );
  if (encryptionKey) allowUseByAlarms(encryptionKey, stack);
  for (const email of emails) topic.addSubscription(new subscriptions.EmailSubscription(email));
  return topic;
}

/** CloudWatch calls KMS itself; without this the messages are lost, and no alarm says so. */
function allowUseByAlarms(key: kms.IKey, stack: Stack): void {
  key.addToResourcePolicy(
    new iam.PolicyStatement({
      sid: 'AlarmsOfThisAccount',
      principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
  );
}

/**
 * Tells a topic of alarms. One in the same stack gets an action. One in another stack must not know of the topic, for
 * that stack would depend on this one, which reads it; so a rule on the account's event bus passes its changes on.
 */
export class Notifications {
  private readonly rules: events.Rule[] = [];
  private foreign = 0;

  constructor(
    private readonly scope: Construct,
    private readonly topic: sns.ITopic,
    private readonly recovery: boolean,
  ) {}

  public add(alarm: cloudwatch.IAlarm): void {
    if (isOwnedHere(alarm, this.scope)) {
      const action = new actions.SnsAction(this.topic);
      alarm.addAlarmAction(action);
      if (this.recovery) alarm.addOkAction(action);
      return;
    }
    if (this.foreign % ALARMS_A_RULE === 0) this.rules.push(this.makeRule(this.rules.length + 1));
    this.foreign += 1;
    this.rules[this.rules.length - 1].addEventPattern({ resources: [alarm.alarmArn] });
  }

  private makeRule(number: number): events.Rule {
    return new events.Rule(this.scope, `Elsewhere${number}`, {
      description: 'Alarms that stand in other stacks',
      eventPattern: {
        source: ['aws.cloudwatch'],
        detailType: ['CloudWatch Alarm State Change'],
        detail: { state: { value: this.recovery ? ['ALARM', 'OK'] : ['ALARM'] } },
      },
      // It lets events.amazonaws.com publish without a condition: EventBridge supports none in the policy of a topic, and
      // with one its messages would be lost, which nobody would see.
      // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
      targets: [
        new targets.SnsTopic(this.topic, {
          message: events.RuleTargetInput.fromText(
            `${field('state.value')}: ${field('alarmName')}. ${field('configuration.description')} ` +
              `(${field('state.reason')})`,
          ),
        }),
      ],
    });
  }
}

const field = (path: string) => events.EventField.fromPath(`$.detail.${path}`);

function isOwnedHere(alarm: cloudwatch.IAlarm, scope: Construct): alarm is cloudwatch.AlarmBase {
  return (
    alarm instanceof cloudwatch.AlarmBase && Resource.isOwnedResource(alarm) && Stack.of(alarm) === Stack.of(scope)
  );
}
