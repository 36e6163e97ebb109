import { Duration, Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { ABOVE, makeAlarm, ONE_MINUTE, QUIET_IS_GOOD } from '../../internal/alarm';
import { checkArguments } from '../../internal/checks/types';
import { thresholdSettingsOf, SteadyStateThresholds } from '../../monitoring/thresholds';
import { TargetGroupPair } from '../containers/request-scaling';

/** What alarms of a deployment look at. */
export interface RollbackContext {
  readonly loadBalancer: elbv2.ApplicationLoadBalancer;
  readonly groups: TargetGroupPair;
  /** Where normal ends for the service, for alarms that were not given it. */
  readonly thresholds?: SteadyStateThresholds;
}

/** A fault is seen within three minutes, which slide on with each minute. */
const MINUTES = 3;
/** Minutes in which an alarm has seen a fault: its periods, and the delay of load balancer metrics. */
export const MINUTES_TO_SEE = MINUTES + 2;
/** What is above p95. */
const SLOW_SHARE = 0.05;

/**
 * The alarms that roll a deployment back while it shifts traffic, or bakes.
 *
 * They ring for nobody: `SteadyState` wakes people, from the same thresholds.
 */
export abstract class RollbackAlarms {
  /**
   * Two alarms of the service's own: failed requests, and slow answers. Each looks at both target groups and takes the
   * worse, so that a canary's few requests do not drown in the others. A few requests that fail or are slow roll nothing
   * back, whatever their share: five in three minutes, with the defaults.
   *
   * **Cost**: 1.00 $ a month (0.10 $ for each of ten metrics, https://aws.amazon.com/cloudwatch/pricing/).
   *
   * @param thresholds the very object that `SteadyState` is given, where normal ends; its `rollback` says where a
   * deployment goes back earlier or later. The default is that of the service, or of the library.
   */
  public static steadyState(thresholds?: SteadyStateThresholds): RollbackAlarms {
    checkArguments('RollbackAlarms.steadyState', { thresholds });
    return new SteadyStateAlarms(thresholds);
  }

  /**
   * Alarms that exist already, such as one for a business figure.
   *
   * They must not look at the service by its name, which would make each wait for the other: look at the load balancer,
   * the target groups or what the app itself reports.
   */
  public static of(...alarms: cloudwatch.IAlarm[]): RollbackAlarms {
    checkArguments('RollbackAlarms.of', { alarms });
    return new GivenAlarms(alarms);
  }

  /**
   * No alarms: only tasks that do not become healthy, and hooks that fail, roll a deployment back.
   *
   * @param reason why errors and slow answers of a new version need no rollback
   */
  public static none(reason: string): RollbackAlarms {
    checkArguments('RollbackAlarms.none', { reason });
    return new NoAlarms();
  }

  /** Makes or returns the alarms. @internal */
  public abstract _bind(scope: Construct, context: RollbackContext): cloudwatch.IAlarm[];

  /** Whether there is any alarm. @internal */
  public abstract get _any(): boolean;

  /** What is wrong with the values given. @internal */
  public _faults(): string[] {
    return [];
  }
}

class SteadyStateAlarms extends RollbackAlarms {
  constructor(private readonly thresholds?: SteadyStateThresholds) {
    super();
  }

  public override get _any(): boolean {
    return true;
  }

  public override _bind(scope: Construct, context: RollbackContext): cloudwatch.IAlarm[] {
    const limits = thresholdSettingsOf(this.thresholds ?? context.thresholds).rollback;
    const place = new Construct(scope, 'RollbackAlarms');
    // A group without traffic reports nothing.
    const common = { urgency: 'none', when: ABOVE, missing: QUIET_IS_GOOD } as const;
    return [
      makeAlarm(place, {
        ...common,
        id: 'Errors',
        description:
          'Rolls a deployment back: requests to the new or the old tasks fail (5xx). It wakes nobody; see the service deployments of the ECS service.',
        metric: errorPercent(context, limits.errorsAtLeast),
        threshold: limits.errorPercent,
        periods: 1,
      }),
      makeAlarm(place, {
        ...common,
        id: 'SlowAnswers',
        description:
          'Rolls a deployment back: answers of the new or the old tasks are slow. It wakes nobody; see the service deployments of the ECS service.',
        metric: slowest(context, Math.ceil(limits.errorsAtLeast / SLOW_SHARE / MINUTES)),
        threshold: limits.latencyP95.toMilliseconds() / 1000,
        periods: MINUTES,
      }),
    ];
  }

  public override _faults(): string[] {
    return rollbackFaults(this.thresholds).map((fault) => `rollbackAlarms' ${fault}`);
  }
}

/** What is wrong with the figures at which a deployment is rolled back. */
export function rollbackFaults(thresholds?: SteadyStateThresholds): string[] {
  const { errorPercent, errorsAtLeast } = thresholdSettingsOf(thresholds).rollback;
  const faults: string[] = [];
  if (!Token.isUnresolved(errorPercent) && !(errorPercent > 0 && errorPercent <= 100))
    faults.push(`errorPercent ${errorPercent} must be above 0 and up to 100`);
  if (!Token.isUnresolved(errorsAtLeast) && !(errorsAtLeast >= 1))
    faults.push(`errorsAtLeast ${errorsAtLeast} must be 1 or more`);
  return faults;
}

class GivenAlarms extends RollbackAlarms {
  constructor(private readonly alarms: cloudwatch.IAlarm[]) {
    super();
  }

  public override get _any(): boolean {
    return true;
  }

  public override _bind(): cloudwatch.IAlarm[] {
    return [...this.alarms];
  }

  public override _faults(): string[] {
    return this.alarms.length > 0 ? [] : ['RollbackAlarms.of() has no alarm: use none(reason) to have none'];
  }
}

class NoAlarms extends RollbackAlarms {
  public override get _any(): boolean {
    return false;
  }

  public override _bind(): cloudwatch.IAlarm[] {
    return [];
  }
}

/**
 * Failed requests in percent: of the worse target group, or of all with the load balancer's own, if that is more. So
 * what pages somebody is part of it.
 *
 * Each share is 0 below `atLeast` failures. `SUM` and `MAX` of a list take what has data, and a count that did not occur
 * has none; `FILL` would put zeros where data is merely late.
 */
function errorPercent({ loadBalancer, groups }: RollbackContext, atLeast: number): cloudwatch.MathExpression {
  const period = Duration.minutes(MINUTES);
  const counted: cloudwatch.MetricOptions = { statistic: cloudwatch.Stats.SUM, period };
  const share = (errors: string[], all: string[], metrics: Record<string, cloudwatch.IMetric>) => {
    const [failed, requests] = [`SUM([${errors.join(', ')}])`, `SUM([${all.join(', ')}])`];
    const expression = `IF(${failed} >= ${atLeast}, 100 * ${failed} / ${requests}, 0)`;
    return new cloudwatch.MathExpression({ expression, usingMetrics: metrics, period });
  };
  const errors = (color: keyof TargetGroupPair) => ({
    [`${color}Errors`]: groupMetric(loadBalancer, groups[color], 'HTTPCode_Target_5XX_Count', 'Sum', period),
  });
  const ofGroup = (color: keyof TargetGroupPair) =>
    share([`${color}Errors`], [`${color}Requests`], {
      ...errors(color),
      [`${color}Requests`]: groupMetric(loadBalancer, groups[color], 'RequestCount', 'Sum', period),
    });
  return new cloudwatch.MathExpression({
    label: 'Failed requests (%)',
    expression: 'MAX([blue, green, together])',
    usingMetrics: {
      blue: ofGroup('blue'),
      green: ofGroup('green'),
      together: share(['blueErrors', 'greenErrors', 'balancerErrors'], ['balancerRequests', 'balancerErrors'], {
        ...errors('blue'),
        ...errors('green'),
        balancerErrors: loadBalancer.metrics.httpCodeElb(elbv2.HttpCodeElb.ELB_5XX_COUNT, counted),
        balancerRequests: loadBalancer.metrics.requestCount(counted),
      }),
    },
    period,
  });
}

/** p95 of the slower group in a minute, and 0 of a group that had so few requests that it says nothing. */
function slowest({ loadBalancer, groups }: RollbackContext, requestsAtLeast: number): cloudwatch.MathExpression {
  const latency = (color: keyof TargetGroupPair) =>
    new cloudwatch.MathExpression({
      expression: `IF(${color}Requests >= ${requestsAtLeast}, ${color}Latency, 0)`,
      usingMetrics: {
        [`${color}Latency`]: groupMetric(loadBalancer, groups[color], 'TargetResponseTime', 'p95', ONE_MINUTE),
        [`${color}Requests`]: groupMetric(loadBalancer, groups[color], 'RequestCount', 'Sum', ONE_MINUTE),
      },
      period: ONE_MINUTE,
    });
  return new cloudwatch.MathExpression({
    label: 'p95 of the slower group (s)',
    expression: 'MAX([blue, green])',
    usingMetrics: { blue: latency('blue'), green: latency('green') },
    period: ONE_MINUTE,
  });
}

function groupMetric(
  loadBalancer: elbv2.ApplicationLoadBalancer,
  group: elbv2.ApplicationTargetGroup,
  metricName: string,
  statistic: string,
  period: Duration,
): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: 'AWS/ApplicationELB',
    metricName,
    statistic,
    period,
    dimensionsMap: { LoadBalancer: loadBalancer.loadBalancerFullName, TargetGroup: group.targetGroupFullName },
  });
}
