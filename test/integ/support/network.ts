import { RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { FlowLogs } from '../../../lib/network/flow-logs';
import { NatGateways } from '../../../lib/network/nat-gateways';
import { Network } from '../../../lib/network/network';

/** A network that goes with its stack. Without a NAT gateway it costs nothing. */
export function testNetwork(scope: Construct, natGateways = NatGateways.none()): Network {
  return new Network(scope, 'Network', {
    natGateways,
    flowLogs: FlowLogs.off('a test of an hour'),
    removalPolicy: RemovalPolicy.DESTROY,
  });
}
