import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { FIVE_MINUTES } from '../../internal/alarm';

/** Which instances of a cluster: by their role, which follows a failover and knows those that autoscaling made. */
export type AuroraRole = 'WRITER' | 'READER';

/** What a cluster reports, of the instances of one role, or of all. */
export function auroraMetric(
  clusterIdentifier: string,
  metricName: string,
  options: { statistic: string; role?: AuroraRole; period?: Duration; label?: string },
): cloudwatch.Metric {
  const { statistic, role, label } = options;
  return new cloudwatch.Metric({
    namespace: 'AWS/RDS',
    metricName,
    statistic,
    label,
    period: options.period ?? FIVE_MINUTES,
    dimensionsMap: { DBClusterIdentifier: clusterIdentifier, ...(role && { Role: role }) },
  });
}
