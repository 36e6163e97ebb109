import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { ProxyLogin } from '../../../lib/database/proxy/proxy-login';
import { impacts, quickApp, TestProps } from '../support';
import { addProxy, ProxyTestProps, synthProxy } from './proxy-support';

describe('the alarms of a proxy', () => {
  const template = synthProxy();
  const [proxy] = Object.values(template.findResources('AWS::RDS::DBProxy'));
  const ProxyName: string = proxy.Properties.DBProxyName;

  test('watch pool, pinning, waiting, logins and the way to the writer', () => {
    template.resourceCountIs('AWS::CloudWatch::Alarm', 5);
    for (const [MetricName, ComparisonOperator, Threshold, Statistic, Period, EvaluationPeriods] of [
      ['DatabaseConnectionsBorrowLatency', 'GreaterThanOrEqualToThreshold', 100_000, 'Average', 60, 5],
      ['ClientConnectionsSetupFailedAuth', 'GreaterThanOrEqualToThreshold', 20, 'Sum', 300, 2],
      ['AvailabilityPercentage', 'LessThanThreshold', 90, 'Average', 60, 5],
    ]) {
      template.hasResourceProperties('AWS::CloudWatch::Alarm', {
        Namespace: 'AWS/RDS',
        MetricName,
        ComparisonOperator,
        Threshold,
        Statistic,
        Period,
        EvaluationPeriods,
        Dimensions: Match.arrayWith([{ Name: 'ProxyName', Value: ProxyName }]),
      });
    }
  });

  test.each([
    ['DatabaseConnections', 'MaxDatabaseConnectionsAllowed', 'GreaterThanOrEqualToThreshold', 80],
    ['DatabaseConnectionsCurrentlySessionPinned', 'DatabaseConnections', 'GreaterThanThreshold', 50],
  ])('%s in percent of %s', (part, whole, ComparisonOperator, Threshold) => {
    const metric = (Id: string, MetricName: string) =>
      Match.objectLike({ Id, MetricStat: Match.objectLike({ Metric: Match.objectLike({ MetricName }), Stat: 'Sum' }) });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      ComparisonOperator,
      Threshold,
      EvaluationPeriods: 3,
      Metrics: [
        Match.objectLike({ Expression: 'IF(whole > 0, 100 * part / whole, 0)' }),
        metric('part', part),
        metric('whole', whole),
      ],
    });
  });

  test('take thresholds, and tell a topic of their start and end', () => {
    const app = quickApp();
    const topic = sns.Topic.fromTopicArn(new Stack(app, 'ops'), 'Topic', 'arn:aws:sns:eu-west-1:123456789012:alarms');
    const alarmThresholds = { poolPercent: 60, pinnedPercent: 10, borrowLatency: Duration.seconds(1), failedLogins: 3 };
    const own = Template.fromStack(Stack.of(addProxy(app, { alarmTopic: topic, alarmThresholds })));

    for (const Threshold of [60, 10, 1_000_000, 3]) {
      own.hasResourceProperties('AWS::CloudWatch::Alarm', { Threshold });
    }
    own.allResourcesProperties('AWS::CloudWatch::Alarm', {
      AlarmActions: [topic.topicArn],
      OKActions: [topic.topicArn],
    });
  });

  test('are a copy of the list', () => {
    const own = addProxy(quickApp());
    own.alarms.pop();
    expect(own.alarms).toHaveLength(5);
  });
});

describe('growth of a proxy', () => {
  const changes = (from: [ProxyTestProps, TestProps], to: [ProxyTestProps, TestProps]) =>
    impacts(synthProxy(...from), synthProxy(...to));

  test.each<[string, ProxyTestProps, string]>([
    ['the pool', { pool: { maxConnectionsPercent: 50 } }, 'AWS::RDS::DBProxyTargetGroup'],
    ['the wait', { pool: { borrowTimeout: Duration.minutes(1) } }, 'AWS::RDS::DBProxyTargetGroup'],
    ['the idle time', { pool: { idleClientTimeout: Duration.hours(1) } }, 'AWS::RDS::DBProxy'],
    ['the login', { login: ProxyLogin.iam() }, 'AWS::RDS::DBProxy'],
    ['the log', { logRetention: logs.RetentionDays.ONE_YEAR }, 'AWS::Logs::LogGroup'],
  ])('%s changes in place, there and back', (_, props, type) => {
    for (const change of [changes([{}, {}], [props, {}]), changes([props, {}], [{}, {}])]) {
      expect(change).toEqual([expect.objectContaining({ type, impact: 'WILL_UPDATE' })]);
    }
  });

  test('a larger database with more replicas leaves it alone', () => {
    expect(changes([{}, {}], [{}, { readReplicas: 3, instanceType: new ec2.InstanceType('m8g.large') }])).toEqual([]);
  });
});
