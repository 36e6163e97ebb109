import { isTrueAt, textAt } from './deep';
import { Json, JsonObject, Scope } from './state';

/** How the identifiers of well-known types look, where templates take them apart or the specification is silent. */

export interface FormInput {
  readonly uid: string;
  readonly type: string;
  readonly scope: Scope;
  readonly name: string;
  readonly properties: JsonObject;
  readonly revision?: number;
  hash(length: number, salt?: string): string;
}

type Form = (input: FormInput) => string;

export const ID_PREFIXES: Record<string, string> = {
  'AWS::EC2::VPC': 'vpc',
  'AWS::EC2::Subnet': 'subnet',
  'AWS::EC2::SecurityGroup': 'sg',
  'AWS::EC2::SecurityGroupIngress': 'sgr',
  'AWS::EC2::SecurityGroupEgress': 'sgr',
  'AWS::EC2::RouteTable': 'rtb',
  'AWS::EC2::SubnetRouteTableAssociation': 'rtbassoc',
  'AWS::EC2::InternetGateway': 'igw',
  'AWS::EC2::NatGateway': 'nat',
  'AWS::EC2::VPCEndpoint': 'vpce',
  'AWS::EC2::FlowLog': 'fl',
  'AWS::EC2::NetworkAcl': 'acl',
  'AWS::EC2::NetworkInterface': 'eni',
  'AWS::EC2::LaunchTemplate': 'lt',
  'AWS::EC2::Instance': 'i',
  'AWS::EC2::Volume': 'vol',
  'AWS::EC2::VPCPeeringConnection': 'pcx',
  'AWS::EC2::PrefixList': 'pl',
  'AWS::EFS::FileSystem': 'fs',
};

/** Types whose generated names are short, or lower case. */
export const NAME_LIMITS: Record<string, { length: number; lower?: boolean }> = {
  'AWS::S3::Bucket': { length: 63, lower: true },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': { length: 32 },
  'AWS::ElasticLoadBalancingV2::TargetGroup': { length: 32 },
  'AWS::ElastiCache::ReplicationGroup': { length: 40, lower: true },
  'AWS::ElastiCache::ServerlessCache': { length: 40, lower: true },
  'AWS::ElastiCache::SubnetGroup': { length: 63, lower: true },
  'AWS::RDS::DBInstance': { length: 63, lower: true },
  'AWS::RDS::DBCluster': { length: 63, lower: true },
  'AWS::RDS::DBProxy': { length: 63, lower: true },
  'AWS::RDS::DBSubnetGroup': { length: 63, lower: true },
  'AWS::RDS::DBParameterGroup': { length: 63, lower: true },
  'AWS::RDS::DBClusterParameterGroup': { length: 63, lower: true },
  'AWS::ECR::Repository': { length: 63, lower: true },
  'AWS::IAM::Role': { length: 64 },
  'AWS::Lambda::Function': { length: 64 },
};

const arn =
  (service: string, path: (input: FormInput) => string): Form =>
  (input) =>
    `arn:aws:${service}:${input.scope.region}:${input.scope.account}:${path(input)}`;
const globalArn =
  (service: string, path: (input: FormInput) => string): Form =>
  (input) =>
    `arn:aws:${service}::${input.scope.account}:${path(input)}`;

/** The tail of a load balancer's or listener's ARN, which its listeners and rules carry on. */
function tail(parent: string | undefined, kind: string): string {
  return (parent ?? '').split(`:${kind}/`)[1] ?? 'app/unknown/0';
}

function loadBalancerPath(input: FormInput): string {
  const kind = textAt(input.properties, 'Type') === 'network' ? 'net' : 'app';
  return `${kind}/${input.name}/${input.hash(16)}`;
}

