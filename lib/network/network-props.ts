import { RemovalPolicy } from 'aws-cdk-lib';
import { FlowLogs } from './flow-logs';
import { NatGateways } from './nat-gateways';

/** What a `Network` is made from, whatever its size. */
export interface NetworkOptions {
  /**
   * The VPC's range: an IPv4 CIDR from /16 to /20, best a private one. It can never change.
   *
   * @default - a /16 of 10.0.0.0/8 that only this Region has, so that Regions can be peered
   */
  readonly cidr?: string;

  /**
   * The IDs of three zones, such as `use1-az2`; two where a Region has no third. A position can never change its zone,
   * and a third zone may be appended later.
   *
   * @default - three zones of the Region that VPC origins, Fargate and RDS Proxy serve; two in us-west-1
   */
  readonly zoneIds?: string[];

  /**
   * Which traffic is recorded.
   *
   * @default - what security groups turn away, kept for a month
   */
  readonly flowLogs?: FlowLogs;

  /**
   * What becomes of the VPC and its isolated subnets when the stack is deleted. A database that is kept lives in them:
   * EC2 refuses to delete them then, and the deletion of the stack fails half-way. Give `RemovalPolicy.DESTROY` where
   * nothing that is kept is in the network.
   *
   * @default - they are kept, at no cost, once the stack was created; the rest of the network is deleted
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** Props of a `Network`. */
export interface NetworkProps extends NetworkOptions {
  /**
   * How many of the zones run things, 2 or 3: which subnets `publicSubnets`, `privateSubnets` and `isolatedSubnets`
   * are. A load balancer wants two.
   *
   * @default - two zones; a third is reserved
   */
  readonly zonesInUse?: number;

  /**
   * How private subnets reach the internet.
   *
   * @default - not at all: they reach S3 and DynamoDB only
   */
  readonly natGateways?: NatGateways;
}
