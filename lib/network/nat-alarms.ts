import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ABOVE, AlarmSpec, FIVE_MINUTES, QUIET_IS_GOOD } from '../internal/alarm';

/**
 * A NAT gateway has 55,000 ports for one destination, and refuses further connections to it.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway-cloudwatch.html
 */
export function portsAlarm(zone: number, gateway: ec2.CfnNatGateway): AlarmSpec {
  return {
    id: `NatPortsAlarm${zone + 1}`,
    // What cannot reach a partner fails in the app, whose errors page.
    urgency: 'notice',
    metric: new cloudwatch.Metric({
      namespace: 'AWS/NATGateway',
      metricName: 'ErrorPortAllocation',
      dimensionsMap: { NatGatewayId: gateway.ref },
      statistic: cloudwatch.Stats.SUM,
      period: FIVE_MINUTES,
    }),
    description:
      'A NAT gateway has no port left for a connection to one destination: keep connections open instead of making new ones, reach AWS services by endpoints, or add gateways.',
    when: ABOVE,
    threshold: 0,
    periods: 1,
    missing: QUIET_IS_GOOD,
  };
}
