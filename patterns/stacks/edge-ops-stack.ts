import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { SteadyState } from '../../lib/monitoring/steady-state';
import { SteadyStateLevel } from '../../lib/monitoring/steady-state-level';
import { AppOperations } from '../app-operations';
import { AppStack, AppStackProps } from './base';
import { CLOUDFRONT_REGION } from './edge-global-stack';
import { EdgeStack } from './edge-stack';

export interface EdgeOpsStackProps extends AppStackProps {
  readonly edge: EdgeStack;
  readonly alarms: cloudwatch.IAlarm[];
  readonly options: AppOperations;
}

/**
 * Rings when CloudFront itself fails, for an app of another Region: alarms see its metrics in us-east-1 only, and a load
 * balancer that CloudFront does not reach sees nothing.
 */
export class EdgeOpsStack extends AppStack {
  public readonly steadyState: SteadyState;

  constructor(scope: Construct, props: EdgeOpsStackProps) {
    super(
      scope,
      { id: 'EdgeOps', part: 'edge-ops', holds: 'alarm of CloudFront, whose metrics are in us-east-1' },
      { ...props, region: CLOUDFRONT_REGION },
    );
    // The topic and the key of the app are of another Region.
    const { alarmEmails, noticeEmails, notifyRecovery, thresholds } = props.options;
    this.steadyState = new SteadyState(this, 'SteadyState', {
      // No second dashboard: that of the app shows CloudFront from everywhere.
      level: SteadyStateLevel.basic(),
      distribution: props.edge.frontDoor.distribution,
      apiDistribution: props.edge.apiShield?.distribution,
      alarms: props.alarms,
      emails: alarmEmails,
      noticeEmails,
      thresholds,
      notifyRecovery,
    });
  }
}
