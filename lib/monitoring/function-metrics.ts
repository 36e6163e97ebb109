import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AlarmSpec, AT_LEAST, FIVE_MINUTES, QUIET_IS_GOOD } from '../internal/alarm';

/** What a function, or an alias of one, reports. */
export class FunctionMetrics {
  constructor(private readonly code: lambda.IFunction) {}

  public throttles(): cloudwatch.Metric {
    return this.metric('Throttles', cloudwatch.Stats.SUM, 'Throttled');
  }

  public errors(): cloudwatch.Metric {
    return this.metric('Errors', cloudwatch.Stats.SUM, 'Errors');
  }

  public duration(statistic: string): cloudwatch.Metric {
    return this.metric('Duration', statistic, statistic);
  }

  public concurrency(): cloudwatch.Metric {
    return this.metric('ConcurrentExecutions', cloudwatch.Stats.MAXIMUM, 'At the same time');
  }

  private metric(metricName: string, statistic: string, label: string): cloudwatch.Metric {
    // The dimensions, which an alias has more of, without the account: an alarm stands where its metric is.
    const { dimensions } = this.code.metric(metricName);
    return new cloudwatch.Metric({
      namespace: 'AWS/Lambda',
      metricName,
      statistic,
      label,
      period: FIVE_MINUTES,
      dimensionsMap: dimensions as Record<string, string>,
    });
  }
}

/** Early signs of a function. Its errors are failed requests, which the load balancer's alarm counts. */
export function functionAlarms(metrics: FunctionMetrics): AlarmSpec[] {
  return [
    {
      id: 'FunctionThrottles',
      urgency: 'notice',
      metric: metrics.throttles(),
      description:
        'Requests are refused because too many are answered at the same time. Raise what is reserved for the function, or what the account has.',
      when: AT_LEAST,
      threshold: 1,
      periods: 1,
      missing: QUIET_IS_GOOD,
    },
  ];
}
