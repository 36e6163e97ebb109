import { Duration, Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { checkArguments } from '../../internal/checks/types';
import { thresholdSettingsOf, SteadyStateThresholds } from '../../monitoring/thresholds';
import { TargetGroupPair } from '../containers/request-scaling';

/** What alarms of a deployment look at. */
export interface RollbackContext {
  readonly loadBalancer: elbv2.ApplicationLoadBalancer;
  readonly groups: TargetGroupPair;
}

/** At which figures a deployment is rolled back. */
export interface RollbackLimits {
  /** Failed requests of the worse target group, in percent. */
  readonly errorPercent: number;
  /** How many failed requests in a minute are too few to mean anything. */
  readonly errorsAtLeast: number;
  /** The seconds within which 95 % of the slower group's answers come. */
  readonly latencySeconds: number;
}

/** A quarter of an hour of slow answers, or five minutes of errors, wake people; a deployment goes back in three. */
const PERIOD = Duration.minutes(1);
const PERIODS = 3;
const ERROR_PERIODS_ABOVE = 2;
/** Minutes in which an alarm has seen a fault: its periods, and the delay of load balancer metrics. */
export const MINUTES_TO_SEE = 5;
/** Over how many minutes `SteadyState` counts errors. */
const PAGING_MINUTES = 5;

/**
 * The limits of a rollback, from those at which people are woken: half the share of errors, the same latency, and
 * both within three minutes. Whatever would page somebody has rolled a deployment back before.
 */
export function rollbackLimits(thresholds?: SteadyStateThresholds): RollbackLimits {
  const paging = thresholdSettingsOf(thresholds);
  return {
    errorPercent: paging.errorPercent / 2,
    errorsAtLeast: Math.ceil(paging.errorsAtLeast / PAGING_MINUTES),
    latencySeconds: paging.latencyP95.toMilliseconds() / 1000,
  };
}

/**
 * The alarms that roll a deployment back while it shifts traffic, or bakes.
 *
 * They ring for nobody: `SteadyState` wakes people, from the same thresholds.
 */
export abstract class RollbackAlarms {
  /**
   * Two alarms of the service's own: failed requests, and slow answers. Each looks at both target groups and takes the
   * worse, so that a canary's few requests do not drown in the others.
   *
   * **Cost**: 0.80 $ a month (0.10 $ for each of eight metrics, https://aws.amazon.com/cloudwatch/pricing/).
   *
   * @param thresholds the very object that `SteadyState` is given, where normal ends. A rollback comes earlier: at half
   * the share of errors, and after three minutes.
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
    const limits = rollbackLimits(this.thresholds);
    const place = new Construct(scope, 'RollbackAlarms');
    const common = {
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: PERIODS,
      // A group without traffic reports nothing.
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    };
    return [
      new cloudwatch.Alarm(place, 'Errors', {
        ...common,
        alarmDescription:
          'Rolls a deployment back: requests to the new or the old tasks fail (5xx). It wakes nobody; see the service deployments of the ECS service.',
        metric: errorPercent(context, limits.errorsAtLeast),
        threshold: limits.errorPercent,
        datapointsToAlarm: ERROR_PERIODS_ABOVE,
      }),
      new cloudwatch.Alarm(place, 'SlowAnswers', {
        ...common,
        alarmDescription:
          'Rolls a deployment back: answers of the new or the old tasks are slow. It wakes nobody; see the service deployments of the ECS service.',
        metric: slowest(context),
        threshold: limits.latencySeconds,
        datapointsToAlarm: PERIODS,
      }),
    ];
  }

  public override _faults(): string[] {
    const { errorPercent, errorsAtLeast } = thresholdSettingsOf(this.thresholds);
    const faults: string[] = [];
    if (!Token.isUnresolved(errorPercent) && !(errorPercent > 0 && errorPercent <= 100))
      faults.push(`rollbackAlarms' errorPercent ${errorPercent} must be above 0 and up to 100`);
    if (!Token.isUnresolved(errorsAtLeast) && !(errorsAtLeast >= 1))
      faults.push(`rollbackAlarms' errorsAtLeast ${errorsAtLeast} must be 1 or more`);
    return faults;
  }
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
 * Failed requests of the worse target group in percent, or the load balancer's own if that is more.
 *
 * Each share is 0 below `atLeast` failures. `MAX` of a list takes what has data, and a count that did not occur has
 * none; `FILL` would put zeros where data is merely late.
 */
function errorPercent({ loadBalancer, groups }: RollbackContext, atLeast: number): cloudwatch.MathExpression {
  const share = (errors: string, all: string, metrics: Record<string, cloudwatch.IMetric>) =>
    new cloudwatch.MathExpression({
      expression: `IF(${errors} >= ${atLeast}, 100 * ${errors} / ${all}, 0)`,
      usingMetrics: metrics,
      period: PERIOD,
    });
  const ofGroup = (color: keyof TargetGroupPair) =>
    share(`${color}Errors`, `${color}Requests`, {
      [`${color}Errors`]: groupMetric(loadBalancer, groups[color], 'HTTPCode_Target_5XX_Count', 'Sum'),
      [`${color}Requests`]: groupMetric(loadBalancer, groups[color], 'RequestCount', 'Sum'),
    });
  return new cloudwatch.MathExpression({
    label: 'Failed requests of the worse group (%)',
    expression: 'MAX([blue, green, balancer])',
    usingMetrics: {
      blue: ofGroup('blue'),
      green: ofGroup('green'),
      balancer: share('balancerErrors', 'SUM([balancerRequests, balancerErrors])', {
        balancerErrors: loadBalancer.metrics.httpCodeElb(elbv2.HttpCodeElb.ELB_5XX_COUNT, sum),
        balancerRequests: loadBalancer.metrics.requestCount(sum),
      }),
    },
    period: PERIOD,
  });
}

function slowest({ loadBalancer, groups }: RollbackContext): cloudwatch.MathExpression {
  const latency = (group: elbv2.ApplicationTargetGroup) =>
    groupMetric(loadBalancer, group, 'TargetResponseTime', 'p95');
  return new cloudwatch.MathExpression({
    label: 'p95 of the slower group (s)',
    expression: 'MAX([blue, green])',
    usingMetrics: { blue: latency(groups.blue), green: latency(groups.green) },
    period: PERIOD,
  });
}

const sum: cloudwatch.MetricOptions = { statistic: cloudwatch.Stats.SUM, period: PERIOD };

function groupMetric(
  loadBalancer: elbv2.ApplicationLoadBalancer,
  group: elbv2.ApplicationTargetGroup,
  metricName: string,
  statistic: string,
): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: 'AWS/ApplicationELB',
    metricName,
    statistic,
    period: PERIOD,
    dimensionsMap: { LoadBalancer: loadBalancer.loadBalancerFullName, TargetGroup: group.targetGroupFullName },
  });
}
