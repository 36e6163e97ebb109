import { textAt } from '../engine/deep';
import { fixedName, nameProperty } from '../engine/identity';
import { isCustom, primaryIdentifier, specOf } from '../engine/spec';
import { JsonObject } from '../engine/state';
import { ServiceRule } from './rule';

/**
 * A replacement is created before the old resource is deleted, so a fixed name is taken.
 * Names that identify a resource are known from the specification; these are unique as well.
 */
const UNIQUE_NAMES: Record<string, string> = {
  'AWS::Budgets::Budget': 'Budget.BudgetName',
  'AWS::CloudFront::CachePolicy': 'CachePolicyConfig.Name',
  'AWS::CloudFront::Function': 'Name',
  'AWS::CloudFront::OriginAccessControl': 'OriginAccessControlConfig.Name',
  'AWS::CloudFront::OriginRequestPolicy': 'OriginRequestPolicyConfig.Name',
  'AWS::CloudFront::ResponseHeadersPolicy': 'ResponseHeadersPolicyConfig.Name',
  'AWS::CloudFront::VpcOrigin': 'VpcOriginEndpointConfig.Name',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'Name',
  'AWS::ElasticLoadBalancingV2::TargetGroup': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::EC2::LaunchTemplate': 'LaunchTemplateName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::WAFv2::WebACL': 'Name',
  'AWS::WAFv2::IPSet': 'Name',
};

/** Named within something else: two may share a name as long as these differ. */
const WITHIN: Record<string, string> = {
  'AWS::EC2::SecurityGroup': 'VpcId',
  'AWS::ECS::Service': 'Cluster',
};

const GLOBAL_SERVICES = ['IAM', 'CloudFront', 'S3', 'Budgets', 'Route53'];

/** The name that must be free, if the author fixed one that has to be unique. */
export function uniqueName(type: string, properties: JsonObject): string | undefined {
  if (isCustom(type)) return undefined;
  const path = UNIQUE_NAMES[type];
  if (path !== undefined) return textAt(properties, path);
  if (WITHIN[type] !== undefined) {
    const name = fixedName(type, properties);
    return name === undefined ? undefined : `${textAt(properties, WITHIN[type])}/${name}`;
  }
  const [identifier, ...more] = primaryIdentifier(type);
  const owned = identifier !== undefined && identifier in (specOf(type)?.properties ?? {});
  return owned && more.length === 0 && nameProperty(type) === identifier ? fixedName(type, properties) : undefined;
}

export const NAME_TAKEN: ServiceRule = {
  id: 'name-taken',
  types: ['*'],
  on: ['create'],
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html',
  refuse(step, world) {
    const name = uniqueName(step.type, step.after);
    if (name === undefined) return undefined;
    const everywhere = GLOBAL_SERVICES.includes(step.type.split('::')[1] ?? '');
    const taken = world
      .existing([step.type], everywhere ? undefined : step.scope.region)
      .find((other) => uniqueName(other.type, other.properties) === name || other.physicalId === name);
    return taken === undefined ? undefined : `${name} already exists (${step.type}, ${taken.physicalId})`;
  },
};

/** Rules, records and routes are told apart by where they are, not by a name. */
interface Place {
  readonly type: string;
  readonly keys: readonly string[];
  readonly source: string;
}

const PLACES: readonly Place[] = [
  {
    type: 'AWS::ElasticLoadBalancingV2::Listener',
    keys: ['LoadBalancerArn', 'Port'],
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html',
  },
  {
    type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
    keys: ['ListenerArn', 'Priority'],
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html',
  },
  {
    type: 'AWS::EC2::Route',
    keys: ['RouteTableId', 'DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId'],
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html',
  },
  {
    type: 'AWS::Route53::RecordSet',
    keys: ['HostedZoneId', 'HostedZoneName', 'Name', 'Type', 'SetIdentifier'],
    source: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html',
  },
  {
    type: 'AWS::EC2::NatGateway',
    keys: ['AllocationId'],
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html',
  },
];

export const PLACE_TAKEN: readonly ServiceRule[] = PLACES.map(({ type, keys, source }) => ({
  id: `place-taken-${type.split('::').pop()!.toLowerCase()}`,
  types: [type],
  on: ['create', 'update'],
  source,
  refuse(step, world) {
    if (step.action === 'update' && !keys.some((key) => step.changed.includes(key))) return undefined;
    const place = (properties: JsonObject) => keys.map((key) => textAt(properties, key) ?? '').join('|');
    const wanted = place(step.after);
    if (wanted.replaceAll('|', '') === '') return undefined;
    const taken = world
      .existing([type], step.scope.region)
      .find((other) => other.uid !== step.resource?.uid && place(other.properties) === wanted);
    return taken === undefined ? undefined : `${keys.join(', ')} ${wanted} is taken by ${taken.physicalId}`;
  },
}));
