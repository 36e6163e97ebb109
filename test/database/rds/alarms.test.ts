import { aws_sns as sns, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { addDatabase, quickApp, synthDatabase } from '../support';

describe('the alarms of a database', () => {
  test('watch CPU, storage and connections of each instance, and the lag of replicas', () => {
    const template = synthDatabase({ readReplicas: 1 });

    template.resourceCountIs('AWS::CloudWatch::Alarm', 7);
    for (const [MetricName, ComparisonOperator, Threshold, Statistic, TreatMissingData] of [
      ['CPUUtilization', 'GreaterThanOrEqualToThreshold', 80, 'Average', 'breaching'],
      ['FreeStorageSpace', 'LessThanOrEqualToThreshold', Math.round(1.4 * 1024 ** 3), 'Minimum', 'missing'],
      // 2 GiB * 0.8 / 9531392 = 180 connections, of which 80 %.
      ['DatabaseConnections', 'GreaterThanOrEqualToThreshold', 144, 'Average', 'missing'],
    ]) {
      template.resourcePropertiesCountIs(
        'AWS::CloudWatch::Alarm',
        {
          MetricName,
          ComparisonOperator,
          Threshold,
          Statistic,
          Namespace: 'AWS/RDS',
          Period: 300,
          EvaluationPeriods: 3,
          TreatMissingData,
          AlarmActions: Match.absent(),
        },
        2,
      );
    }
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Threshold: 30,
      EvaluationPeriods: 5,
      Metrics: Match.arrayWith([Match.objectLike({ Expression: 'IF(lag < 0, 86400, lag)', ReturnData: true })]),
    });
  });

  test('take thresholds', () => {
    const template = synthDatabase({
      readReplicas: 1,
      alarmThresholds: { cpuPercent: 60, freeStorageGiB: 4.5, connections: 33, replicaLag: Duration.minutes(2) },
    });

    for (const Threshold of [60, 4.5 * 1024 ** 3, 33, 120]) {
      template.hasResourceProperties('AWS::CloudWatch::Alarm', { Threshold });
    }
  });

  test('count the connections that a parameter allows', () => {
    synthDatabase({ parameters: { max_connections: '1000' } }).hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'DatabaseConnections',
      Threshold: 800,
    });
  });

  test('tell a topic of their start and end', () => {
    const app = quickApp();
    const topic = sns.Topic.fromTopicArn(new Stack(app, 'ops'), 'Topic', 'arn:aws:sns:eu-west-1:123456789012:alarms');
    const template = Template.fromStack(Stack.of(addDatabase(app, { alarmTopic: topic })));

    template.allResourcesProperties('AWS::CloudWatch::Alarm', {
      AlarmActions: [topic.topicArn],
      OKActions: [topic.topicArn],
    });
  });
});
