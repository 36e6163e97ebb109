import { ABOVE, AlarmSpec, AT_LEAST, BELOW, QUIET_IS_BAD, QUIET_IS_GOOD } from '../internal/alarm';
import { FrontDoorMetrics } from './front-door-metrics';
import { LoadBalancerMetrics } from './load-balancer-metrics';
import { ServiceMetrics } from './service-metrics';
import { ResolvedThresholds } from './thresholds';

/** What nobody may sleep through, seen from the load balancer. */
export function basicAlarms(metrics: LoadBalancerMetrics, limits: ResolvedThresholds): AlarmSpec[] {
  return [
    {
      id: 'Errors',
      urgency: 'page',
      metric: metrics.errorPercent(limits.errorsAtLeast),
      description:
        'Users get errors (5xx). See on the dashboard or in metrics whether the app answers with them or the load balancer finds no app, then the logs of the service.',
      when: ABOVE,
      threshold: limits.errorPercent,
      periods: 1,
      missing: QUIET_IS_GOOD,
    },
    {
      id: 'UnhealthyHosts',
      urgency: 'notice',
      metric: metrics.unhealthyHosts(),
      description:
        'Tasks have failed their health check for five minutes. See the stopped tasks of the service for the reason.',
      when: AT_LEAST,
      threshold: 1,
      // A starting task is unhealthy for a minute or two in each deployment.
      periods: 5,
      missing: QUIET_IS_GOOD,
    },
    {
      id: 'NoHealthyHosts',
      urgency: 'page',
      metric: metrics.healthyHosts(),
      description: 'No task is healthy: the app is down. See the events of the service and its stopped tasks.',
      when: BELOW,
      threshold: 1,
      periods: 3,
      // A load balancer without any registered host reports none.
      missing: QUIET_IS_BAD,
    },
  ];
}

/** Early signs, seen from the load balancer; refused connections are none: they are in no count of failed requests. */
export function loadBalancerAlarms(
  metrics: LoadBalancerMetrics,
  limits: ResolvedThresholds,
  minTasks = 1,
): AlarmSpec[] {
  const slow = (id: string, statistic: string, seconds: number): AlarmSpec => ({
    id,
    urgency: 'notice',
    metric: metrics.latency(statistic),
    description: `${statistic} of answers have been slow for fifteen minutes. Compare with CPU of the service and the database, and with the last deployment.`,
    when: ABOVE,
    threshold: seconds,
    periods: 3,
    missing: QUIET_IS_GOOD,
  });
  return [
    slow('SlowAnswersP95', 'p95', limits.latencyP95.toMilliseconds() / 1000),
    slow('SlowAnswersP99', 'p99', limits.latencyP99.toMilliseconds() / 1000),
    {
      id: 'RejectedConnections',
      urgency: 'page',
      metric: metrics.rejectedConnections(),
      description:
        'The load balancer has reached its limit of connections and refuses new ones. Ask AWS for more capacity, and look for clients that open a connection a request.',
      when: AT_LEAST,
      threshold: 1,
      periods: 1,
      missing: QUIET_IS_GOOD,
    },
    // With a minimum of one it would say what `NoHealthyHosts` says.
    ...(minTasks > 1 ? [belowMinimum(metrics, minTasks)] : []),
  ];
}

function belowMinimum(metrics: LoadBalancerMetrics, minTasks: number): AlarmSpec {
  return {
    id: 'HostsBelowMinimum',
    urgency: 'notice',
    metric: metrics.healthyHosts(),
    description:
      'Fewer tasks are healthy than the service must keep. See its events: capacity, image and health check are the usual reasons.',
    when: BELOW,
    threshold: minTasks,
    // Longer than a task takes to start in place of one that is gone.
    periods: 10,
    missing: QUIET_IS_BAD,
  };
}

/** Early signs of an ECS service. */
export function serviceAlarms(metrics: ServiceMetrics, limits: ResolvedThresholds): AlarmSpec[] {
  return [
    {
      id: 'ServiceCpu',
      urgency: 'notice',
      metric: metrics.cpu(),
      description:
        'CPU of the tasks has stayed above what autoscaling holds: the service is at its maximum. Raise that, or find what became expensive.',
      when: ABOVE,
      threshold: limits.serviceCpuPercent,
      periods: 3,
      // No tasks at all is the business of the alarms for hosts.
      missing: QUIET_IS_GOOD,
    },
    {
      id: 'ServiceMemory',
      urgency: 'notice',
      metric: metrics.memory(),
      description:
        'Memory of the tasks is nearly used up; at 100 % they are killed. Look for a leak since the last deployment, or give tasks more.',
      when: ABOVE,
      threshold: limits.serviceMemoryPercent,
      periods: 3,
      missing: QUIET_IS_GOOD,
    },
  ];
}

/** What nobody may sleep through, seen from CloudFront. Only alarms in us-east-1 see its metrics. */
export function distributionErrors(id: string, metrics: FrontDoorMetrics, limits: ResolvedThresholds): AlarmSpec {
  return {
    id,
    urgency: 'page',
    metric: metrics.errorPercent(),
    description:
      'CloudFront answers with errors (5xx). If the load balancer has none, CloudFront does not reach it: see the VPC origin and the security group.',
    when: ABOVE,
    threshold: limits.errorPercent,
    // The rate of a few requests jumps; two periods tell a jump from a fault.
    periods: 2,
    missing: QUIET_IS_GOOD,
  };
}
