import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as rds from 'aws-cdk-lib/aws-rds';
import { FIVE_MINUTES } from '../internal/alarm';

/** What an RDS instance reports. */
export function databaseMetric(
  instance: rds.IDatabaseInstance,
  metricName: string,
  statistic: string = cloudwatch.Stats.AVERAGE,
  label?: string,
): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: 'AWS/RDS',
    metricName,
    statistic,
    label,
    period: FIVE_MINUTES,
    dimensionsMap: { DBInstanceIdentifier: instance.instanceIdentifier },
  });
}
