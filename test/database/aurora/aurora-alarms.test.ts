import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as sns from 'aws-cdk-lib/aws-sns';
import { AuroraBacktrack } from '../../../lib/database/aurora/aurora-backtrack';
import { AuroraCapacity } from '../../../lib/database/aurora/aurora-capacity';
import { AuroraEngine } from '../../../lib/database/aurora/aurora-engine';
import { AuroraReaders } from '../../../lib/database/aurora/aurora-readers';
import { urgencyOf } from '../../../lib/internal/alarm';
import { quickApp } from '../support';
import { addAurora, AuroraTestProps, provisioned, synthAurora } from './aurora-support';

const ALARM = 'AWS::CloudWatch::Alarm';
const GIB = 1024 ** 3;
const TIB = 1024 ** 4;

/** `metric role statistic comparison threshold missing` of each alarm. */
function alarmsOf(props: AuroraTestProps): string[] {
  return Object.values(synthAurora(props).findResources(ALARM)).map(({ Properties }) => {
    const dimensions = (Properties.Dimensions as { Name: string; Value: string }[]).map(({ Name, Value }) =>
      Name === 'Role' ? Value : Name,
    );
    const comparison = String(Properties.ComparisonOperator).startsWith('Less') ? '<=' : '>=';
    return `${Properties.MetricName} ${dimensions.join(' ')} ${Properties.Statistic} ${comparison} ${Properties.Threshold} ${Properties.TreatMissingData}`;
  });
}

const WRITER = 'DBClusterIdentifier WRITER';
const READER = 'DBClusterIdentifier READER';

test('a serverless writer is watched by its role, so that a failover is followed', () => {
  expect(alarmsOf({})).toEqual([
    `CPUUtilization ${WRITER} Average >= 80 missing`,
    // 32 GiB * 0.8 / 9531392 = 2883, capped at 2000 by a minimum below one ACU, of which 80 %.
    `DatabaseConnections ${WRITER} Average >= 1600 missing`,
    `DatabaseConnections ${WRITER} SampleCount <= 0 breaching`,
    `ACUUtilization ${WRITER} Average >= 90 missing`,
    // 5 % of 32 GiB.
    `FreeableMemory DBClusterIdentifier Minimum <= ${Math.round(1.6 * GIB)} missing`,
    'CPUSurplusCreditsCharged DBClusterIdentifier Maximum >= 0 notBreaching',
    `VolumeBytesUsed DBClusterIdentifier Maximum >= ${Math.round(115.2 * TIB)} missing`,
    'MaximumUsedTransactionIDs DBClusterIdentifier Maximum >= 1000000000 missing',
  ]);
});

test('readers are watched together, those included that autoscaling made', () => {
  expect(alarmsOf({ capacity: provisioned, readers: AuroraReaders.scaled({ min: 1, max: 9 }) }).slice(-4)).toEqual([
    `CPUUtilization ${READER} Average >= 80 missing`,
    // 16 GiB * 0.8 / 9531392 = 1441, of which 80 %.
    `DatabaseConnections ${READER} Average >= 1152 missing`,
    `DatabaseConnections ${READER} SampleCount <= 0 breaching`,
    'AuroraReplicaLagMaximum DBClusterIdentifier Maximum >= 2000 missing',
  ]);
});

test('a provisioned instance has local storage, and MySQL knows what is left of the volume', () => {
  const backtrack = AuroraBacktrack.window(Duration.hours(1));
  expect(alarmsOf({ engine: AuroraEngine.mysql(), capacity: provisioned, backtrack })).toEqual([
    `CPUUtilization ${WRITER} Average >= 80 missing`,
    // log2(16 GiB * 0.8 / 8187281408) * 1000 = 747, of which 80 %.
    `DatabaseConnections ${WRITER} Average >= 597 missing`,
    `DatabaseConnections ${WRITER} SampleCount <= 0 breaching`,
    `FreeLocalStorage DBClusterIdentifier Minimum <= ${2 * GIB} missing`,
    // 5 % of 16 GiB.
    `FreeableMemory DBClusterIdentifier Minimum <= ${Math.round(0.8 * GIB)} missing`,
    'CPUSurplusCreditsCharged DBClusterIdentifier Maximum >= 0 notBreaching',
    `AuroraVolumeBytesLeftTotal DBClusterIdentifier Minimum <= ${Math.round(12.8 * TIB)} missing`,
    `BacktrackWindowAlert ${WRITER} Sum >= 1 notBreaching`,
  ]);
});

