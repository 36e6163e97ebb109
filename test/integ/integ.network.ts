import { RemovalPolicy } from 'aws-cdk-lib';
import { NatGateways } from '../../lib/network/nat-gateways';
import { Network } from '../../lib/network/network';
import { growing, integApp } from './support/app';
import { staysTheSame } from './support/stays';

// From no way out to a NAT gateway in each zone: the VPC and its subnets stay, routes come.
const { app, test } = integApp('network');
const networks: Network[] = [];
const { small, large } = growing(app, 'integ-network', (stack, isLarge) => {
  const network = new Network(stack, 'Network', {
    natGateways: isLarge ? NatGateways.perZone() : NatGateways.none(),
    removalPolicy: RemovalPolicy.DESTROY,
  });
  networks.push(network);
  staysTheSame(stack, 'Vpc', network.vpc.vpcId);
  network.vpc.isolatedSubnets.forEach((subnet, zone) => staysTheSame(stack, `Isolated${zone + 1}`, subnet.subnetId));
});
const { vpc, zoneIds, cidr } = networks[1];
const checks = test([small, large]);
const inVpc = (...more: { Name: string; Values: string[] }[]) => ({
  Filters: [{ Name: 'vpc-id', Values: [vpc.vpcId] }, ...more],
});

checks.holds('EC2', 'describeVpcs', { VpcIds: [vpc.vpcId] }, { 'Vpcs.0.CidrBlock': cidr, 'Vpcs.0.State': 'available' });

// Each zone has a subnet in each of the three tiers, in use or not.
for (const zoneId of zoneIds)
  checks.holds('EC2', 'describeSubnets', inVpc({ Name: 'availability-zone-id', Values: [zoneId] }), {
    'Subnets.0.State': 'available',
    'Subnets.1.State': 'available',
    'Subnets.2.State': 'available',
  });

for (const service of ['s3', 'dynamodb'])
  checks.holds(
    'EC2',
    'describeVpcEndpoints',
    inVpc({ Name: 'service-name', Values: [`com.amazonaws.us-east-1.${service}`] }),
    { 'VpcEndpoints.0.State': 'available', 'VpcEndpoints.0.VpcEndpointType': 'Gateway' },
  );

checks.holds(
  'EC2',
  'describeFlowLogs',
  { Filter: [{ Name: 'resource-id', Values: [vpc.vpcId] }] },
  { 'FlowLogs.0.FlowLogStatus': 'ACTIVE', 'FlowLogs.0.TrafficType': 'REJECT' },
);

const running = { Filter: [inVpc().Filters[0], { Name: 'state', Values: ['available'] }] };
checks.holds('EC2', 'describeNatGateways', running, {
  'NatGateways.0.ConnectivityType': 'public',
  'NatGateways.1.ConnectivityType': 'public',
});

const wayOut = (subnetId: string) =>
  inVpc(
    { Name: 'association.subnet-id', Values: [subnetId] },
    { Name: 'route.destination-cidr-block', Values: ['0.0.0.0/0'] },
  );
for (const { subnetId } of [...vpc.publicSubnets, ...vpc.privateSubnets])
  checks.holds('EC2', 'describeRouteTables', wayOut(subnetId), { 'RouteTables.0.VpcId': /^vpc-/ });
// Isolated subnets have no way out, however the rest has grown.
for (const { subnetId } of vpc.isolatedSubnets)
  checks.answers('EC2', 'describeRouteTables', wayOut(subnetId), { RouteTables: [] });
