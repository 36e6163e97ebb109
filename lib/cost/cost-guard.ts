import { Stack, Validations } from 'aws-cdk-lib';
import * as budgets from 'aws-cdk-lib/aws-budgets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { checkProps } from '../internal/checks/check';
import { checkArguments, checkTypes } from '../internal/checks/types';
import { COST_GUARD_CHECKS } from './cost-guard-checks';

/** A tag by which AWS allocates costs. */
export interface CostAllocationTag {
  /** The tag's key. */
  readonly key: string;
  /** The tag's value. */
  readonly value: string;
}

/** What a `CostGuard` counts, and how it tells. */
export interface CostGuardOptions {
  /**
   * Count only what carries this tag, which has to be activated as a cost allocation tag in the billing console.
   *
   * @default - all costs of the account count
   */
  readonly onlyTag?: CostAllocationTag;

  /**
   * The key that encrypts messages while Amazon SNS holds them. AWS Budgets is allowed to use it; where the key is an
   * imported one, its own policy has to allow that.
   *
   * @default - none: the messages hold the account's ID, the budget's name and sums
   */
  readonly encryptionKey?: kms.IKey;
}

/** Props of a `CostGuard`. */
export interface CostGuardProps extends CostGuardOptions {
  /** The US dollars a month that are not to be exceeded. This is what grows with the app. */
  readonly monthlyLimitUsd: number;

  /** Who is written to. Each address gets a mail of Amazon SNS first, with a link to confirm. */
  readonly emails: string[];
}

/**
 * Warns by mail when the month's costs reach 80 % and 100 % of a limit, and when they are forecast to pass it.
 *
 * Any change of a budget's notifications replaces it. So the budget tells one SNS topic, for good, and it is the topic's
 * subscribers that change, in place. More of them, such as a chat channel, can be added with `addSubscription`.
 *
 * Credits and refunds do not count: an account that lives on credits would hear of nothing until the day they end.
 * Costs appear some hours late; forecasts want about five weeks of history. It warns, and stops nothing.
 *
 * **Cost**: none; the first thousand mails a month are free. Sources:
 * https://aws.amazon.com/aws-cost-management/aws-budgets/pricing/, https://aws.amazon.com/sns/pricing/
 *
 * **One-way doors**: none. The budget has no fixed name, so that even a replaced one would not collide with itself.
 *
 * @example
 *
 * new CostGuard(this, 'CostGuard', { monthlyLimitUsd: 100, emails: ['ops@example.com'] });
 */
export class CostGuard extends Construct {
  /** The topic that the budget tells. */
  public readonly topic: sns.Topic;

  /** The budget. */
  public readonly budget: budgets.CfnBudget;

  constructor(scope: Construct, id: string, props: CostGuardProps) {
    super(scope, id);
    checkTypes(this, 'CostGuard', props);
    const input = { ...props, tagKey: props.onlyTag?.key, tagValue: props.onlyTag?.value };
    checkProps(this, 'CostGuard', input, COST_GUARD_CHECKS);

    this.topic = new sns.Topic(this, 'Topic', {
      displayName: 'Monthly cost',
      enforceSSL: true,
      masterKey: props.encryptionKey,
    });
    const permission = this.topic.addToResourcePolicy(this.publishStatement());
    if (props.encryptionKey !== undefined) this.allowKey(props.encryptionKey);
    this.budget = new budgets.CfnBudget(this, 'Budget', {
      budget: {
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: props.monthlyLimitUsd, unit: 'USD' },
        costTypes: { includeCredit: false, includeRefund: false },
        costFilters:
          props.onlyTag === undefined
            ? undefined
            : { TagKeyValue: [`user:${props.onlyTag.key}$${props.onlyTag.value}`] },
      },
      // Never to be changed: all of it causes replacement.
      notificationsWithSubscribers: [
        this.notification('ACTUAL', 80),
        this.notification('ACTUAL', 100),
        this.notification('FORECASTED', 100),
      ],
    });
    // AWS Budgets refuses a topic that it may not publish to.
    if (permission.policyDependable !== undefined) this.budget.node.addDependency(permission.policyDependable);
    // The address is the subscription's ID, so that one that comes or goes leaves the others alone.
    props.emails.forEach((email) => this.topic.addSubscription(new subscriptions.EmailSubscription(email)));
  }

  /** Adds a subscriber, such as a queue, a function or a chat channel. */
  public addSubscription(subscription: sns.ITopicSubscription): void {
    checkArguments('CostGuard.addSubscription', { subscription });
    this.topic.addSubscription(subscription);
  }

  private notification(
    notificationType: string,
    threshold: number,
  ): budgets.CfnBudget.NotificationWithSubscribersProperty {
    return {
      notification: { notificationType, threshold, thresholdType: 'PERCENTAGE', comparisonOperator: 'GREATER_THAN' },
      subscribers: [{ subscriptionType: 'SNS', address: this.topic.topicArn }],
    };
  }

  /** Only budgets of this account: https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html */
  private fromThisAccount(): Record<string, Record<string, string>> {
    const stack = Stack.of(this);
    return {
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnLike: { 'aws:SourceArn': `arn:${stack.partition}:budgets::${stack.account}:*` },
    };
  }

  private publishStatement(): iam.PolicyStatement {
    return new iam.PolicyStatement({
      sid: 'AllowBudgetsToPublish',
      principals: [new iam.ServicePrincipal('budgets.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [this.topic.topicArn],
      conditions: this.fromThisAccount(),
    });
  }

  private allowKey(key: kms.IKey): void {
    const result = key.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'AllowBudgetsToEncrypt',
        principals: [new iam.ServicePrincipal('budgets.amazonaws.com')],
        actions: ['kms:GenerateDataKey*', 'kms:Decrypt'],
        resources: ['*'],
        conditions: this.fromThisAccount(),
      }),
    );
    if (result.statementAdded) return;
    Validations.of(this).addWarning(
      'cdk-scaling-patterns:cost-guard-imported-key',
      `CostGuard at '${this.node.path}': encryptionKey is imported, so its policy cannot be changed here. Let budgets.amazonaws.com use kms:GenerateDataKey* and kms:Decrypt there, or no warning will arrive.`,
    );
  }
}
