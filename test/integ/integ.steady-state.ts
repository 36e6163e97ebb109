import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { SteadyState } from '../../lib/monitoring/steady-state';
import { SteadyStateLevel } from '../../lib/monitoring/steady-state-level';
import { integApp } from './support/app';

// Alarms reach people: one of this stack by its action, one of another stack by a rule on the account's event bus.
const alarm = (scope: Construct) =>
  new cloudwatch.Alarm(scope, 'Alarm', {
    metric: new cloudwatch.Metric({ namespace: 'IntegrationTest', metricName: scope.node.id }),
    threshold: 1,
    evaluationPeriods: 1,
    treatMissingData: cloudwatch.TreatMissingData.IGNORE,
  });

const { stack: makeStack, test } = integApp('steady-state');
const watched = makeStack('integ-steady-state-watched');
const stack = makeStack('integ-steady-state');
const [elsewhere, here] = [alarm(watched), alarm(stack)];
const steady = new SteadyState(stack, 'SteadyState', { level: SteadyStateLevel.full(), alarms: [here, elsewhere] });
const pager = new sqs.Queue(stack, 'Pager', { enforceSSL: true });
steady.topic.addSubscription(new subscriptions.SqsSubscription(pager));
const checks = test([watched, stack]);

for (const { alarmName } of [here, elsewhere]) {
  checks.call('CloudWatch', 'setAlarmState', { AlarmName: alarmName, StateValue: 'OK', StateReason: 'a test' });
  checks.call('CloudWatch', 'setAlarmState', { AlarmName: alarmName, StateValue: 'ALARM', StateReason: 'a test' });
  checks.holds(
    'SQS',
    'receiveMessage',
    { QueueUrl: pager.queueUrl, WaitTimeSeconds: 20 },
    { 'Messages.0.Body.Type': 'Notification' },
    { within: Duration.minutes(5) },
  );
  checks.call('SQS', 'purgeQueue', { QueueUrl: pager.queueUrl }, { within: Duration.minutes(3) });
}
checks.call('CloudWatch', 'getDashboard', { DashboardName: steady.dashboard!.dashboardName });
