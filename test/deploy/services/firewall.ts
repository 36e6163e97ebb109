import { listAt, textAt } from '../engine/deep';
import { Json } from '../engine/state';
import { ServiceRule, World } from './rule';

const ACL = 'AWS::WAFv2::WebACL';
const API = 'https://docs.aws.amazon.com/waf/latest/APIReference';
const ATTACHED = 'https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html';

/** What is for CloudFront is made in one Region. */
const GLOBAL_REGION: ServiceRule = {
  id: 'waf-cloudfront-region',
  types: [ACL, 'AWS::WAFv2::IPSet', 'AWS::WAFv2::RegexPatternSet', 'AWS::WAFv2::RuleGroup'],
  on: ['create'],
  source: `${API}/API_CreateWebACL.html`,
  refuse: ({ after, scope }) =>
    textAt(after, 'Scope') === 'CLOUDFRONT' && scope.region !== 'us-east-1'
      ? 'Error reason: The scope is not valid., field: SCOPE_VALUE, parameter: CLOUDFRONT'
      : undefined,
};

function scopeOf(reference: Json | undefined, world: World): string | undefined {
  const acl = world.find([ACL], reference);
  return acl === undefined ? undefined : textAt(acl.properties, 'Scope');
}

const SCOPE_OF_DISTRIBUTION: ServiceRule = {
  id: 'waf-scope-of-distribution',
  types: ['AWS::CloudFront::Distribution'],
  on: ['create', 'update'],
  source: ATTACHED,
  refuse: ({ after }, world) =>
    scopeOf(textAt(after, 'DistributionConfig.WebACLId'), world) === 'REGIONAL'
      ? 'The web ACL of a distribution must have the scope CLOUDFRONT'
      : undefined,
};

const SCOPE_OF_ASSOCIATION: ServiceRule = {
  id: 'waf-scope-of-association',
  types: ['AWS::WAFv2::WebACLAssociation'],
  on: ['create', 'update'],
  source: ATTACHED,
  refuse: ({ after }, world) =>
    scopeOf(textAt(after, 'WebACLArn'), world) === 'CLOUDFRONT'
      ? 'A web ACL of the scope CLOUDFRONT is attached to distributions alone'
      : undefined,
};

const DESTINATIONS = ['AWS::Logs::LogGroup', 'AWS::S3::Bucket', 'AWS::KinesisFirehose::DeliveryStream'];

const LOG_NAME: ServiceRule = {
  id: 'waf-log-name',
  types: ['AWS::WAFv2::LoggingConfiguration'],
  on: ['create', 'update'],
  source: 'https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html',
  refuse({ after }, world) {
    const wrong = listAt(after, 'LogDestinationConfigs')
      .map((arn) => world.find(DESTINATIONS, arn))
      .find((target) => target !== undefined && !String(target.attributes['name']).startsWith('aws-waf-logs-'));
    return wrong === undefined
      ? undefined
      : `Error reason: The ARN isn't valid: the name ${wrong.physicalId} does not begin with aws-waf-logs-, field: LOG_DESTINATION`;
  },
};

export const FIREWALL_RULES: readonly ServiceRule[] = [
  GLOBAL_REGION,
  SCOPE_OF_DISTRIBUTION,
  SCOPE_OF_ASSOCIATION,
  LOG_NAME,
];