export const ARNS: Record<string, Form> = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': arn(
    'elasticloadbalancing',
    (i) => `loadbalancer/${loadBalancerPath(i)}`,
  ),
  'AWS::ElasticLoadBalancingV2::TargetGroup': arn('elasticloadbalancing', (i) => `targetgroup/${i.name}/${i.hash(16)}`),
  'AWS::ElasticLoadBalancingV2::Listener': arn(
    'elasticloadbalancing',
    (i) => `listener/${tail(textAt(i.properties, 'LoadBalancerArn'), 'loadbalancer')}/${i.hash(16)}`,
  ),
  'AWS::ElasticLoadBalancingV2::ListenerRule': arn(
    'elasticloadbalancing',
    (i) => `listener-rule/${tail(textAt(i.properties, 'ListenerArn'), 'listener')}/${i.hash(16)}`,
  ),
  'AWS::ECS::Cluster': arn('ecs', (i) => `cluster/${i.name}`),
  'AWS::ECS::TaskDefinition': arn('ecs', (i) => `task-definition/${i.name.replace(/[^\w-]/g, '')}:${serial(i)}`),
  'AWS::ECS::Service': arn('ecs', (i) => `service/${clusterName(i)}/${i.name}`),
  'AWS::ECS::CapacityProvider': arn('ecs', (i) => `capacity-provider/${i.name}`),
  'AWS::IAM::Role': globalArn('iam', (i) => `role${textAt(i.properties, 'Path') ?? '/'}${i.name}`),
  'AWS::IAM::ManagedPolicy': globalArn('iam', (i) => `policy${textAt(i.properties, 'Path') ?? '/'}${i.name}`),
  'AWS::IAM::InstanceProfile': globalArn('iam', (i) => `instance-profile/${i.name}`),
  'AWS::DynamoDB::GlobalTable': arn('dynamodb', (i) => `table/${i.name}`),
  'AWS::DynamoDB::Table': arn('dynamodb', (i) => `table/${i.name}`),
  'AWS::KMS::Key': arn('kms', (i) => `key/${keyId(i)}`),
  'AWS::KMS::ReplicaKey': arn('kms', (i) => `key/${replicatedId(i)}`),
  'AWS::RDS::DBProxy': arn('rds', (i) => `db-proxy:prx-${i.hash(17)}`),
  'AWS::RDS::DBProxyTargetGroup': arn('rds', (i) => `target-group:prx-tg-${i.hash(17)}`),
  'AWS::AutoScaling::AutoScalingGroup': arn(
    'autoscaling',
    (i) => `autoScalingGroup:${uuid(i)}:autoScalingGroupName/${i.name}`,
  ),
  'AWS::SNS::Subscription': (i) => `${textAt(i.properties, 'TopicArn')}:${uuid(i)}`,
  'AWS::Lambda::EventSourceMapping': arn('lambda', (i) => `event-source-mapping:${uuid(i)}`),
  'AWS::SecretsManager::Secret': arn('secretsmanager', (i) => `secret:${i.name}-${i.hash(6)}`),
  'AWS::SNS::Topic': arn('sns', (i) => i.name),
  'AWS::SQS::Queue': arn('sqs', (i) => i.name),
  'AWS::S3::Bucket': (i) => `arn:aws:s3:::${i.name}`,
  'AWS::SSM::Parameter': arn('ssm', (i) => `parameter/${i.name.replace(/^\//, '')}`),
  'AWS::Lambda::Version': arn('lambda', (i) => `function:${functionName(i)}:${serial(i)}`),
  'AWS::Lambda::Alias': arn('lambda', (i) => `function:${functionName(i)}:${textAt(i.properties, 'Name')}`),
  'AWS::Logs::LogGroup': arn('logs', (i) => `log-group:${i.name}:*`),
  'AWS::WAFv2::WebACL': arn(
    'wafv2',
    (i) => `${textAt(i.properties, 'Scope') === 'REGIONAL' ? 'regional' : 'global'}/webacl/${i.name}/${i.hash(32)}`,
  ),
  'AWS::CertificateManager::Certificate': arn('acm', (i) => `certificate/${i.hash(32)}`),
};

