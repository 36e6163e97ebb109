import { RemovalPolicy, Stack, Token, Validations } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { makeAlarm } from '../internal/alarm';
import { checkProps } from '../internal/checks/check';
import { checkTypes } from '../internal/checks/types';
import { isPrivate, parseCidr } from './cidr';
import { FlowLogs } from './flow-logs';
import { INetwork } from './i-network';
import { portsAlarm } from './nat-alarms';
import { NatGateways } from './nat-gateways';
import { NetworkInput, NETWORK_CHECKS } from './network-checks';
import { NetworkProps } from './network-props';
import { rangeOf } from './ranges';
import { awaitRoutes, makeFlowLog, makeNatGateway, makeSubnet, NatGateway, TieredSubnet } from './resources';
import { planSubnets } from './subnets';
import { missingIn, zoneIdsOf } from './zone-ids';

/**
 * A VPC that grows in place. The subnets of all zones exist in a public, a private and an isolated tier from the start,
 * at ranges that never move; what grows is which zones are in use, and how many NAT gateways there are.
 *
 * Synth looks nothing up: zones are given by ID, and the VPC is known to other stacks by references. S3 and DynamoDB are
 * reached by gateway endpoints from every subnet.
 *
 * The VPC and its isolated subnets stay when the stack is deleted, as databases do that are kept in them.
 *
 * `vpc` knows the subnets of all zones. Pass `publicSubnets`, `privateSubnets` or `isolatedSubnets` where a resource is
 * to run in the zones in use, and `allIsolatedSubnets` where a resource can never change its subnets.
 *
 * **Cost** (us-east-1): nothing for the VPC, its subnets and gateway endpoints. A NAT gateway 32.85 $ a month, its
 * address 3.65, its alarm 0.10 and 0.045 a GB; flow logs 0.50 a GB. Sources: https://aws.amazon.com/vpc/pricing/,
 * https://aws.amazon.com/cloudwatch/pricing/
 *
 * **One-way doors**: `cidr`, and the order and identity of `zoneIds` (appending is safe). A route table of its own for
 * every subnet is made at the start, as a subnet cannot be given another one in place. IPv6 is no door: a range can be
 * added to the VPC and its subnets later. A NAT gateway for the whole Region instead of one a zone would be.
 *
 * **Not done here**: the VPC's default security group keeps AWS's rules (members reach each other, and out), because
 * CloudFormation can only add rules to it. Nothing uses it. To empty it, as AWS Security Hub's EC2.2 asks, revoke its
 * two rules once with `aws ec2 revoke-security-group-ingress` and `-egress`.
 *
 * @example
 *
 * const network = new Network(this, 'Network', {
 *   zonesInUse: 2,
 *   natGateways: NatGateways.one(),
 * });
 * new ecs.Cluster(this, 'Cluster', { vpc: network.vpc });
 */
export class Network extends Construct implements INetwork {
  /** The VPC, with the subnets of all zones. */
  public readonly vpc: ec2.IVpc;

  /** The public subnets of the zones in use. */
  public readonly publicSubnets: ec2.SubnetSelection;

  /** The private subnets of the zones in use; they reach the internet if `hasEgress`. */
  public readonly privateSubnets: ec2.SubnetSelection;

  /** The isolated subnets of the zones in use: no way in or out but S3 and DynamoDB. */
  public readonly isolatedSubnets: ec2.SubnetSelection;

  /** The isolated subnets of all zones, for what keeps its subnets for life: subnet groups, proxies, caches. */
  public readonly allIsolatedSubnets: ec2.SubnetSelection;

  /** Whether private subnets reach the internet. */
  public readonly hasEgress: boolean;

  /** The VPC's range. */
  public readonly cidr: string;

  /** Where the flow logs go; `undefined` if they are off. */
  public readonly flowLogGroup?: logs.ILogGroup;

  private readonly resource: ec2.CfnVPC;
  private readonly region: string;
  private readonly zones: readonly string[];
  private readonly gateways: readonly NatGateway[];
  private readonly madeAlarms: readonly cloudwatch.Alarm[];