test('the silence of a paused database is no alarm', () => {
  const alarms = alarmsOf({ capacity: AuroraCapacity.serverless({ minAcu: 0, maxAcu: 1 }) });
  expect(alarms.join()).not.toMatch(/SampleCount| breaching/);
});

test('they page where no writer is there, and are notices else', () => {
  const database = addAurora(quickApp(), { capacity: provisioned, readers: AuroraReaders.fixed(1) });
  const paging = database.alarms.filter((alarm) => urgencyOf(alarm) === 'page').map(({ node }) => node.id);
  expect(paging).toEqual(['WriterDownAlarm']);
});

test.each<[string, AuroraTestProps, number]>([
  // 2 GiB * 0.8 / 9531392 = 180.
  ['one ACU of PostgreSQL', { capacity: AuroraCapacity.serverless({ minAcu: 1, maxAcu: 1 }) }, 144],
  // log2(1.6 GiB / 805306368) * 45 = 49.
  [
    'one ACU of MySQL',
    { engine: AuroraEngine.mysql(), capacity: AuroraCapacity.serverless({ minAcu: 1, maxAcu: 1 }) },
    39,
  ],
  ['the most of PostgreSQL', { capacity: AuroraCapacity.serverless({ minAcu: 1, maxAcu: 128 }) }, 4000],
  ['a parameter', { parameters: { max_connections: '1000' } }, 800],
  [
    'a threshold',
    {
      capacity: AuroraCapacity.provisioned({ instanceType: new ec2.InstanceType('z1d.large') }),
      alarmThresholds: { connections: 500, freeMemoryMiB: 100 },
    },
    500,
  ],
])('connections are counted by %s', (_, props, Threshold) => {
  synthAurora(props).hasResourceProperties(ALARM, { MetricName: 'DatabaseConnections', Threshold });
});

test('thresholds are taken', () => {
  const alarmThresholds = {
    cpuPercent: 60,
    acuPercent: 70,
    connections: 33,
    readerLag: Duration.seconds(5),
    volumeLeftTiB: 28,
  };
  const template = synthAurora({ readers: AuroraReaders.fixed(1), alarmThresholds });
  for (const Threshold of [60, 70, 33, 5000, 100 * TIB]) template.hasResourceProperties(ALARM, { Threshold });
  synthAurora({ capacity: provisioned, alarmThresholds: { freeLocalStorageGiB: 7 } }).hasResourceProperties(ALARM, {
    Threshold: 7 * GIB,
  });
});

test('a volume of 256 TiB is watched as such, where the version has it', () => {
  const alarmThresholds = { volumeTiB: 256, volumeLeftTiB: 56 };
  synthAurora({ alarmThresholds }).hasResourceProperties(ALARM, {
    MetricName: 'VolumeBytesUsed',
    Threshold: 200 * TIB,
    AlarmDescription: Match.stringLikeRegexp('^Of the 256 TiB '),
  });
  synthAurora({ engine: AuroraEngine.mysql(), alarmThresholds }).hasResourceProperties(ALARM, {
    MetricName: 'AuroraVolumeBytesLeftTotal',
    Threshold: 56 * TIB,
  });
});

test('a topic hears of their start and end, and lists are copies', () => {
  const app = quickApp();
  const topic = sns.Topic.fromTopicArn(new Stack(app, 'ops'), 'Topic', 'arn:aws:sns:eu-west-1:123456789012:alarms');
  const database = addAurora(app, { alarmTopic: topic, readers: AuroraReaders.fixed(1) });
  const template = Template.fromStack(Stack.of(database));

  template.resourceCountIs(ALARM, 12);
  template.allResourcesProperties(ALARM, { AlarmActions: [topic.topicArn], OKActions: [topic.topicArn] });
  template.allResourcesProperties(ALARM, { Namespace: 'AWS/RDS', AlarmDescription: Match.anyValue() });
  database.alarms.pop();
  database.replicas.pop();
  expect(database.alarms).toHaveLength(12);
  expect(database.replicas).toHaveLength(1);
});