/** Revisions and versions count up: the next one has another ARN, though family and function stay. */
function serial(input: FormInput): string {
  return input.uid.slice(1);
}

function clusterName(input: FormInput): string {
  return (textAt(input.properties, 'Cluster') ?? 'default').split('/').pop()!;
}

function functionName(input: FormInput): string {
  return (textAt(input.properties, 'FunctionName') ?? '').split(':function:').pop()!;
}

function uuid(input: FormInput): string {
  const id = input.hash(32);
  return [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join('-');
}

function keyId(input: FormInput): string {
  return isTrueAt(input.properties, 'MultiRegion') ? `mrk-${input.hash(32)}` : uuid(input);
}

/** A replica has the ID of its primary. */
function replicatedId(input: FormInput): string {
  return (textAt(input.properties, 'PrimaryKeyArn') ?? '').split(':key/').pop()!;
}

const databaseHost =
  (part = ''): Form =>
  (i) =>
    `${i.name}.${part}${i.hash(12)}.${i.scope.region}.rds.amazonaws.com`.toLowerCase();

function databasePort({ properties }: FormInput): string {
  return textAt(properties, 'Port') ?? (/mysql|mariadb/.test(textAt(properties, 'Engine') ?? '') ? '3306' : '5432');
}

const arnRef =
  (type: string): Form =>
  (input) =>
    ARNS[type]!(input);
const named: Form = (input) => input.name;

/** `Ref`, where it is not simply the identifier that the specification names. */
export const REFS: Record<string, Form> = {
  ...Object.fromEntries(
    [
      'AWS::SecretsManager::Secret',
      'AWS::ECS::Service',
      'AWS::IAM::ManagedPolicy',
      'AWS::Lambda::Version',
      'AWS::Lambda::Alias',
      'AWS::CertificateManager::Certificate',
    ].map((type) => [type, arnRef(type)]),
  ),
  'AWS::KMS::Key': keyId,
  'AWS::KMS::ReplicaKey': replicatedId,
  'AWS::Lambda::EventSourceMapping': uuid,
  'AWS::EC2::EIP': (i) => `203.0.113.${Number.parseInt(i.hash(4), 16) % 254}`,
  'AWS::EC2::Route': (i) =>
    `${textAt(i.properties, 'RouteTableId')}|${textAt(i.properties, 'DestinationCidrBlock') ?? textAt(i.properties, 'DestinationIpv6CidrBlock') ?? textAt(i.properties, 'DestinationPrefixListId')}`,
  'AWS::EC2::VPCGatewayAttachment': (i) => `IGW|${textAt(i.properties, 'VpcId')}`,
  'AWS::CloudFront::Distribution': (i) => `E${i.hash(13).toUpperCase()}`,
  'AWS::CloudFront::VpcOrigin': (i) => `vo_${i.hash(20)}`,
  'AWS::SQS::Queue': (i) => `https://sqs.${i.scope.region}.amazonaws.com/${i.scope.account}/${i.name}`,
  'AWS::SecretsManager::SecretTargetAttachment': (i) => textAt(i.properties, 'SecretId') ?? i.name,
  'AWS::SecretsManager::RotationSchedule': (i) => textAt(i.properties, 'SecretId') ?? i.name,
  'AWS::WAFv2::WebACL': (i) => `${i.name}|${i.hash(32)}|${textAt(i.properties, 'Scope')}`,
  'AWS::IAM::Policy': named,
  'AWS::Budgets::Budget': (i) => textAt(i.properties, 'Budget.BudgetName') ?? i.name,
};

const secretOf = (i: FormInput) =>
  `arn:aws:secretsmanager:${i.scope.region}:${i.scope.account}:secret:rds!${i.hash(12)}`;

/** Types of which an update in place makes a new version, and the attributes that tell it. */
export const VERSIONED_TYPES = ['AWS::EC2::LaunchTemplate'];
export const MOVING_ATTRIBUTES = ['LatestVersionNumber', 'DefaultVersionNumber'];

/** Attributes whose text is taken apart, or that other resources point at. */
export const ATTRIBUTES: Record<string, (input: FormInput) => Json> = {
  'AWS::EC2::LaunchTemplate.LatestVersionNumber': (i) => String((i.revision ?? 0) + 1),
  'AWS::EC2::LaunchTemplate.DefaultVersionNumber': (i) => String((i.revision ?? 0) + 1),
  'AWS::EC2::EIP.AllocationId': (i) => `eipalloc-${i.hash(17)}`,
  'AWS::EC2::VPC.CidrBlockAssociations': (i) => [`vpc-cidr-assoc-${i.hash(17)}`],
  'AWS::EC2::VPC.DefaultSecurityGroup': (i) => `sg-${i.hash(17, 'default')}`,
  'AWS::EC2::Subnet.AvailabilityZone': (i) => textAt(i.properties, 'AvailabilityZone') ?? `${i.scope.region}a`,
  'AWS::EC2::SecurityGroup.GroupId': (i) => `sg-${i.hash(17)}`,
  'AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerFullName': loadBalancerPath,
  'AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerName': named,
  'AWS::ElasticLoadBalancingV2::LoadBalancer.DNSName': (i) =>
    `${i.name}-${i.hash(10)}.${i.scope.region}.elb.amazonaws.com`.toLowerCase(),
  'AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupFullName': (i) => `targetgroup/${i.name}/${i.hash(16)}`,
  'AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupName': named,
  'AWS::RDS::DBInstance.Endpoint.Port': databasePort,
  'AWS::RDS::DBInstance.Endpoint.Address': databaseHost(),
  'AWS::RDS::DBInstance.MasterUserSecret.SecretArn': secretOf,
  'AWS::RDS::DBInstance.DbiResourceId': (i) => `db-${i.hash(26).toUpperCase()}`,
  'AWS::RDS::DBCluster.MasterUserSecret.SecretArn': secretOf,
  'AWS::RDS::DBCluster.Endpoint.Port': databasePort,
  'AWS::RDS::DBCluster.Endpoint.Address': databaseHost('cluster-'),
  'AWS::RDS::DBCluster.ReadEndpoint.Address': databaseHost('cluster-ro-'),
  'AWS::RDS::DBCluster.DBClusterResourceId': (i) => `cluster-${i.hash(26).toUpperCase()}`,
  'AWS::RDS::DBProxy.Endpoint': databaseHost('proxy-'),
  'AWS::AutoScaling::AutoScalingGroup.AutoScalingGroupARN': arnRef('AWS::AutoScaling::AutoScalingGroup'),
  'AWS::Lambda::EventSourceMapping.EventSourceMappingArn': arnRef('AWS::Lambda::EventSourceMapping'),
  'AWS::Lambda::Url.FunctionUrl': (i) => `https://${i.hash(32)}.lambda-url.${i.scope.region}.on.aws/`,
  'AWS::ApiGatewayV2::Api.ApiEndpoint': (i) => `https://${i.hash(10)}.execute-api.${i.scope.region}.amazonaws.com`,
  'AWS::S3::Bucket.DomainName': (i) => `${i.name}.s3.amazonaws.com`,
  'AWS::S3::Bucket.RegionalDomainName': (i) => `${i.name}.s3.${i.scope.region}.amazonaws.com`,
  'AWS::CloudFront::Distribution.DomainName': (i) => `d${i.hash(13)}.cloudfront.net`,
  'AWS::ECS::Service.Name': named,
  'AWS::SQS::Queue.QueueName': named,
  'AWS::SNS::Topic.TopicName': named,
  'AWS::ECR::Repository.RepositoryUri': (i) => `${i.scope.account}.dkr.ecr.${i.scope.region}.amazonaws.com/${i.name}`,
  'AWS::WAFv2::WebACL.Arn': (i) => ARNS['AWS::WAFv2::WebACL']!(i),
};
