import { at, listAt, textAt } from '../engine/deep';
import { JsonObject } from '../engine/state';
import { ServiceRule } from './rule';

const GLOBAL_REGION = 'us-east-1';
const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const LISTENERS = ['AWS::ElasticLoadBalancingV2::Listener', 'AWS::ElasticLoadBalancingV2::ListenerCertificate'];

/** The Region that an ARN of a certificate names; one of another service is not looked at. */
function regionOf(arn: string | undefined): string | undefined {
  const [, , service, region] = arn?.split(':') ?? [];
  return service === 'acm' ? region : undefined;
}

const VIEWER_CERTIFICATE: ServiceRule = {
  id: 'cloudfront-certificate-region',
  types: [DISTRIBUTION],
  on: ['create', 'update'],
  source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html',
  refuse({ after }) {
    const region = regionOf(textAt(after, 'DistributionConfig.ViewerCertificate.AcmCertificateArn'));
    return region === undefined || region === GLOBAL_REGION
      ? undefined
      : "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.";
  },
};

const LISTENER_CERTIFICATE: ServiceRule = {
  id: 'listener-certificate-region',
  types: LISTENERS,
  on: ['create', 'update'],
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html',
  refuse({ after, scope }) {
    const arns = listAt(after, 'Certificates').flatMap((item) => textAt(item, 'CertificateArn') ?? []);
    const far = arns.find((arn) => ![undefined, scope.region].includes(regionOf(arn)));
    return far === undefined ? undefined : `Certificate ARN '${far}' is not valid`;
  },
};

const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE'];

function behaviorsOf(properties: JsonObject) {
  return [
    at(properties, 'DistributionConfig.DefaultCacheBehavior'),
    ...listAt(properties, 'DistributionConfig.CacheBehaviors'),
  ];
}

const ORIGIN_GROUP_METHODS: ServiceRule = {
  id: 'cloudfront-origin-group-methods',
  types: [DISTRIBUTION],
  on: ['create', 'update'],
  source: 'https://github.com/aws/aws-cdk/issues/32450',
  refuse({ after }) {
    const groups = listAt(after, 'DistributionConfig.OriginGroups.Items').map((group) => textAt(group, 'Id'));
    const wrong = behaviorsOf(after).some(
      (behavior) =>
        groups.includes(textAt(behavior, 'TargetOriginId')) &&
        listAt(behavior, 'AllowedMethods').some((method) => WRITES.includes(String(method))),
    );
    return wrong
      ? 'The parameter AllowedMethods cannot include POST, PUT, PATCH, or DELETE for a cached behavior associated with an origin group.'
      : undefined;
  },
};

export const EDGE_RULES: readonly ServiceRule[] = [VIEWER_CERTIFICATE, LISTENER_CERTIFICATE, ORIGIN_GROUP_METHODS];
