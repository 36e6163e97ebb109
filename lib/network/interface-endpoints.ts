import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { TieredSubnet } from './resources';

/** Where interface endpoints stand. */
export interface EndpointPlace {
  readonly vpc: ec2.CfnVPC;
  /** The VPC's range, from which they are reached. */
  readonly cidr: string;
  /** One subnet in each zone in use. */
  readonly subnets: readonly TieredSubnet[];
}

/**
 * A way to a service that does not pass the NAT gateways. With private DNS, everything in the VPC takes it without
 * knowing, from isolated subnets as well. Zones can be added and taken away in place.
 */
export function makeInterfaceEndpoint(
  scope: Construct,
  service: ec2.InterfaceVpcEndpointAwsService,
  { vpc, cidr, subnets }: EndpointPlace,
): ec2.CfnVPCEndpoint {
  const id = endpointId(service);
  const tags = [{ key: 'Name', value: `${scope.node.path}/${id}` }];
  const group = new ec2.CfnSecurityGroup(scope, `${id}SecurityGroup`, {
    vpcId: vpc.ref,
    groupDescription: `Interface endpoint for ${service.shortName}`,
    securityGroupIngress: [
      { ipProtocol: 'tcp', fromPort: service.port, toPort: service.port, cidrIp: cidr, description: 'From the VPC' },
    ],
    // It answers, and calls nobody. CloudFormation would allow all with an empty list.
    securityGroupEgress: [
      { ipProtocol: 'icmp', fromPort: 252, toPort: 86, cidrIp: '255.255.255.255/32', description: 'No traffic' },
    ],
    tags,
  });
  return new ec2.CfnVPCEndpoint(scope, id, {
    vpcId: vpc.ref,
    vpcEndpointType: 'Interface',
    serviceName: service.name,
    privateDnsEnabled: true,
    subnetIds: subnets.map(({ subnet }) => subnet.ref),
    securityGroupIds: [group.attrGroupId],
    tags,
  });
}

/** `ecr.dkr` becomes `EndpointEcrDkr`. */
export function endpointId({ shortName }: ec2.InterfaceVpcEndpointAwsService): string {
  const words = shortName.split(/[^a-zA-Z0-9]+/).filter((word) => word !== '');
  return `Endpoint${words.map((word) => word[0].toUpperCase() + word.slice(1)).join('')}`;
}