  constructor(scope: Construct, id: string, props: NetworkProps = {}) {
    super(scope, id);
    checkTypes(this, 'Network', props);
    this.region = Stack.of(this).region;
    const flowLogs = props.flowLogs ?? FlowLogs.rejectedTraffic();
    const zonesInUse = props.zonesInUse ?? 2;
    this.validate({ ...props, region: this.region, zonesInUse, flowLogsReason: flowLogs._reason });
    // Validated above: one of each two is there.
    this.zones = [...(props.zoneIds ?? zoneIdsOf(this.region)!)];
    this.cidr = props.cidr ?? rangeOf(this.region)!;

    this.resource = this.makeVpc();
    const attachment = this.makeInternetGateway();
    const subnets = planSubnets(parseCidr(this.cidr)!, this.zones).map((plan) => makeSubnet(this, this.resource, plan));
    this.keep(subnets, props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    const [publicTier, privateTier, isolatedTier] = ['Public', 'Private', 'Isolated'].map((tier) =>
      subnets.filter((subnet) => subnet.plan.tier === tier),
    );
    const natCount = (props.natGateways ?? NatGateways.none())._count(zonesInUse);
    publicTier.forEach((subnet) => this.routeToInternet(subnet, attachment));
    this.gateways = publicTier.slice(0, natCount).map((subnet, zone) => makeNatGateway(this, subnet, zone, attachment));
    this.madeAlarms = this.gateways.map(({ gateway }, zone) => makeAlarm(this, portsAlarm(zone, gateway)));
    privateTier.forEach((subnet, zone) => this.routeToNat(subnet, zone));
    this.makeEndpoint('S3', 's3', subnets);
    this.makeEndpoint('DynamoDb', 'dynamodb', subnets);
    this.flowLogGroup = makeFlowLog(this, this.resource, flowLogs);

    this.vpc = this.importVpc(publicTier, privateTier, isolatedTier);
    this.hasEgress = natCount > 0;
    this.publicSubnets = { subnets: this.vpc.publicSubnets.slice(0, zonesInUse) };
    this.privateSubnets = { subnets: this.vpc.privateSubnets.slice(0, zonesInUse) };
    this.isolatedSubnets = { subnets: this.vpc.isolatedSubnets.slice(0, zonesInUse) };
    this.allIsolatedSubnets = { subnets: [...this.vpc.isolatedSubnets] };
  }

  /** The IDs of the zones that have subnets, in use or not. */
  public get zoneIds(): string[] {
    return [...this.zones];
  }

  /** The addresses that the internet sees private subnets come from, for partners' allow lists. Empty without NAT. */
  public get egressAddresses(): string[] {
    return this.gateways.map((gateway) => gateway.address.attrPublicIp);
  }

  /** An alarm for each NAT gateway: it has no port left for a connection. */
  public get alarms(): cloudwatch.IAlarm[] {
    return [...this.madeAlarms];
  }

  private validate(input: NetworkInput): void {
    checkProps(this, 'Network', input, NETWORK_CHECKS);
    const range = input.cidr === undefined ? undefined : parseCidr(input.cidr);
    if (range !== undefined && !isPrivate(range)) {
      Validations.of(this).addWarning(
        'cdk-scaling-patterns:network-public-range',
        `Network at '${this.node.path}': cidr is ${input.cidr}, which is not a private range; the hosts on the internet that own it cannot be reached from the VPC. Give a part of 10.0.0.0/8.`,
      );
    }
    (input.zoneIds ?? []).forEach((zoneId) => {
      const missing = missingIn(zoneId);
      if (missing === undefined) return;
      Validations.of(this).addWarning(
        `cdk-scaling-patterns:network-unserved-zone-${zoneId}`,
        `Network at '${this.node.path}': zoneIds has ${zoneId}, which ${missing} do not serve. Give another zone: a subnet's zone cannot change later.`,
      );
    });
  }

  private makeVpc(): ec2.CfnVPC {
    return new ec2.CfnVPC(this, 'Vpc', {
      cidrBlock: this.cidr,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      instanceTenancy: 'default',
      tags: [{ key: 'Name', value: this.node.path }],
    });
  }

  private keep(subnets: readonly TieredSubnet[], policy: RemovalPolicy): void {
    const isolated = subnets.filter((subnet) => subnet.plan.tier === 'Isolated').map((subnet) => subnet.subnet);
    [this.resource, ...isolated].forEach((resource) => resource.applyRemovalPolicy(policy));
  }

  private makeInternetGateway(): ec2.CfnVPCGatewayAttachment {
    const gateway = new ec2.CfnInternetGateway(this, 'InternetGateway', {
      tags: [{ key: 'Name', value: this.node.path }],
    });
    return new ec2.CfnVPCGatewayAttachment(this, 'InternetGatewayAttachment', {
      vpcId: this.resource.ref,
      internetGatewayId: gateway.ref,
    });
  }

  private routeToInternet(subnet: TieredSubnet, attachment: ec2.CfnVPCGatewayAttachment): void {
    subnet.defaultRoute = new ec2.CfnRoute(this, `${subnet.plan.id}DefaultRoute`, {
      routeTableId: subnet.routeTable.ref,
      destinationCidrBlock: '0.0.0.0/0',
      gatewayId: attachment.internetGatewayId,
    });
    subnet.defaultRoute.addResourceDependency(attachment);
  }

  /** A zone without a gateway of its own goes through the first one's, so that nothing placed there is cut off. */
  private routeToNat(subnet: TieredSubnet, zone: number): void {
    const nat = this.gateways[zone] ?? this.gateways[0];
    if (nat === undefined) return;
    subnet.defaultRoute = new ec2.CfnRoute(this, `${subnet.plan.id}DefaultRoute`, {
      routeTableId: subnet.routeTable.ref,
      destinationCidrBlock: '0.0.0.0/0',
      natGatewayId: nat.gateway.ref,
    });
  }

  private makeEndpoint(id: string, service: string, subnets: readonly TieredSubnet[]): void {
    new ec2.CfnVPCEndpoint(this, `${id}Endpoint`, {
      vpcId: this.resource.ref,
      vpcEndpointType: 'Gateway',
      serviceName: `com.amazonaws.${this.region}.${service}`,
      routeTableIds: subnets.map((subnet) => subnet.routeTable.ref),
      tags: [{ key: 'Name', value: `${this.node.path}/${service}` }],
    });
  }

  private importVpc(publics: TieredSubnet[], privates: TieredSubnet[], isolated: TieredSubnet[]): ec2.IVpc {
    const ids = (tier: TieredSubnet[]) => tier.map((subnet) => subnet.subnet.ref);
    const tables = (tier: TieredSubnet[]) => tier.map((subnet) => subnet.routeTable.ref);
    const ranges = (tier: TieredSubnet[]) => tier.map((subnet) => subnet.plan.cidr);
    const vpc = ec2.Vpc.fromVpcAttributes(this, 'Imported', {
      vpcId: this.resource.ref,
      vpcCidrBlock: this.cidr,
      region: Token.isUnresolved(this.region) ? undefined : this.region,
      // The zones' names in this account, which only the deployment knows.
      availabilityZones: publics.map((subnet) => subnet.subnet.attrAvailabilityZone),
      publicSubnetIds: ids(publics),
      publicSubnetRouteTableIds: tables(publics),
      publicSubnetIpv4CidrBlocks: ranges(publics),
      privateSubnetIds: ids(privates),
      privateSubnetRouteTableIds: tables(privates),
      privateSubnetIpv4CidrBlocks: ranges(privates),
      isolatedSubnetIds: ids(isolated),
      isolatedSubnetRouteTableIds: tables(isolated),
      isolatedSubnetIpv4CidrBlocks: ranges(isolated),
    });
    awaitRoutes(vpc.publicSubnets, publics);
    awaitRoutes(vpc.privateSubnets, privates);
    return vpc;
  }
}
