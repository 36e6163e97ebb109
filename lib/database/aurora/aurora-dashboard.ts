import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { AuroraInput } from './aurora-checks';
import { auroraMetric, AuroraRole } from './aurora-metrics';

const QUARTER = 6;
const ROLES: readonly [AuroraRole, string][] = [
  ['WRITER', 'Writer'],
  ['READER', 'Readers'],
];

/** A row of a dashboard, 24 wide: CPU, connections, what capacity is left, and how far readers are behind. */
export function auroraRow(clusterIdentifier: string, input: AuroraInput, title: string): cloudwatch.IWidget[] {
  const of = (metricName: string, statistic: string) => (role: AuroraRole | undefined, label: string) =>
    auroraMetric(clusterIdentifier, metricName, { statistic, role, label });
  const byRole = (metricName: string) => ROLES.map(([role, label]) => of(metricName, 'Average')(role, label));
  const graph = (what: string, left: cloudwatch.IMetric[], max?: number) =>
    new cloudwatch.GraphWidget({
      title: `${title}: ${what}`,
      left,
      leftYAxis: { min: 0, max, showUnits: false },
      width: QUARTER,
    });
  return [
    graph('CPU (%)', byRole('CPUUtilization'), 100),
    graph('connections', byRole('DatabaseConnections')),
    input.capacity._acus
      ? graph('ACUs', byRole('ServerlessDatabaseCapacity'))
      : graph('bytes of memory free', byRole('FreeableMemory')),
    graph('milliseconds behind', [of('AuroraReplicaLagMaximum', 'Maximum')(undefined, 'Slowest reader')]),
  ];
}
