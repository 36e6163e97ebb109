import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { FIVE_MINUTES } from '../internal/alarm';

/** Where CloudFront's metrics are, wherever the distribution's stack is. */
export const CLOUDFRONT_REGION = 'us-east-1';

/** What a CloudFront distribution reports. */
export class FrontDoorMetrics {
  constructor(private readonly distribution: cloudfront.IDistribution) {}

  public requests(): cloudwatch.Metric {
    return this.metric('Requests', cloudwatch.Stats.SUM, 'Requests');
  }

  public errorPercent(): cloudwatch.Metric {
    return this.metric('5xxErrorRate', cloudwatch.Stats.AVERAGE, '5xx (%)');
  }

  public clientErrorPercent(): cloudwatch.Metric {
    return this.metric('4xxErrorRate', cloudwatch.Stats.AVERAGE, '4xx (%)');
  }

  private metric(metricName: string, statistic: string, label: string): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: 'AWS/CloudFront',
      metricName,
      statistic,
      label,
      period: FIVE_MINUTES,
      region: CLOUDFRONT_REGION,
      dimensionsMap: { DistributionId: this.distribution.distributionId, Region: 'Global' },
    });
  }
}
