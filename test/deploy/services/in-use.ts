import { listAt, textAt } from '../engine/deep';
import { PhysicalResource } from '../engine/state';
import { ServiceRule, World } from './rule';

/** What a service refuses to delete while something else uses it. */
interface Dependency {
  readonly type: string;
  readonly users: readonly string[];
  readonly message: string;
  readonly source: string;
}

/** What has a network interface in a subnet, behind a security group. */
const INTERFACES = [
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ECS::Service',
  'AWS::EC2::Instance',
  'AWS::EC2::NatGateway',
  'AWS::EC2::NetworkInterface',
  'AWS::EC2::VPCEndpoint',
  'AWS::Lambda::Function',
  'AWS::RDS::DBInstance',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBProxy',
  'AWS::ElastiCache::ReplicationGroup',
  'AWS::ElastiCache::ServerlessCache',
  'AWS::OpenSearchService::Domain',
  'AWS::EFS::MountTarget',
];
const GROUPS = ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'];
const EC2 = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference';
const CLOUDFRONT = 'https://docs.aws.amazon.com/cloudfront/latest/APIReference';
const DISTRIBUTION = ['AWS::CloudFront::Distribution'];

const DEPENDENCIES: readonly Dependency[] = [
  {
    type: 'AWS::EC2::VPC',
    users: ['AWS::EC2::Subnet', 'AWS::EC2::SecurityGroup', 'AWS::EC2::VPCGatewayAttachment', 'AWS::EC2::VPCEndpoint'],
    message: 'The vpc has dependencies and cannot be deleted.',
    source: `${EC2}/API_DeleteVpc.html`,
  },
  {
    type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    users: ['AWS::ElasticLoadBalancingV2::Listener', 'AWS::ElasticLoadBalancingV2::ListenerRule'],
    message: 'Target group is currently in use by a listener or a rule',
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteTargetGroup.html',
  },
  {
    type: 'AWS::RDS::DBSubnetGroup',
    users: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
    message: 'Cannot delete the subnet group because at least one database instance is still using it.',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBSubnetGroup.html',
  },
  {
    type: 'AWS::RDS::DBParameterGroup',
    users: ['AWS::RDS::DBInstance'],
    message: 'One or more database instances are still members of this parameter group, so the group cannot be deleted',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBParameterGroup.html',
  },
  {
    type: 'AWS::RDS::DBClusterParameterGroup',
    users: ['AWS::RDS::DBCluster'],
    message: 'One or more DB clusters are still members of this parameter group, so the group cannot be deleted',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBClusterParameterGroup.html',
  },
  {
    type: 'AWS::RDS::GlobalCluster',
    users: ['AWS::RDS::DBCluster'],
    message: 'Global cluster is not empty',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteGlobalCluster.html',
  },
  {
    type: 'AWS::CertificateManager::Certificate',
    users: [
      ...DISTRIBUTION,
      'AWS::ElasticLoadBalancingV2::Listener',
      'AWS::ElasticLoadBalancingV2::ListenerCertificate',
      'AWS::ApiGateway::DomainName',
      'AWS::ApiGatewayV2::DomainName',
    ],
    message: 'Certificate is in use.',
    source: 'https://docs.aws.amazon.com/acm/latest/APIReference/API_DeleteCertificate.html',
  },
  {
    type: 'AWS::RDS::DBCluster',
    users: ['AWS::RDS::DBInstance'],
    message: 'Cluster cannot be deleted, it still contains DB instances in non-deleting state.',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DeleteCluster.html',
  },
  {
    type: 'AWS::ElastiCache::SubnetGroup',
    users: ['AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::CacheCluster'],
    message: 'Cache subnet group is currently in use by a cache cluster.',
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DeleteCacheSubnetGroup.html',
  },
  {
    type: 'AWS::ECS::Cluster',
    users: ['AWS::ECS::Service'],
    message: 'The Cluster cannot be deleted while Services are active.',
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteCluster.html',
  },
  {
    type: 'AWS::ECS::CapacityProvider',
    users: ['AWS::ECS::Service', 'AWS::ECS::ClusterCapacityProviderAssociations'],
    message: 'The specified capacity provider is in use and cannot be removed.',
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteCapacityProvider.html',
  },
  {
    type: 'AWS::IAM::ManagedPolicy',
    users: ['AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group'],
    message: 'Cannot delete a policy attached to entities.',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html',
  },
  {
    type: 'AWS::WAFv2::WebACL',
    users: [...DISTRIBUTION, 'AWS::WAFv2::WebACLAssociation'],
    message: 'AWS WAF couldn’t perform the operation because your resource is being used by another resource',
    source: 'https://docs.aws.amazon.com/waf/latest/APIReference/API_DeleteWebACL.html',
  },
  ...[
    'VpcOrigin',
    'OriginAccessControl',
    'CachePolicy',
    'OriginRequestPolicy',
    'ResponseHeadersPolicy',
    'Function',
  ].map((kind) => ({
    type: `AWS::CloudFront::${kind}`,
    users: DISTRIBUTION,
    message: `Cannot delete the ${kind} because it is in use by a distribution`,
    source: `${CLOUDFRONT}/API_Delete${kind}.html`,
  })),
];

