import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';

/**
 * Requests per task and minute, whichever target group the traffic goes to.
 *
 * `RequestCountPerTarget` is a group's requests divided by its healthy targets, so the idle group adds nothing, and
 * while a deployment shifts traffic between two groups of n tasks each, R·(1-s)/n + R·s/n is R/n: the load of a task
 * once the deployment is over, which is what the service must be sized for. Dividing all requests by all running
 * tasks would halve the figure during a deployment, and needs Container Insights.
 *
 * `SUM` of a list adds up what has data, and an idle group may report nothing (aws/containers-roadmap#1681).
 * `FILL(…, 0)` would be wrong: load balancer metrics arrive late, the newest minute would read 0, and the scale-out
 * alarm, which wants three minutes in a row above the target, might never fire.
 * With no traffic at all a group with targets reports 0, so the service scales in.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export const REQUESTS_PER_TASK = 'SUM([blue, green])';

const METRIC_NAME = 'RequestCountPerTarget';
const NAMESPACE = 'AWS/ApplicationELB';

/** Both target groups, by the names that the expression gives them. */
export interface TargetGroupPair {
  readonly blue: elbv2.ApplicationTargetGroup;
  readonly green: elbv2.ApplicationTargetGroup;
}

/** The same figure for dashboards and alarms. */
export function requestsPerTaskMetric(
  loadBalancer: elbv2.ApplicationLoadBalancer,
  groups: TargetGroupPair,
  options: cloudwatch.MathExpressionOptions,
): cloudwatch.MathExpression {
  const metric = (group: elbv2.ApplicationTargetGroup) =>
    new cloudwatch.Metric({
      namespace: NAMESPACE,
      metricName: METRIC_NAME,
      statistic: 'Sum',
      dimensionsMap: {
        LoadBalancer: loadBalancer.loadBalancerFullName,
        TargetGroup: group.targetGroupFullName,
      },
    });
  return new cloudwatch.MathExpression({
    label: 'Requests per task',
    ...options,
    expression: REQUESTS_PER_TASK,
    usingMetrics: { blue: metric(groups.blue), green: metric(groups.green) },
  });
}

/** The metric specification of a target tracking policy, which the L2 policies cannot express. */
export function requestsPerTaskSpecification(
  loadBalancer: elbv2.ApplicationLoadBalancer,
  groups: TargetGroupPair,
): appscaling.CfnScalingPolicy.CustomizedMetricSpecificationProperty {
  const query = (id: keyof TargetGroupPair) => ({
    id,
    returnData: false,
    metricStat: {
      stat: 'Sum',
      metric: {
        namespace: NAMESPACE,
        metricName: METRIC_NAME,
        dimensions: [
          { name: 'LoadBalancer', value: loadBalancer.loadBalancerFullName },
          { name: 'TargetGroup', value: groups[id].targetGroupFullName },
        ],
      },
    },
  });
  return {
    metrics: [
      query('blue'),
      query('green'),
      { id: 'requestsPerTask', label: 'Requests per task', expression: REQUESTS_PER_TASK, returnData: true },
    ],
  };
}
