import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { FIVE_MINUTES } from '../internal/alarm';

/** What an ECS service reports, whether or not Container Insights is on. */
export class ServiceMetrics {
  constructor(private readonly service: ecs.IBaseService) {}

  public cpu(statistic: string = cloudwatch.Stats.AVERAGE, label: string = 'CPU (%)'): cloudwatch.Metric {
    return this.metric('CPUUtilization', statistic, label);
  }

  public memory(statistic: string = cloudwatch.Stats.AVERAGE, label: string = 'Memory (%)'): cloudwatch.Metric {
    return this.metric('MemoryUtilization', statistic, label);
  }

  private metric(metricName: string, statistic: string, label: string): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: 'AWS/ECS',
      metricName,
      statistic,
      label,
      period: FIVE_MINUTES,
      dimensionsMap: { ClusterName: this.service.cluster.clusterName, ServiceName: this.service.serviceName },
    });
  }
}
