import { Construct } from 'constructs';
import { Network } from '../../lib/network/network';
import { AppNetwork } from '../app-network';
import { NetworkSizes } from '../stage-sizes';
import { AppStack, AppStackProps } from './base';

export interface NetworkStackProps extends AppStackProps {
  readonly sizes: NetworkSizes;
  readonly options?: AppNetwork;
}

export class NetworkStack extends AppStack {
  public readonly network: Network;

  constructor(scope: Construct, props: NetworkStackProps) {
    super(scope, { id: 'Network', part: 'network', holds: 'VPC, subnets, NAT gateways' }, props);
    this.network = new Network(this, 'Network', { ...props.options, ...props.sizes });
  }
}
