import { Construct } from 'constructs';
import { FrontDoor } from '../../lib/edge/front-door';
import { SteadyState } from '../../lib/monitoring/steady-state';
import { SteadyStateLevel } from '../../lib/monitoring/steady-state-level';
import { AppStack, AppStackProps } from './base';
import { CLOUDFRONT_REGION } from './edge-global-stack';

export interface EdgeOpsStackProps extends AppStackProps {
  readonly frontDoor: FrontDoor;
  readonly emails: string[];
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
    this.steadyState = new SteadyState(this, 'SteadyState', {
      // No second dashboard: that of the app shows CloudFront from everywhere.
      level: SteadyStateLevel.basic(),
      distribution: props.frontDoor.distribution,
      emails: props.emails,
    });
  }
}
