import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import { CostGuard, CostGuardProps } from '../../lib/cost/cost-guard';
import { testApp } from '../support/app';
import { growthFaults, policyFindings, synthTemplate, TEST_ENV } from '../support/growth';

const emails = ['ops@example.com'];
const guard =
  (props: Partial<CostGuardProps> = {}) =>
  (stack: Stack) =>
    new CostGuard(stack, 'CostGuard', { monthlyLimitUsd: 100, emails, ...props });
const synth = (props?: Partial<CostGuardProps>) => synthTemplate((stack) => void guard(props)(stack));
const template = (props?: Partial<CostGuardProps>) => Template.fromJSON(synth(props));
const newStack = () => new Stack(testApp(), 'Stack', { env: TEST_ENV });
const FROM_THIS_ACCOUNT = {
  StringEquals: { 'aws:SourceAccount': '111111111111' },
  ArnLike: { 'aws:SourceArn': 'arn:aws:budgets::111111111111:*' },
};

test('a monthly budget without a name tells one topic at 80 %, 100 % and when 100 % is forecast', () => {
  const notification = (NotificationType: string, Threshold: number) => ({
    Notification: {
      NotificationType,
      Threshold,
      ThresholdType: 'PERCENTAGE',
      ComparisonOperator: 'GREATER_THAN',
    },
    Subscribers: [{ SubscriptionType: 'SNS', Address: { Ref: Match.stringLikeRegexp('^CostGuardTopic') } }],
  });
  template().hasResourceProperties('AWS::Budgets::Budget', {
    Budget: {
      BudgetName: Match.absent(),
      BudgetType: 'COST',
      TimeUnit: 'MONTHLY',
      BudgetLimit: { Amount: 100, Unit: 'USD' },
      CostFilters: Match.absent(),
      CostTypes: { IncludeCredit: false, IncludeRefund: false },
    },
    NotificationsWithSubscribers: [
      notification('ACTUAL', 80),
      notification('ACTUAL', 100),
      notification('FORECASTED', 100),
    ],
  });
});

test('only budgets of this account may publish, and the budget waits until they may', () => {
  const made = template();
  made.hasResourceProperties('AWS::SNS::TopicPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Sid: 'AllowBudgetsToPublish',
          Effect: 'Allow',
          Principal: { Service: 'budgets.amazonaws.com' },
          Action: 'sns:Publish',
          Condition: FROM_THIS_ACCOUNT,
        }),
      ]),
    },
  });
  made.hasResource('AWS::Budgets::Budget', { DependsOn: [Match.stringLikeRegexp('^CostGuardTopicPolicy')] });
});

test('each address is subscribed', () => {
  const made = template({ emails: ['ops@example.com', 'cfo@example.com'] });
  for (const Endpoint of ['ops@example.com', 'cfo@example.com']) {
    made.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint });
  }
});

test('others can be subscribed', () => {
  const stack = newStack();
  guard()(stack).addSubscription(new subscriptions.UrlSubscription('https://chat.example.com/hook'));
  Template.fromStack(stack).hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'https' });
});

test('costs can be narrowed to a tag', () => {
  template({ onlyTag: { key: 'app', value: 'acme' } }).hasResourceProperties('AWS::Budgets::Budget', {
    Budget: { CostFilters: { TagKeyValue: ['user:app$acme'] } },
  });
});

describe('growth', () => {
  test.each<[string, Partial<CostGuardProps>, Partial<CostGuardProps>]>([
    ['a higher limit', {}, { monthlyLimitUsd: 5000 }],
    ['one more address', {}, { emails: [...emails, 'cfo@example.com'] }],
    ['a narrowing to a tag', {}, { onlyTag: { key: 'app', value: 'acme' } }],
  ])('%s replaces and removes nothing', (_, from, to) => {
    expect(growthFaults(synth(from), synth(to))).toEqual([]);
  });

  test('another address removes the subscription of the former one, and leaves the budget alone', () => {
    expect(growthFaults(synth(), synth({ emails: ['cfo@example.com'] }))).toEqual([
      expect.stringMatching(/^CostGuardTopicopsexamplecom.* \(AWS::SNS::Subscription\) WILL_DESTROY: $/),
    ]);
  });
});

describe('encryption', () => {
  test('budgets of this account may use the key', () => {
    const stack = newStack();
    guard({ encryptionKey: new kms.Key(stack, 'Key') })(stack);
    const made = Template.fromStack(stack);
    made.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: { 'Fn::GetAtt': [Match.anyValue(), 'Arn'] } });
    made.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          {
            Sid: 'AllowBudgetsToEncrypt',
            Effect: 'Allow',
            Principal: { Service: 'budgets.amazonaws.com' },
            Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
            Resource: '*',
            Condition: FROM_THIS_ACCOUNT,
          },
        ]),
      },
    });
  });

  test('an imported key is warned of', () => {
    const findings = policyFindings((stack) => {
      const key = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:111111111111:key/0000');
      guard({ encryptionKey: key })(stack);
    });
    expect(findings).toEqual([
      "Annotation::cdk-scaling-patterns:cost-guard-imported-key: CostGuard at 'Stack/CostGuard': encryptionKey is imported, so its policy cannot be changed here. Let budgets.amazonaws.com use kms:GenerateDataKey* and kms:Decrypt there, or no warning will arrive.",
    ]);
  });
});

test('policy: no finding', () => {
  expect(policyFindings((stack) => void guard()(stack))).toEqual([]);
});

const LIMIT = 'give the US dollars a month that are not to be exceeded, more than 0';
const TAG = 'give the key and value of a cost allocation tag as they are on the resources, without the prefix user:';
test.each<[string, Partial<CostGuardProps>, string]>([
  ['no limit', { monthlyLimitUsd: 0 }, `monthlyLimitUsd is 0: ${LIMIT}`],
  [
    'a limit that is no number',
    { monthlyLimitUsd: NaN },
    'monthlyLimitUsd is NaN: give the US dollars a month that are not to be exceeded',
  ],
  ['nobody', { emails: [] }, 'emails is []: give at least one address: a guard that nobody hears guards nothing'],
  ['no address', { emails: ['ops'] }, 'emails is ["ops"]: give e-mail addresses, such as "ops@example.com"'],
  ['an address twice', { emails: [...emails, ...emails] }, 'emails is ["ops@example.com"]: give each address once'],
  ['an empty tag', { onlyTag: { key: 'app', value: '' } }, 'onlyTag.value is "": give the tag\'s value'],
  ['a prefixed tag', { onlyTag: { key: 'user:app', value: 'acme' } }, `onlyTag is ["user:app","acme"]: ${TAG}`],
])('%s is refused', (_, props, failure) => {
  expect(() => guard(props)(newStack())).toThrow(new Error(`CostGuard at 'Stack/CostGuard':\n  - ${failure}`));
});
