import { CostGuard } from '../../lib/cost/cost-guard';
import { integApp } from './support/app';

// The budget is there with its three warnings, and AWS Budgets may publish to the topic (it checks that at creation).
const { stack: makeStack, test } = integApp('cost-guard');
const stack = makeStack('integ-cost-guard');
const guard = new CostGuard(stack, 'CostGuard', { monthlyLimitUsd: 1000, emails: ['ops@example.com'] });
const checks = test([stack]);
const budget = { AccountId: stack.account, BudgetName: guard.budget.ref };
const view = { allow: ['budgets:ViewBudget'] };

checks.holds(
  'Budgets',
  'describeBudget',
  budget,
  { 'Budget.TimeUnit': 'MONTHLY', 'Budget.BudgetLimit.Unit': 'USD', 'Budget.CostTypes.IncludeTax': true },
  view,
);
checks.holds(
  'Budgets',
  'describeNotificationsForBudget',
  budget,
  {
    'Notifications.0.ComparisonOperator': 'GREATER_THAN',
    'Notifications.1.ComparisonOperator': 'GREATER_THAN',
    'Notifications.2.ComparisonOperator': 'GREATER_THAN',
  },
  view,
);
checks.answers(
  'SNS',
  'getTopicAttributes',
  { TopicArn: guard.topic.topicArn },
  { Attributes: { SubscriptionsPending: '1' } },
);
