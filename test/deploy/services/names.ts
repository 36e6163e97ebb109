import { textAt } from '../engine/deep';
import { fixedName, nameProperty } from '../engine/identity';
import { isCustom, primaryIdentifier, specOf } from '../engine/spec';
import { JsonObject } from '../engine/state';
import { Place, PLACES } from './facts/places';
import { takenError } from './facts/service-models';
import { ServiceRule, World } from './rule';

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
  'AWS::EKS::Nodegroup': 'ClusterName',
  'AWS::Scheduler::Schedule': 'GroupName',
};

/** Services that say that there is one already, and do not mean its name. */
const NOT_BY_NAME = [
  'AWS::Cognito::IdentityPool',
  'AWS::DSQL::Cluster',
  'AWS::EFS::AccessPoint',
  'AWS::EFS::FileSystem',
  'AWS::ElastiCache::User',
  'AWS::Route53::HostedZone',
];

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
  if (takenError(type) !== undefined && !NOT_BY_NAME.includes(type)) return fixedName(type, properties);
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
    const error = takenError(step.type) ?? 'AlreadyExists';
    return taken === undefined ? undefined : `${name} already exists (${error}, ${step.type}, ${taken.physicalId})`;
  },
};

/** Where one is; undefined where what tells it apart is not given. */
function placeOf({ parts }: Place, properties: JsonObject, world: World): string | undefined {
  const values = parts.map((part) =>
    typeof part === 'string' ? (textAt(properties, part) ?? '') : part(properties, world),
  );
  const isMissing = values.some((value, i) => value === '' && (i === 0 || typeof parts[i] !== 'string'));
  return isMissing ? undefined : values.join('|');
}

export const PLACE_TAKEN: readonly ServiceRule[] = PLACES.map((place) => ({
  id: `place-taken-${place.type.split('::').pop()!.toLowerCase()}`,
  types: [place.type],
  on: ['create', 'update'],
  source: place.source,
  refuse(step, world) {
    const [wanted, was] = [step.after, step.before].map((properties) => placeOf(place, properties, world));
    if (wanted === undefined || wanted === was) return undefined;
    const taken = world
      .existing([place.type], place.everywhere ? undefined : step.scope.region)
      .find((other) => other.uid !== step.resource?.uid && placeOf(place, other.properties, world) === wanted);
    const parts = place.parts.filter((part) => typeof part === 'string').join(', ');
    return taken === undefined ? undefined : `${parts} ${wanted} is taken by ${taken.physicalId}`;
  },
}));

/** A mapping of a domain's root takes the whole domain. */
export const ROOT_MAPPING: ServiceRule = {
  id: 'api-root-mapping',
  types: ['AWS::ApiGateway::BasePathMapping'],
  on: ['create'],
  source: 'https://github.com/aws/aws-cdk/issues/11095',
  refuse(step, world) {
    const isRoot = (properties: JsonObject) => ['', '(none)'].includes(textAt(properties, 'BasePath') ?? '');
    const others = world
      .existing([step.type], step.scope.region)
      .filter(({ properties }) => textAt(properties, 'DomainName') === textAt(step.after, 'DomainName'));
    const met = others.find(({ properties }) => isRoot(properties) !== isRoot(step.after));
    return met === undefined ? undefined : 'Only one base path mapping is allowed if the base path is empty';
  },
};