export const IN_USE: readonly ServiceRule[] = DEPENDENCIES.map(({ type, users, message, source }) => ({
  id: `in-use-${type.split('::').pop()!.toLowerCase()}`,
  types: [type],
  on: ['delete'],
  source,
  refuse(step, world) {
    const [user] = world.users(step.resource!, users);
    return user === undefined ? undefined : `${message} (${user.physicalId})`;
  },
}));

/** Rules of a group's own do not hold it; those of other groups that name it do. */
export const SECURITY_GROUP_IN_USE: ServiceRule = {
  id: 'in-use-securitygroup',
  types: ['AWS::EC2::SecurityGroup'],
  on: ['delete'],
  source: `${EC2}/API_DeleteSecurityGroup.html`,
  refuse(step, world) {
    const group = step.resource!;
    const [user] = world
      .users(group, [...INTERFACES, ...GROUPS])
      .filter((candidate) => textAt(candidate.properties, 'GroupId') !== group.physicalId);
    return user === undefined ? undefined : `resource ${group.physicalId} has a dependent object (${user.physicalId})`;
  },
};

/** A database's subnets are known by its subnet group alone. */
function subnetUsers(subnet: PhysicalResource, world: World): PhysicalResource[] {
  const groups = world.users(subnet, ['AWS::RDS::DBSubnetGroup', 'AWS::ElastiCache::SubnetGroup']);
  return [...world.users(subnet, INTERFACES), ...groups.flatMap((group) => world.users(group, INTERFACES))];
}

export const SUBNET_IN_USE: ServiceRule = {
  id: 'in-use-subnet',
  types: ['AWS::EC2::Subnet'],
  on: ['delete'],
  source: `${EC2}/API_DeleteSubnet.html`,
  refuse(step, world) {
    const [user] = subnetUsers(step.resource!, world);
    return user === undefined
      ? undefined
      : `The subnet '${step.resource!.physicalId}' has dependencies and cannot be deleted. (${user.physicalId})`;
  },
};

/**
 * @see https://github.com/aws/aws-cdk/issues/34629
 */
export const VPC_ORIGIN_UPDATE: ServiceRule = {
  id: 'vpc-origin-in-use',
  types: ['AWS::CloudFront::VpcOrigin'],
  on: ['update'],
  source: `${CLOUDFRONT}/API_UpdateVpcOrigin.html`,
  refuse(step, world) {
    const [user] = world.users(step.resource!, DISTRIBUTION);
    return user === undefined
      ? undefined
      : `The VPC origin ${step.resource!.physicalId} is in use by ${user.physicalId} and cannot be updated (409)`;
  },
};

export const ALIAS_TAKEN: ServiceRule = {
  id: 'cname-already-exists',
  types: DISTRIBUTION,
  on: ['create', 'update'],
  source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html',
  refuse(step, world) {
    const wanted = listAt(step.after, 'DistributionConfig.Aliases').map(String);
    const taken = world
      .existing(DISTRIBUTION)
      .filter((other) => other.uid !== step.resource?.uid)
      .flatMap((other) => [other.properties, world.shortlyBefore(other) ?? {}])
      .flatMap((properties) => listAt(properties, 'DistributionConfig.Aliases').map(String))
      .find((alias) => wanted.includes(alias));
    return taken === undefined
      ? undefined
      : `One or more of the CNAMEs you provided are already associated with a different resource (${taken})`;
  },
};
