import { ArnFormat, Resource, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { Urgency } from '../internal/alarm';
import { EventNotice, field, makeEventRule } from '../internal/event-notice';

/** How many alarms fit into the pattern of one rule, which may have 2,048 characters, whatever they are called. */
const ALARMS_PER_RULE = 5;

/** The topics of a `SteadyState`, both there. */
export interface Topics {
  readonly page: sns.ITopic;
  readonly notice: sns.ITopic;
}

/** What the topics are made from. */
interface TopicSources {
  readonly emails?: string[];
  readonly noticeEmails?: string[];
  readonly topic?: sns.ITopic;
  readonly noticeTopic?: sns.ITopic;
  readonly encryptionKey?: kms.IKey;
}

/** Topics of the user's own, or new ones. Whoever gave one topic alone hears everything there, as from one. */
export function topicsFor(scope: Construct, sources: TopicSources): Topics {
  const { emails = [], encryptionKey, noticeTopic, topic } = sources;
  if (encryptionKey) allowUseByAlarms(encryptionKey, Stack.of(scope));
  const page = topic ?? makeTopic(scope, 'Topic', emails, encryptionKey);
  const notice = noticeTopic ?? topic ?? makeTopic(scope, 'NoticeTopic', sources.noticeEmails ?? emails, encryptionKey);
  return { page, notice };
}

/** A topic that alarms of this account may publish to, and people subscribe to. */
function makeTopic(scope: Construct, id: string, emails: readonly string[], masterKey?: kms.IKey): sns.Topic {
  const topic = new sns.Topic(scope, id, { enforceSSL: true, masterKey, signatureVersion: '2' });
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
  private readonly told: cloudwatch.IAlarm[] = [];
  private readonly rules: events.Rule[] = [];
  private foreign = 0;

  constructor(
    private readonly scope: Construct,
    private readonly urgency: Exclude<Urgency, 'none'>,
    private readonly topic: sns.ITopic,
    private readonly recovery: boolean,
  ) {}

  /** The alarms that it tells people of. */
  public get alarms(): readonly cloudwatch.IAlarm[] {
    return this.told;
  }

  public add(alarm: cloudwatch.IAlarm): void {
    this.told.push(alarm);
    if (isOwnedHere(alarm, this.scope)) {
      const action = new actions.SnsAction(this.topic);
      alarm.addAlarmAction(action);
      if (this.recovery) alarm.addOkAction(action);
      return;
    }
    if (this.foreign % ALARMS_PER_RULE === 0) this.rules.push(this.makeRule(this.rules.length + 1));
    this.foreign += 1;
    this.rules[this.rules.length - 1].addEventPattern({ resources: [alarm.alarmArn] });
  }

  private makeRule(number: number): events.Rule {
    const notice: EventNotice = {
      // The rules of alarms that page have the ids that they had before there were others.
      id: this.urgency === 'page' ? `Elsewhere${number}` : `ElsewhereNotice${number}`,
      description: 'Alarms that stand in other stacks',
      pattern: {
        source: ['aws.cloudwatch'],
        detailType: ['CloudWatch Alarm State Change'],
        detail: { state: { value: this.recovery ? ['ALARM', 'OK'] : ['ALARM'] } },
      },
      message:
        `${field('state.value')}: ${field('alarmName')}. ${field('configuration.description')} ` +
        `(${field('state.reason')})`,
    };
    return makeEventRule(this.scope, notice, this.topic);
  }
}

function isOwnedHere(alarm: cloudwatch.IAlarm, scope: Construct): alarm is cloudwatch.AlarmBase {
  return (
    alarm instanceof cloudwatch.AlarmBase && Resource.isOwnedResource(alarm) && Stack.of(alarm) === Stack.of(scope)
  );
}
