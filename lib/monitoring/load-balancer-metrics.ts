import { Duration, Fn, Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { FIVE_MINUTES, ONE_MINUTE } from '../internal/alarm';

/** What a load balancer, and the target groups behind it, report. */
export class LoadBalancerMetrics {
  constructor(
    private readonly loadBalancer: elbv2.IApplicationLoadBalancer,
    private readonly targetGroups: readonly elbv2.IApplicationTargetGroup[],
  ) {}

  /**
   * Failed requests in percent of all, and 0 below `atLeast` of them.
   *
   * `SUM` of a list takes what has data; a code that did not occur reports none. Requests for which the load balancer
   * found no target are not among its requests, so its own errors are added to them. `FILL` would put zeros where data
   * is merely late, and an alarm would see them.
   */
  public errorPercent(atLeast: number): cloudwatch.MathExpression {
    return new cloudwatch.MathExpression({
      label: 'Failed requests (%)',
      expression: `IF(SUM([elb, target]) >= ${atLeast}, 100 * SUM([elb, target]) / SUM([requests, elb]), 0)`,
      usingMetrics: {
        elb: this.loadBalancer.metrics.httpCodeElb(elbv2.HttpCodeElb.ELB_5XX_COUNT, sum()),
        target: this.loadBalancer.metrics.httpCodeTarget(elbv2.HttpCodeTarget.TARGET_5XX_COUNT, sum()),
        requests: this.loadBalancer.metrics.requestCount(sum()),
      },
      period: FIVE_MINUTES,
    });
  }

  public requests(): cloudwatch.Metric {
    return this.loadBalancer.metrics.requestCount(sum(ONE_MINUTE, 'Requests'));
  }

  public errors(): cloudwatch.Metric[] {
    return [
      this.loadBalancer.metrics.httpCodeTarget(
        elbv2.HttpCodeTarget.TARGET_5XX_COUNT,
        sum(ONE_MINUTE, '5xx of the app'),
      ),
      this.loadBalancer.metrics.httpCodeElb(
        elbv2.HttpCodeElb.ELB_5XX_COUNT,
        sum(ONE_MINUTE, '5xx of the load balancer'),
      ),
    ];
  }

  public latency(statistic: string, period: Duration = FIVE_MINUTES): cloudwatch.Metric {
    return this.loadBalancer.metrics.targetResponseTime({ statistic, period, label: statistic });
  }

  public rejectedConnections(): cloudwatch.Metric {
    return this.loadBalancer.metrics.rejectedConnectionCount(sum(FIVE_MINUTES, 'Rejected connections'));
  }

  /** Healthy hosts of all groups: after a blue/green deployment one group is empty and reports nothing. */
  public healthyHosts(): cloudwatch.MathExpression {
    return this.hosts('HealthyHostCount', cloudwatch.Stats.MINIMUM, 'Healthy');
  }

  public unhealthyHosts(): cloudwatch.MathExpression {
    return this.hosts('UnHealthyHostCount', cloudwatch.Stats.MAXIMUM, 'Unhealthy');
  }

  private hosts(metricName: string, statistic: string, label: string): cloudwatch.MathExpression {
    const groups = this.targetGroups.map((group, index) => [
      `${label.toLowerCase()}${index}`,
      this.loadBalancer.metrics.custom(metricName, {
        statistic,
        period: ONE_MINUTE,
        dimensionsMap: { LoadBalancer: this.loadBalancerName(), TargetGroup: targetGroupName(group) },
      }),
    ]);
    return new cloudwatch.MathExpression({
      label,
      expression: `SUM([${groups.map(([id]) => id).join(', ')}])`,
      usingMetrics: Object.fromEntries(groups) as Record<string, cloudwatch.IMetric>,
      period: ONE_MINUTE,
    });
  }

  /** `app/name/id`, which the interface has in the dimensions of its metrics only. */
  private loadBalancerName(): string {
    return this.loadBalancer.metrics.custom('RequestCount').dimensions?.LoadBalancer as string;
  }
}

/** `targetgroup/name/id`, as CloudWatch knows a group. */
function targetGroupName(group: elbv2.IApplicationTargetGroup): string {
  if (group instanceof elbv2.ApplicationTargetGroup) return group.targetGroupFullName;
  const arn = group.targetGroupArn;
  return Token.isUnresolved(arn) ? Fn.select(5, Fn.split(':', arn)) : arn.split(':')[5];
}

function sum(period: Duration = FIVE_MINUTES, label?: string): cloudwatch.MetricOptions {
  return { statistic: cloudwatch.Stats.SUM, period, label };
}
