import * as ec2 from 'aws-cdk-lib/aws-ec2';

/** Where an app stands: a VPC and its subnets by what may reach them. A `Network`, or an `ExistingNetwork`. */
export interface INetwork {
  /** The VPC. */
  readonly vpc: ec2.IVpc;

  /** The public subnets that are in use. */
  readonly publicSubnets: ec2.SubnetSelection;

  /** The private subnets that are in use; they reach the internet if `hasEgress`. */
  readonly privateSubnets: ec2.SubnetSelection;

  /** The isolated subnets that are in use. */
  readonly isolatedSubnets: ec2.SubnetSelection;

  /** The isolated subnets of all zones, for what keeps its subnets for life: subnet groups, proxies, caches. */
  readonly allIsolatedSubnets: ec2.SubnetSelection;

  /** Whether private subnets reach the internet, or whatever else is to be reached from them, by endpoints. */
  readonly hasEgress: boolean;
}
