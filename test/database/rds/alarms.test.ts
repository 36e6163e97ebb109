import { CfnElement, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as sns from 'aws-cdk-lib/aws-sns';
import { urgencyOf } from '../../../lib/internal/alarm';
import { addDatabase, quickApp, synthDatabase } from '../support';

describe('the alarms of a database', () => {
  /** `id urgency metrics statistic comparison threshold missing` of each alarm. */
  const alarmsOf = (props: Parameters<typeof addDatabase>[1]) => {
    const database = addDatabase(quickApp(), props);
    const template = Template.fromStack(Stack.of(database)).findResources('AWS::CloudWatch::Alarm');
    return database.alarms.map((alarm) => {
      const { Properties } = template[Stack.of(database).getLogicalId(alarm.node.defaultChild as CfnElement)];
      const queries = (Properties.Metrics ?? []) as { Expression?: string; MetricStat?: MetricStat }[];
      const stats = queries.flatMap(({ MetricStat: stat }) => (stat ? [stat] : []));
      const { MetricName = stats.map(({ Metric }) => Metric.MetricName).join('+') } = Properties;
      const comparison = String(Properties.ComparisonOperator)
        .replace('ThanOrEqualToThreshold', '=')
        .replace('ThanThreshold', '');
      return [
        alarm.node.id,
        urgencyOf(alarm),
        MetricName,
        Properties.Statistic ?? stats[0].Stat,
        comparison,
        Properties.Threshold,
        Properties.TreatMissingData,
      ].join(' ');
    });
  };
  interface MetricStat {
    readonly Stat: string;
    readonly Metric: { readonly MetricName: string };
  }
  const GIB = 1024 ** 3;
  const MIB = 1024 ** 2;

  test('watch what each instance runs out of, and page where the writer is down or full', () => {
    expect(alarmsOf({ readReplicas: 1 })).toEqual([
      'WriterCpuAlarm notice CPUUtilization Average Greater= 80 missing',
      // 5 % of 2 GiB.
      `WriterMemoryAlarm notice FreeableMemory Minimum Less= ${Math.round(102.4 * MIB)} missing`,
      // 2 GiB * 0.8 / 9531392 = 180 connections, of which 80 %.
      'WriterConnectionsAlarm notice DatabaseConnections Average Greater= 144 missing',
      'WriterCpuCreditsAlarm notice CPUSurplusCreditsCharged Maximum Greater 0 notBreaching',
      `WriterStorageAlarm page FreeStorageSpace Minimum Less= ${Math.round(1.4 * GIB)} missing`,
      'WriterIopsAlarm notice ReadIOPS+WriteIOPS Average Greater= 2400 missing',
      `WriterThroughputAlarm notice ReadThroughput+WriteThroughput Average Greater= ${100 * MIB} missing`,
      'WriterQueueDepthAlarm notice DiskQueueDepth Average Greater= 30 missing',
      'WriterDownAlarm page DatabaseConnections SampleCount Less= 0 breaching',
      'Replica1CpuAlarm notice CPUUtilization Average Greater= 80 missing',
      `Replica1MemoryAlarm notice FreeableMemory Minimum Less= ${Math.round(102.4 * MIB)} missing`,
      'Replica1ConnectionsAlarm notice DatabaseConnections Average Greater= 144 missing',
      'Replica1CpuCreditsAlarm notice CPUSurplusCreditsCharged Maximum Greater 0 notBreaching',
      `Replica1StorageAlarm notice FreeStorageSpace Minimum Less= ${Math.round(1.4 * GIB)} missing`,
      'Replica1IopsAlarm notice ReadIOPS+WriteIOPS Average Greater= 2400 missing',
      `Replica1ThroughputAlarm notice ReadThroughput+WriteThroughput Average Greater= ${100 * MIB} missing`,
      'Replica1QueueDepthAlarm notice DiskQueueDepth Average Greater= 30 missing',
      'Replica1DownAlarm notice DatabaseConnections SampleCount Less= 0 breaching',
      'Replica1LagAlarm notice ReplicaLag Maximum Greater= 30 missing',
    ]);
  });

  test('follow the storage: from 400 GiB on it gives four times as much, and less of it counts as full', () => {
    const alarms = alarmsOf({ storageGiB: 400, instanceType: new ec2.InstanceType('m7g.large') });
    expect(alarms).toContain(`WriterStorageAlarm page FreeStorageSpace Minimum Less= ${Math.round(28 * GIB)} missing`);
    expect(alarms).toContain('WriterIopsAlarm notice ReadIOPS+WriteIOPS Average Greater= 9600 missing');
    expect(alarms).toContain(
      `WriterThroughputAlarm notice ReadThroughput+WriteThroughput Average Greater= ${400 * MIB} missing`,
    );
    expect(alarms).toContain('WriterQueueDepthAlarm notice DiskQueueDepth Average Greater= 120 missing');
  });

  test('follow the figures that the storage is given, of the writer as of replicas', () => {
    const alarms = alarmsOf({ storageGiB: 500, storageIops: 20_000, storageThroughputMiBps: 600, readReplicas: 1 });
    for (const instance of ['Writer', 'Replica1']) {
      expect(alarms).toContain(`${instance}IopsAlarm notice ReadIOPS+WriteIOPS Average Greater= 16000 missing`);
      expect(alarms).toContain(
        `${instance}ThroughputAlarm notice ReadThroughput+WriteThroughput Average Greater= ${480 * MIB} missing`,
      );
      expect(alarms).toContain(`${instance}QueueDepthAlarm notice DiskQueueDepth Average Greater= 200 missing`);
    }
  });

  test('know that replication of MySQL is broken', () => {
    synthDatabase({ readReplicas: 1 }).hasResourceProperties('AWS::CloudWatch::Alarm', {
      Threshold: 30,
      EvaluationPeriods: 5,
      Metrics: Match.arrayWith([Match.objectLike({ Expression: 'IF(lag < 0, 86400, lag)', ReturnData: true })]),
    });
  });

  test('take thresholds', () => {
    const template = synthDatabase({
      readReplicas: 1,
      alarmThresholds: {
        cpuPercent: 60,
        freeStorageGiB: 4.5,
        freeMemoryMiB: 321,
        connections: 33,
        replicaLag: Duration.minutes(2),
        storageUsePercent: 90,
        queueDepth: 7,
      },
    });

    for (const Threshold of [60, 4.5 * GIB, 321 * MIB, 33, 120, 2700, 113 * MIB - MIB / 2, 7]) {
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

  test('tell notices to a topic of their own', () => {
    const app = quickApp();
    const ops = new Stack(app, 'ops');
    const [alarmTopic, noticeTopic] = ['pages', 'notices'].map((name) =>
      sns.Topic.fromTopicArn(ops, name, `arn:aws:sns:eu-west-1:123456789012:${name}`),
    );
    const template = Template.fromStack(Stack.of(addDatabase(app, { alarmTopic, noticeTopic })));
    const told = Object.entries(template.findResources('AWS::CloudWatch::Alarm')).map(
      ([id, { Properties }]) => `${id.replace(/^Database|[0-9A-F]{8}$/g, '')} ${Properties.AlarmActions}`,
    );
    expect(told).toContain(`WriterStorageAlarm ${alarmTopic.topicArn}`);
    expect(told).toContain(`WriterDownAlarm ${alarmTopic.topicArn}`);
    expect(told).toContain(`WriterCpuAlarm ${noticeTopic.topicArn}`);
    for (const [Arn, id] of [
      [alarmTopic.topicArn, 'RDS-EVENT-0224'],
      [noticeTopic.topicArn, 'RDS-EVENT-0089'],
    ])
      template.hasResourceProperties('AWS::Events::Rule', {
        EventPattern: {
          source: ['aws.rds'],
          'detail-type': ['RDS DB Instance Event'],
          detail: {
            SourceIdentifier: [{ Ref: Match.stringLikeRegexp('^DatabaseWriter') }],
            EventID: Match.arrayWith([id]),
          },
        },
        Targets: [Match.objectLike({ Arn })],
      });
  });

  test('events of storage need somebody to hear them', () => {
    synthDatabase().resourceCountIs('AWS::Events::Rule', 0);
  });
});
