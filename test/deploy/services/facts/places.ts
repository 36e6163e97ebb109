import { textAt } from '../../engine/deep';
import { JsonObject } from '../../engine/state';
import { World } from '../rule';
import { READ } from './fact';

/** A property's value, or what it stands for, as text; empty where there is none. */
type Part = string | ((properties: JsonObject, world: World) => string);

/** Where a service takes one resource and no second: what is told apart by where it is, not by a name. */
export interface Place {
  readonly type: string;
  readonly parts: readonly Part[];
  readonly source: string;
  readonly date: string;
  /** Taken in the whole account, not in a Region. */
  readonly everywhere?: true;
}

const ELB = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference';
const EC2 = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference';
const GATEWAY = 'https://docs.aws.amazon.com/apigateway/latest/api';

const functionOf: Part = (properties, world) => {
  const name = textAt(properties, 'FunctionName');
  return world.find(['AWS::Lambda::Function'], name)?.uid ?? name ?? '';
};

const zoneOf: Part = (properties, world) => {
  const subnet = world.find(['AWS::EC2::Subnet'], textAt(properties, 'SubnetId'));
  if (subnet === undefined) return textAt(properties, 'SubnetId') ?? '';
  return textAt(subnet.properties, 'AvailabilityZone') ?? textAt(subnet.properties, 'AvailabilityZoneId') ?? subnet.uid;
};

const issuerOf: Part = (properties) =>
  (textAt(properties, 'Url') ?? '')
    .toLowerCase()
    .replace(/^https:\/\//, '')
    .replace(/\/$/, '');

/** A pool has one prefix domain and one of its owner's. */
const domainKind: Part = (properties) => (properties['CustomDomainConfig'] === undefined ? 'prefix' : 'custom');

/** A VPC has one gateway to the internet, and one to a VPN. */
const gatewayKind: Part = (properties) => (properties['VpnGatewayId'] === undefined ? 'internet' : 'vpn');

const trackedMetric: Part = (properties) => {
  const tracking = 'TargetTrackingScalingPolicyConfiguration';
  const predefined = textAt(properties, `${tracking}.PredefinedMetricSpecification.PredefinedMetricType`);
  return predefined ?? '';
};

const scaledTarget: Part = (properties) =>
  textAt(properties, 'ScalingTargetId') ??
  ['ResourceId', 'ScalableDimension', 'ServiceNamespace'].map((name) => textAt(properties, name) ?? '').join('|');

const place = (type: string, parts: readonly Part[], source: string, more: { everywhere?: true } = {}): Place => ({
  type: `AWS::${type}`,
  parts,
  source,
  date: READ,
  ...more,
});

export const PLACES: readonly Place[] = [
  place('ElasticLoadBalancingV2::Listener', ['LoadBalancerArn', 'Port'], `${ELB}/API_CreateListener.html`),
  place('ElasticLoadBalancingV2::ListenerRule', ['ListenerArn', 'Priority'], `${ELB}/API_CreateRule.html`),
  place(
    'EC2::Route',
    ['RouteTableId', 'DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId'],
    `${EC2}/API_CreateRoute.html`,
  ),
  place('EC2::NatGateway', ['AllocationId'], `${EC2}/API_CreateNatGateway.html`),
  place('EC2::VPCGatewayAttachment', ['VpcId', gatewayKind], `${EC2}/API_AttachInternetGateway.html`),
  place(
    'Route53::RecordSet',
    ['HostedZoneId', 'HostedZoneName', 'Name', 'Type', 'SetIdentifier'],
    'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html',
  ),
  place('S3::BucketPolicy', ['Bucket'], 'https://github.com/awslabs/cdk-serverless-clamscan/issues/1382'),
  place(
    'Lambda::EventSourceMapping',
    ['EventSourceArn', functionOf],
    'https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html',
  ),
  place(
    'IAM::OIDCProvider',
    [issuerOf],
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html',
    { everywhere: true },
  ),
  place(
    'EFS::MountTarget',
    ['FileSystemId', zoneOf],
    'https://docs.aws.amazon.com/efs/latest/APIReference/API_CreateMountTarget.html',
  ),
  place(
    'Cognito::UserPoolDomain',
    ['UserPoolId', domainKind],
    'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolDomain.html',
  ),
  place('ApiGateway::BasePathMapping', ['DomainName', 'BasePath'], `${GATEWAY}/API_CreateBasePathMapping.html`),
  place('ApiGateway::Stage', ['RestApiId', 'StageName'], `${GATEWAY}/API_CreateStage.html`),
  place('ApiGateway::Resource', ['RestApiId', 'ParentId', 'PathPart'], `${GATEWAY}/API_CreateResource.html`),
  place('ApiGateway::Method', ['RestApiId', 'ResourceId', 'HttpMethod'], `${GATEWAY}/API_PutMethod.html`),
  place(
    'ApplicationAutoScaling::ScalingPolicy',
    [scaledTarget, trackedMetric],
    'https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html',
  ),
];
