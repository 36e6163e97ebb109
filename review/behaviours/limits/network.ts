import { changed, changedOnceSet, removed, setLater, switched, together, turnedOff, where } from './predicates';
import { READ, rowsOf, templateReference, UpdateLimit } from './update-limit';

const ELB = 'https://docs.aws.amazon.com/elasticloadbalancing/latest';

const NLB = where('Type', 'network');

const BALANCERS = rowsOf(
  {
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    source: `${ELB}/APIReference/API_SetSecurityGroups.html`,
    date: READ,
  },
  [
    {
      path: 'SecurityGroups',
      when: setLater(['sg-1']),
      given: NLB,
      outcome: 'refused',
      why: 'a network load balancer that was created without security groups takes none later',
      remedy:
        'Create a second load balancer with security groups beside it, move the name to it (weighted records), and remove this one later. To keep this one, leave the feature flag or the property off.',
    },
    {
      path: 'SecurityGroups',
      when: removed(['sg-1']),
      given: NLB,
      outcome: 'refused',
      why: 'a network load balancer that was created with security groups keeps one or more',
      remedy: 'Keep a security group, with rules as wide as it takes.',
      source: `${ELB}/network/load-balancer-security-groups.html`,
    },
    {
      path: 'SecurityGroups',
      when: changed([['sg-1'], ['sg-2']]),
      given: where('Type', 'gateway'),
      outcome: 'refused',
      why: 'a gateway load balancer has no security groups',
      remedy: 'Leave SecurityGroups out.',
    },
  ],
);

const EC2 = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference';

const NETWORK = [
  ...rowsOf(
    { type: 'AWS::EC2::NetworkInterface', source: templateReference('AWS::EC2::NetworkInterface'), date: READ },
    [
      {
        path: 'EnablePrimaryIpv6',
        when: turnedOff,
        outcome: 'refused',
        why: 'a primary IPv6 address, once on, stays on',
        remedy: 'Create a second network interface.',
      },
    ],
  ),
  ...rowsOf(
    { type: 'AWS::EC2::VPCEndpointService', source: templateReference('AWS::EC2::VPCEndpointService'), date: READ },
    [
      {
        path: 'PayerResponsibility',
        when: removed('ServiceOwner'),
        outcome: 'refused',
        why: 'who owns the service, once they pay, goes on paying',
        remedy: 'Keep ServiceOwner.',
      },
    ],
  ),
  ...rowsOf({ type: 'AWS::EC2::PrefixList', source: `${EC2}/API_ModifyManagedPrefixList.html`, date: READ }, [
    {
      path: 'MaxEntries',
      when: switched([10, 20]),
      given: together(['Entries'], [{ Entries: [{ Cidr: '10.0.0.0/16' }] }, { Entries: [{ Cidr: '10.1.0.0/16' }] }]),
      outcome: 'refused',
      why: 'a prefix list changes its size or its entries, and not both',
      remedy: 'Change MaxEntries in one step and Entries in the next.',
    },
  ]),
  ...rowsOf({ type: 'AWS::EC2::Subnet', source: `${EC2}/API_ModifySubnetAttribute.html`, date: READ }, [
    {
      path: 'Ipv6CidrBlock',
      when: changedOnceSet(['2001:db8:1234:1a00::/64', '2001:db8:1234:1a01::/64']),
      outcome: 'refused',
      perhaps: true,
      why: 'a subnet gives its IPv6 range back only when no network interface has an address of it',
      remedy: 'Add a second subnet with the new range, and empty this one first.',
    },
  ]),
];

const ROUTE53 = 'https://docs.aws.amazon.com/Route53/latest/APIReference';

const DNS = [
  ...rowsOf(
    { type: 'AWS::Route53::HostedZone', source: `${ROUTE53}/API_DisassociateVPCFromHostedZone.html`, date: READ },
    [
      {
        path: 'VPCs',
        when: removed([{ VPCId: 'vpc-1', VPCRegion: 'eu-west-1' }]),
        outcome: 'refused',
        why: 'a private zone keeps one VPC at least, and does not become public',
        remedy: 'Create a second, public zone.',
      },
      {
        path: 'VPCs',
        when: setLater([{ VPCId: 'vpc-1', VPCRegion: 'eu-west-1' }]),
        outcome: 'refused',
        why: 'a public zone does not become private',
        remedy: 'Create a second, private zone.',
        source: `${ROUTE53}/API_AssociateVPCWithHostedZone.html`,
      },
    ],
  ),
  ...rowsOf(
    { type: 'AWS::ServiceDiscovery::Service', source: templateReference('AWS::ServiceDiscovery::Service'), date: READ },
    [
      {
        path: 'DnsConfig.DnsRecords.*.Type',
        when: changed([['A'], ['SRV']]),
        outcome: 'refused',
        why: 'the type of the records of a service stays as it is',
        remedy: 'Create a second service with the new record type, and let instances register there.',
      },
    ],
  ),
];

export const NETWORK_LIMITS: readonly UpdateLimit[] = [...BALANCERS, ...NETWORK, ...DNS];
