import { Stack, Validations } from 'aws-cdk-lib';
import { FlowLogs } from '../../lib/network/flow-logs';
import { NatGateways } from '../../lib/network/nat-gateways';
import { Network } from '../../lib/network/network';
import { NetworkProps } from '../../lib/network/network-props';
import { policyFindings } from '../support/growth';

const network = (props?: NetworkProps) => (stack: Stack) => void new Network(stack, 'Network', props);

describe('policy', () => {
  test.each<[string, NetworkProps]>([
    ['small', {}],
    ['big', { natGateways: NatGateways.perZone(), zonesInUse: 3, flowLogs: FlowLogs.allTraffic() }],
    ['without flow logs, for a reason', { flowLogs: FlowLogs.off('The landing zone records flows.') }],
  ])('%s: no finding', (_, props) => {
    expect(policyFindings(network(props))).toEqual([]);
  });

  test('a public range is warned of, and can be acknowledged', () => {
    const publicRange: NetworkProps = { cidr: '11.0.0.0/16' };
    expect(policyFindings(network(publicRange))).toEqual([
      "Annotation::cdk-scaling-patterns:network-public-range: Network at 'Stack/Network': cidr is 11.0.0.0/16, which is not a private range; the hosts on the internet that own it cannot be reached from the VPC. Give a part of 10.0.0.0/8.",
    ]);
    const acknowledged = policyFindings((stack) => {
      const made = new Network(stack, 'Network', publicRange);
      const id = 'Annotation::cdk-scaling-patterns:network-public-range';
      Validations.of(made).acknowledge({ id, reason: 'The range is ours.' });
    });
    expect(acknowledged).toEqual([]);
  });

  test('a zone that something does not serve is warned of', () => {
    expect(policyFindings(network({ zoneIds: ['use1-az3', 'use1-az2', 'use1-az4'] }))).toEqual([
      "Annotation::cdk-scaling-patterns:network-unserved-zone-use1-az3: Network at 'Stack/Network': zoneIds has use1-az3, which CloudFront VPC origins and RDS Proxy do not serve. Give another zone: a subnet's zone cannot change later.",
    ]);
  });
});
