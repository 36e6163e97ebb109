import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { checkArguments } from '../internal/checks/types';
import { INetwork } from './i-network';

/** What is known of a network that was made elsewhere. */
export interface ExistingNetworkProps {
  /**
   * The VPC: one of this app, or one by `ec2.Vpc.fromVpcAttributes()`, which looks nothing up. CloudFront reaches a load
   * balancer in it only if it has an internet gateway attached.
   */
  readonly vpc: ec2.IVpc;

  /**
   * The public subnets that are in use.
   *
   * @default - the VPC's public subnets
   */
  readonly publicSubnets?: ec2.SubnetSelection;

  /**
   * The private subnets that are in use, in two zones or more.
   *
   * @default - the VPC's private subnets with egress
   */
  readonly privateSubnets?: ec2.SubnetSelection;

  /**
   * The subnets of what calls nobody, such as databases.
   *
   * @default - the VPC's isolated subnets; where it has none, `privateSubnets`
   */
  readonly isolatedSubnets?: ec2.SubnetSelection;

  /**
   * The subnets of what keeps its subnets for life: subnet groups, proxies, caches. Those of every zone that will ever
   * be used, at least two.
   *
   * @default - `isolatedSubnets`
   */
  readonly allIsolatedSubnets?: ec2.SubnetSelection;

  /**
   * Whether private subnets reach the internet, or have endpoints for all that is called from them.
   *
   * @default - whether the VPC has private subnets with egress
   */
  readonly hasEgress?: boolean;
}

/**
 * A network that was made elsewhere, for an app to stand in. Nothing is made, looked up or changed in it, and growth of
 * an app does not touch it: zones and NAT gateways are its owner's.
 *
 * **Cost**: none.
 *
 * **One-way doors**: whatever stands in a VPC stays there for good, and so do databases, proxies and caches in
 * `allIsolatedSubnets`.
 */
export class ExistingNetwork implements INetwork {
  public readonly vpc: ec2.IVpc;
  public readonly publicSubnets: ec2.SubnetSelection;
  public readonly privateSubnets: ec2.SubnetSelection;
  public readonly isolatedSubnets: ec2.SubnetSelection;
  public readonly allIsolatedSubnets: ec2.SubnetSelection;
  public readonly hasEgress: boolean;

  constructor(props: ExistingNetworkProps) {
    checkArguments('new ExistingNetwork', { props });
    const { vpc } = props;
    this.vpc = vpc;
    this.publicSubnets = props.publicSubnets ?? { subnets: [...vpc.publicSubnets] };
    this.privateSubnets = props.privateSubnets ?? { subnets: [...vpc.privateSubnets] };
    this.isolatedSubnets = props.isolatedSubnets ?? isolatedOf(vpc, this.privateSubnets);
    this.allIsolatedSubnets = props.allIsolatedSubnets ?? this.isolatedSubnets;
    this.hasEgress = props.hasEgress ?? vpc.privateSubnets.length > 0;
  }
}

function isolatedOf(vpc: ec2.IVpc, otherwise: ec2.SubnetSelection): ec2.SubnetSelection {
  return vpc.isolatedSubnets.length > 0 ? { subnets: [...vpc.isolatedSubnets] } : otherwise;
}
