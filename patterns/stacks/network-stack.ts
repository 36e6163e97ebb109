import { Construct } from 'constructs';
import { Network } from '../../lib/network/network';
import { StageSizes } from '../stage-sizes';
import { AppStack, AppStackProps } from './base';

export interface NetworkStackProps extends AppStackProps {
  readonly sizes: StageSizes;
  readonly cidr?: string;
  readonly zoneIds?: string[];
}

export class NetworkStack extends AppStack {
  public readonly network: Network;

  constructor(scope: Construct, props: NetworkStackProps) {
    super(scope, { id: 'Network', part: 'network', holds: 'VPC, subnets, NAT gateways' }, props);
    this.network = new Network(this, 'Network', {
      cidr: props.cidr,
      zoneIds: props.zoneIds,
      zonesInUse: props.sizes.zonesInUse,
      natGateways: props.sizes.natGateways,
      interfaceEndpoints: props.sizes.interfaceEndpoints,
    });
  }
}
