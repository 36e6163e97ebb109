import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { ABOVE, AlarmSpec, FIVE_MINUTES, QUIET_IS_GOOD } from '../internal/alarm';
import { ResolvedThresholds } from './thresholds';

/** What the instances of an Auto Scaling group report. */
export class InstancesMetrics {
  constructor(private readonly group: autoscaling.IAutoScalingGroup) {}

  public cpu(statistic: string = cloudwatch.Stats.AVERAGE, label: string = 'CPU (%)'): cloudwatch.Metric {
    return this.metric('AWS/EC2', 'CPUUtilization', statistic, label);
  }

  public inService(): cloudwatch.Metric {
    return this.metric('AWS/AutoScaling', 'GroupInServiceInstances', cloudwatch.Stats.MINIMUM, 'In service');
  }

  public starting(): cloudwatch.Metric {
    return this.metric('AWS/AutoScaling', 'GroupPendingInstances', cloudwatch.Stats.MAXIMUM, 'Starting');
  }

  private metric(namespace: string, metricName: string, statistic: string, label: string): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace,
      metricName,
      statistic,
      label,
      period: FIVE_MINUTES,
      dimensionsMap: { AutoScalingGroupName: this.group.autoScalingGroupName },
    });
  }
}

/** Early signs of instances. */
export function instancesAlarms(metrics: InstancesMetrics, limits: ResolvedThresholds): AlarmSpec[] {
  return [
    {
      id: 'InstancesCpu',
      urgency: 'notice',
      metric: metrics.cpu(),
      description:
        'CPU of the instances has stayed above what scaling holds: the group is at its maximum. Raise that, or find what became expensive.',
      when: ABOVE,
      threshold: limits.serviceCpuPercent,
      periods: 3,
      // No instances at all is the business of the alarms for hosts.
      missing: QUIET_IS_GOOD,
    },
  ];
}
