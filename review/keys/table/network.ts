import { Key, named, overwritten, refused, templatePage } from '../key';

const EC2 = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/';
const EC2_ERRORS = `${EC2}errors-overview.html`;
const ELB = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/';
const ROUTE53 = 'https://docs.aws.amazon.com/Route53/latest/APIReference/';
const PEER =
  'IpProtocol FromPort? ToPort? CidrIp? CidrIpv6? SourceSecurityGroupId?:resource SourcePrefixListId?:resource';
const TARGET =
  'IpProtocol FromPort? ToPort? CidrIp? CidrIpv6? DestinationSecurityGroupId?:resource DestinationPrefixListId?:resource';
const RULE_REMOVED = 'a security group has each rule once';

const DNS_TYPES = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html';
const NAME = 'HostedZoneId?:resource HostedZoneName?:dns Name:dns';

/** The way a record is told from others of its name. */
const RECORD = 'HostedZoneId?:resource HostedZoneName?:dns Name:dns Type SetIdentifier?';

export const NETWORK: Readonly<Record<string, readonly Key[]>> = {
  ...named(
    ['AWS::EC2::LaunchTemplate', 'LaunchTemplateName'],
    ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'Name'],
    ['AWS::ElasticLoadBalancingV2::TargetGroup', 'Name'],
    ['AWS::ElasticLoadBalancingV2::TrustStore', 'Name'],
    ['AWS::EC2::SecurityGroup', 'VpcId?:resource GroupName:case'],
    ['AWS::VpcLattice::Listener', 'ServiceIdentifier:resource Name'],
    ['AWS::VpcLattice::Rule', 'ListenerIdentifier:resource ServiceIdentifier?:resource Priority'],
    ['AWS::VpcLattice::Service', 'Name'],
    ['AWS::VpcLattice::ServiceNetwork', 'Name'],
    ['AWS::VpcLattice::TargetGroup', 'Name'],
    ['AWS::ServiceDiscovery::HttpNamespace', 'Name'],
    ['AWS::ServiceDiscovery::PrivateDnsNamespace', 'Name:dns Vpc:resource'],
    ['AWS::ServiceDiscovery::PublicDnsNamespace', 'Name:dns'],
    ['AWS::ServiceDiscovery::Service', 'NamespaceId:resource Name:case'],
  ),
  'AWS::VpcLattice::ServiceNetworkVpcAssociation': [
    refused(templatePage('AWS::VpcLattice::ServiceNetworkVpcAssociation'), 'VpcIdentifier:resource', {
      because: 'a VPC is associated with one service network',
    }),
  ],
  'AWS::VpcLattice::ServiceNetworkServiceAssociation': [
    refused(
      templatePage('AWS::VpcLattice::ServiceNetworkServiceAssociation'),
      'ServiceNetworkIdentifier:resource ServiceIdentifier:resource',
      { because: 'a service is associated with a service network once' },
    ),
  ],
  'AWS::EC2::Route': [
    refused(
      EC2_ERRORS,
      'RouteTableId:resource DestinationCidrBlock? DestinationIpv6CidrBlock? DestinationPrefixListId?:resource',
      { because: 'a route table has one route for a destination (RouteAlreadyExists)' },
    ),
  ],
  'AWS::EC2::NetworkAclEntry': [
    refused(EC2_ERRORS, 'NetworkAclId:resource RuleNumber Egress=false', {
      because: 'a network ACL has one entry of a number (NetworkAclEntryAlreadyExists)',
    }),
  ],
  'AWS::EC2::SecurityGroupIngress': [
    overwritten(
      'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/612',
      `GroupId:resource ${PEER}`,
      { because: RULE_REMOVED },
    ),
  ],
  'AWS::EC2::SecurityGroupEgress': [
    overwritten(
      'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1534',
      `GroupId:resource ${TARGET}`,
      { because: RULE_REMOVED },
    ),
  ],
  'AWS::EC2::SubnetRouteTableAssociation': [
    overwritten(`${EC2}API_AssociateRouteTable.html`, 'SubnetId:resource RouteTableId:resource', {
      because: 'a subnet has one route table',
    }),
  ],
  'AWS::EC2::VPCGatewayAttachment': [
    // A VPC takes one gateway of each kind, and an internet gateway one VPC.
    refused(`${EC2}API_AttachInternetGateway.html`, 'VpcId:resource', {
      because: 'a VPC has one internet gateway (Resource.AlreadyAssociated)',
      when: ({ InternetGatewayId }) => InternetGatewayId !== undefined,
      space: 'AWS::EC2::VPCGatewayAttachment internet',
    }),
    refused(`${EC2}API_AttachVpnGateway.html`, 'VpcId:resource', {
      because: 'a VPC has one virtual private gateway (Resource.AlreadyAssociated)',
      when: ({ VpnGatewayId }) => VpnGatewayId !== undefined,
      space: 'AWS::EC2::VPCGatewayAttachment vpn',
    }),
    refused(`${EC2}API_AttachInternetGateway.html`, 'InternetGatewayId:resource', {
      because: 'an internet gateway is attached to one VPC (Resource.AlreadyAssociated)',
      space: 'AWS::EC2::VPCGatewayAttachment gateway',
    }),
    refused(`${EC2}API_AttachVpnGateway.html`, 'VpnGatewayId:resource', {
      because: 'a virtual private gateway is attached to one VPC (Resource.AlreadyAssociated)',
      space: 'AWS::EC2::VPCGatewayAttachment vpn gateway',
    }),
  ],
  'AWS::EC2::NatGateway': [
    refused(EC2_ERRORS, 'AllocationId:resource', {
      because: 'an elastic IP address belongs to one NAT gateway (Resource.AlreadyAssociated)',
    }),
  ],
  'AWS::EC2::VolumeAttachment': [
    refused(EC2_ERRORS, 'VolumeId:resource', {
      because: 'a volume is attached to one instance (VolumeInUse), unless it is made for several',
    }),
  ],
  'AWS::EC2::NetworkInterfaceAttachment': [
    refused(`${EC2}API_AttachNetworkInterface.html`, 'NetworkInterfaceId:resource', {
      because: 'a network interface is attached to one instance',
    }),
  ],
  'AWS::EC2::NetworkInterface': [
    refused(EC2_ERRORS, 'SubnetId:resource PrivateIpAddress', {
      because: 'a private address belongs to one interface (InvalidIPAddress.InUse)',
    }),
  ],
  'AWS::EC2::Instance': [
    refused(EC2_ERRORS, 'SubnetId:resource PrivateIpAddress', {
      because: 'a private address belongs to one interface (InvalidIPAddress.InUse)',
    }),
  ],
  'AWS::EC2::FlowLog': [
    refused(
      EC2_ERRORS,
      'ResourceId:resource TrafficType? LogFormat? MaxAggregationInterval? LogGroupName?:resource LogDestination?:resource',
      {
        because: 'a resource has one flow log of a configuration (FlowLogAlreadyExists)',
      },
    ),
  ],
  'AWS::EC2::VPCEndpoint': [
    refused(`${EC2}API_CreateVpcEndpoint.html`, 'VpcId:resource ServiceName', {
      because: 'a VPC resolves the private DNS name of a service to one endpoint',
      when: ({ PrivateDnsEnabled, VpcEndpointType }) =>
        VpcEndpointType === 'Interface' && String(PrivateDnsEnabled) === 'true',
    }),
    refused(`${EC2}API_CreateVpcEndpoint.html`, 'ServiceName @:resource', {
      each: 'RouteTableIds',
      because: 'a route table has one gateway endpoint of a service (RouteAlreadyExists)',
    }),
  ],
  'AWS::EC2::VPCCidrBlock': [
    refused(templatePage('AWS::EC2::VPCCidrBlock'), 'VpcId:resource CidrBlock', {
      because: 'a VPC has an address range once',
    }),
  ],
  'AWS::EC2::VPCPeeringConnection': [
    refused(
      'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html',
      'VpcId:resource PeerVpcId:resource',
      {
        because: 'two VPCs have one peering connection',
      },
    ),
  ],
  'AWS::EC2::CustomerGateway': [
    refused(`${EC2}API_CreateCustomerGateway.html`, 'IpAddress BgpAsn? Type', {
      because: 'an account has one customer gateway of an address and number',
    }),
  ],
  'AWS::EC2::TransitGatewayAttachment': [
    refused(EC2_ERRORS, 'TransitGatewayId:resource VpcId:resource', {
      because: 'a VPC is attached to a transit gateway once (DuplicateTransitGatewayAttachment)',
    }),
  ],
  'AWS::EC2::TransitGatewayVpcAttachment': [
    refused(EC2_ERRORS, 'TransitGatewayId:resource VpcId:resource', {
      because: 'a VPC is attached to a transit gateway once (DuplicateTransitGatewayAttachment)',
      space: 'AWS::EC2::TransitGatewayAttachment',
    }),
  ],
  'AWS::EC2::TransitGatewayRouteTableAssociation': [
    refused(
      'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/702',
      'TransitGatewayAttachmentId:resource',
      { because: 'an attachment is associated with one route table' },
    ),
  ],
  'AWS::ElasticLoadBalancingV2::Listener': [
    refused(`${ELB}API_CreateListener.html`, 'LoadBalancerArn:resource Port', {
      because: 'a load balancer has one listener on a port (DuplicateListener)',
    }),
  ],
  'AWS::ElasticLoadBalancingV2::ListenerCertificate': [
    overwritten(`${ELB}API_AddListenerCertificates.html`, 'ListenerArn:resource CertificateArn', {
      each: 'Certificates',
      because: 'adding a certificate that a listener has changes nothing',
    }),
  ],
  'AWS::GlobalAccelerator::EndpointGroup': [
    refused(
      'https://docs.aws.amazon.com/global-accelerator/latest/api/API_CreateEndpointGroup.html',
      'ListenerArn:resource EndpointGroupRegion',
      { because: 'a listener has one endpoint group in a Region (EndpointGroupAlreadyExistsException)' },
    ),
  ],
  'AWS::Route53::RecordSet': [
    refused(`${ROUTE53}API_ChangeResourceRecordSets.html`, RECORD, {
      because: 'a zone has one record set of a name and type',
      space: 'AWS::Route53::RecordSet',
    }),
    refused(DNS_TYPES, NAME, {
      because: 'a name with a CNAME record has no other record',
      when: ({ Type }) => Type === 'CNAME',
      space: 'AWS::Route53::RecordSet alias',
      against: 'AWS::Route53::RecordSet other',
    }),
    refused(DNS_TYPES, NAME, {
      because: 'a name with a CNAME record has no other record',
      when: ({ Type }) => Type !== 'CNAME',
      space: 'AWS::Route53::RecordSet other',
      against: 'AWS::Route53::RecordSet alias',
    }),
  ],
  'AWS::Route53::RecordSetGroup': [
    refused(`${ROUTE53}API_ChangeResourceRecordSets.html`, RECORD, {
      each: 'RecordSets',
      space: 'AWS::Route53::RecordSet',
      because: 'a zone has one record set of a name and type',
    }),
  ],
  'AWS::Route53::HostedZone': [
    refused(`${ROUTE53}API_CreateHostedZone.html`, 'Name:dns VPCId:resource', {
      each: 'VPCs',
      because: 'a VPC has one private zone of a name (ConflictingDomainExists)',
    }),
  ],
  'AWS::Route53Resolver::ResolverRuleAssociation': [
    refused(
      'https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_AssociateResolverRule.html',
      'VPCId:resource ResolverRuleId:resource',
      { because: 'a rule is associated with a VPC once (ResourceExistsException)' },
    ),
  ],
  'AWS::Route53Resolver::FirewallRuleGroupAssociation': [
    refused(templatePage('AWS::Route53Resolver::FirewallRuleGroupAssociation'), 'VpcId:resource Priority', {
      because: 'rule groups of a VPC have a priority each',
    }),
  ],
};
