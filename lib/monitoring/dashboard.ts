import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { databaseMetric } from './database-metrics';
import { CLOUDFRONT_REGION, FrontDoorMetrics } from './front-door-metrics';
import { FunctionMetrics } from './function-metrics';
import { InstancesMetrics } from './instances-metrics';
import { LoadBalancerMetrics } from './load-balancer-metrics';
import { IMonitoredDatabase } from './monitored-database';
import { ServiceMetrics } from './service-metrics';

/** What a dashboard shows. */
export interface DashboardSources {
  /** The alarms that page, and the notices. */
  readonly pages: readonly cloudwatch.IAlarm[];
  readonly notices: readonly cloudwatch.IAlarm[];
  readonly frontDoor?: FrontDoorMetrics;
  readonly loadBalancer?: LoadBalancerMetrics;
  readonly service?: ServiceMetrics;
  readonly instances?: InstancesMetrics;
  readonly code?: FunctionMetrics;
  readonly database?: IMonitoredDatabase;
}

const THIRD = 8;
const FROM_ZERO: cloudwatch.YAxisProps = { min: 0, showUnits: false };
const PERCENT: cloudwatch.YAxisProps = { min: 0, max: 100, showUnits: false };

/** The rows of the dashboard, from the users inwards. */
export function dashboardRows(sources: DashboardSources): cloudwatch.IWidget[][] {
  return [
    ...alarmRows('Alarms that page', sources.pages),
    ...alarmRows('Notices', sources.notices),
    ...(sources.frontDoor ? [frontDoorRow(sources.frontDoor)] : []),
    ...(sources.loadBalancer ? [loadBalancerRow(sources.loadBalancer)] : []),
    ...(sources.service ? [serviceRow(sources.service)] : []),
    ...(sources.instances ? [instancesRow(sources.instances)] : []),
    ...(sources.code ? [functionRow(sources.code)] : []),
    ...(sources.database ? [databaseRow(sources.database), capacityRow(sources.database)] : []),
  ];
}

/** As many alarms as one widget takes. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const ALARMS_PER_WIDGET = 100;

function alarmRows(title: string, alarms: readonly cloudwatch.IAlarm[]): cloudwatch.IWidget[][] {
  const widgets = Array.from({ length: Math.ceil(alarms.length / ALARMS_PER_WIDGET) }, (_, index) => {
    const shown = alarms.slice(index * ALARMS_PER_WIDGET, (index + 1) * ALARMS_PER_WIDGET);
    return new cloudwatch.AlarmStatusWidget({ title, alarms: shown, width: 24, height: 4 });
  });
  return widgets.map((widget) => [widget]);
}

function graph(
  title: string,
  left: cloudwatch.IMetric[],
  leftYAxis: cloudwatch.YAxisProps,
  right: cloudwatch.IMetric[] = [],
): cloudwatch.GraphWidget {
  const rightYAxis = right.length > 0 ? FROM_ZERO : undefined;
  return new cloudwatch.GraphWidget({ title, left, leftYAxis, right, rightYAxis, width: THIRD });
}

function frontDoorRow(metrics: FrontDoorMetrics): cloudwatch.IWidget[] {
  const wide = { width: 12, region: CLOUDFRONT_REGION, leftYAxis: FROM_ZERO };
  return [
    new cloudwatch.GraphWidget({ ...wide, title: 'Users: requests', left: [metrics.requests()] }),
    new cloudwatch.GraphWidget({
      ...wide,
      title: 'Users: errors (%)',
      left: [metrics.errorPercent(), metrics.clientErrorPercent()],
    }),
  ];
}

function loadBalancerRow(metrics: LoadBalancerMetrics): cloudwatch.IWidget[] {
  return [
    graph('App: requests and failures', [metrics.requests()], FROM_ZERO, metrics.errors()),
    graph(
      'App: seconds to answer',
      ['p50', 'p95', 'p99'].map((statistic) => metrics.latency(statistic)),
      FROM_ZERO,
    ),
    graph('App: hosts', [metrics.healthyHosts(), metrics.unhealthyHosts()], FROM_ZERO),
  ];
}

function serviceRow(metrics: ServiceMetrics): cloudwatch.IWidget[] {
  const of = (read: (statistic: string, label: string) => cloudwatch.Metric) => [
    read(cloudwatch.Stats.AVERAGE, 'Average'),
    read(cloudwatch.Stats.MAXIMUM, 'Busiest task'),
  ];
  return [
    graph('Service: CPU (%)', of(metrics.cpu.bind(metrics)), PERCENT),
    graph('Service: memory (%)', of(metrics.memory.bind(metrics)), PERCENT),
  ];
}

function instancesRow(metrics: InstancesMetrics): cloudwatch.IWidget[] {
  return [
    graph(
      'Instances: CPU (%)',
      [metrics.cpu(cloudwatch.Stats.AVERAGE, 'Average'), metrics.cpu(cloudwatch.Stats.MAXIMUM, 'Busiest instance')],
      PERCENT,
    ),
    graph('Instances: how many', [metrics.inService(), metrics.starting()], FROM_ZERO),
  ];
}

function functionRow(metrics: FunctionMetrics): cloudwatch.IWidget[] {
  return [
    graph('Function: failures', [metrics.errors(), metrics.throttles()], FROM_ZERO),
    graph('Function: milliseconds', [metrics.duration('p50'), metrics.duration('p99')], FROM_ZERO),
    graph('Function: at the same time', [metrics.concurrency()], FROM_ZERO),
  ];
}

function databaseRow(database: IMonitoredDatabase): cloudwatch.IWidget[] {
  const all = (metricName: string) => [
    databaseMetric(database.instance, metricName, cloudwatch.Stats.AVERAGE, 'Writer'),
    ...database.replicas.map((replica, index) =>
      databaseMetric(replica, metricName, cloudwatch.Stats.AVERAGE, `Reader ${index + 1}`),
    ),
  ];
  return [
    graph('Database: CPU (%)', all('CPUUtilization'), PERCENT),
    graph('Database: connections', all('DatabaseConnections'), FROM_ZERO),
    graph('Database: seconds to read', all('ReadLatency'), FROM_ZERO),
  ];
}

function capacityRow(database: IMonitoredDatabase): cloudwatch.IWidget[] {
  const writer = (metricName: string, statistic: string, label: string) =>
    databaseMetric(database.instance, metricName, statistic, label);
  const lags = database.replicas.map((replica, index) =>
    databaseMetric(replica, 'ReplicaLag', cloudwatch.Stats.MAXIMUM, `Reader ${index + 1}`),
  );
  return [
    graph('Database: bytes free', [writer('FreeStorageSpace', cloudwatch.Stats.MINIMUM, 'Storage')], FROM_ZERO, [
      writer('FreeableMemory', cloudwatch.Stats.MINIMUM, 'Memory'),
    ]),
    graph('Database: seconds to write', [writer('WriteLatency', cloudwatch.Stats.AVERAGE, 'Writer')], FROM_ZERO),
    ...(lags.length > 0 ? [graph('Database: seconds behind', lags, FROM_ZERO)] : []),
  ];
}
