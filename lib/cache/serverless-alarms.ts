import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { ABOVE, AlarmTopics, makeAlarm, QUIET_IS_GOOD } from '../internal/alarm';
import { CONNECTIONS_OF_A_NODE } from './settings';

const GB = 1_000_000_000;
const FULL = 0.8;

/** The alarms of a serverless cache: the ends of what it was given, and of what it can be. */
export function serverlessAlarms(
  scope: Construct,
  cacheName: string,
  maxDataGb: number,
  topics: AlarmTopics,
): cloudwatch.Alarm[] {
  const metric = (metricName: string, statistic: string, minutes: number) =>
    new cloudwatch.Metric({
      namespace: 'AWS/ElastiCache',
      metricName,
      dimensionsMap: { clusterId: cacheName },
      statistic,
      period: Duration.minutes(minutes),
    });
  const common = { urgency: 'notice', when: ABOVE, missing: QUIET_IS_GOOD } as const;
  return [
    {
      ...common,
      id: 'MemoryAlarm',
      description:
        'The cache is close to maxDataGb: it will drop keys, or refuse writes. Raise it, or shorten the time to live.',
      metric: metric('BytesUsedForCache', 'Maximum', 5),
      threshold: maxDataGb * GB * FULL,
      periods: 3,
    },
    {
      ...common,
      id: 'ThrottlesAlarm',
      description:
        'The cache refuses commands: it is at maxEcpuPerSecond, or load grew faster than it can. Raise the limit, or spread hot keys.',
      metric: metric('ThrottledCmds', 'Sum', 1),
      threshold: 0,
      periods: 3,
    },
    {
      ...common,
      id: 'EvictionsAlarm',
      description: 'The cache drops keys for want of room. Raise maxDataGb, or shorten the time to live.',
      metric: metric('Evictions', 'Sum', 1),
      threshold: 0,
      periods: 15,
    },
    {
      ...common,
      id: 'ConnectionsAlarm',
      description: 'The cache is short of connections. Share a client in each process, or pool connections.',
      metric: metric('CurrConnections', 'Maximum', 5),
      threshold: CONNECTIONS_OF_A_NODE,
      periods: 3,
    },
  ].map((spec) => makeAlarm(scope, spec, topics));
}
