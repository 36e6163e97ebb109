import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ExistingNetwork } from '../../lib/network/existing-network';
import { INetwork } from '../../lib/network/i-network';
import { importedVpc, inZones } from '../service/fixture';
import { testApp } from '../support/app';

const stack = () => new Stack(testApp(), 'Stack', { env: { account: '111111111111', region: 'us-east-1' } });
const idsOf = (network: INetwork, selection: ec2.SubnetSelection) => network.vpc.selectSubnets(selection).subnetIds;

test("takes the VPC's subnets by their kind", () => {
  const vpc = importedVpc(stack());
  const network: INetwork = new ExistingNetwork({ vpc });
  expect(network.vpc).toBe(vpc);
  expect(idsOf(network, network.publicSubnets)).toEqual(vpc.publicSubnets.map(({ subnetId }) => subnetId));
  expect(idsOf(network, network.privateSubnets)).toEqual(vpc.privateSubnets.map(({ subnetId }) => subnetId));
  expect(idsOf(network, network.isolatedSubnets)).toEqual(vpc.isolatedSubnets.map(({ subnetId }) => subnetId));
  expect(network.allIsolatedSubnets).toBe(network.isolatedSubnets);
  expect(network.hasEgress).toBe(true);
});

test('puts what calls nobody into private subnets where a VPC has no isolated ones', () => {
  const scope = stack();
  const vpc = ec2.Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId: 'vpc-0a1b2c3d',
    availabilityZones: ['us-east-1a', 'us-east-1b'],
    privateSubnetIds: ['subnet-1', 'subnet-2'],
  });
  const network = new ExistingNetwork({ vpc });
  expect(idsOf(network, network.allIsolatedSubnets)).toEqual(['subnet-1', 'subnet-2']);
});

test('a VPC without private subnets has no way out from there, unless one says so', () => {
  const scope = stack();
  const vpc = ec2.Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId: 'vpc-0a1b2c3d',
    availabilityZones: ['us-east-1a', 'us-east-1b'],
    publicSubnetIds: ['subnet-1', 'subnet-2'],
    isolatedSubnetIds: ['subnet-3', 'subnet-4'],
  });
  expect(new ExistingNetwork({ vpc }).hasEgress).toBe(false);
  expect(new ExistingNetwork({ vpc, hasEgress: true }).hasEgress).toBe(true);
});

test('what is given goes before', () => {
  const vpc = importedVpc(stack());
  const given = {
    vpc,
    publicSubnets: inZones(vpc, 'public', 2),
    privateSubnets: inZones(vpc, 'private', 2),
    isolatedSubnets: inZones(vpc, 'isolated', 2),
    allIsolatedSubnets: inZones(vpc, 'isolated', 3),
    hasEgress: false,
  };
  expect({ ...new ExistingNetwork(given) }).toEqual(given);
});
