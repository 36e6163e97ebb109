import { Assembly, Rule } from '../../model';
import { listAt, Placed, refusal, resolve, resourcesOf, valueAt } from '../support';

/** Where the services behind CloudFront look for certificates, whatever the app's Region. */
const GLOBAL = 'us-east-1';
const ARN = /^arn:[a-z-]+:acm:([a-z0-9-]+):\d*:certificate\//;

interface Use {
  /** A property, or a list and a property of its items. */
  readonly at: readonly [string] | readonly [string, string];
  /** The Region that the certificate must be in; the user's own unless it is given. */
  readonly region?: string;
}

const USES: Readonly<Record<string, readonly Use[]>> = {
  'AWS::CloudFront::Distribution': [{ at: ['DistributionConfig.ViewerCertificate.AcmCertificateArn'], region: GLOBAL }],
  'AWS::Cognito::UserPoolDomain': [{ at: ['CustomDomainConfig.CertificateArn'], region: GLOBAL }],
  'AWS::ApiGateway::DomainName': [{ at: ['CertificateArn'], region: GLOBAL }, { at: ['RegionalCertificateArn'] }],
  'AWS::ApiGatewayV2::DomainName': [{ at: ['DomainNameConfigurations', 'CertificateArn'] }],
  'AWS::ElasticLoadBalancingV2::Listener': [{ at: ['Certificates', 'CertificateArn'] }],
  'AWS::ElasticLoadBalancingV2::ListenerCertificate': [{ at: ['Certificates', 'CertificateArn'] }],
};

const isKnown = (region: string | undefined): region is string =>
  region !== undefined && /^[a-z]{2}(-[a-z]+)+-\d$/.test(region);

function valuesOf({ resource }: Placed, { at: [path, inner] }: Use): unknown[] {
  if (inner === undefined) return [valueAt(resource.Properties, path)];
  return listAt(resource.Properties, path).map((item) => valueAt(item, inner));
}

/** The Region of the certificate that a value names, where that can be told. */
function regionOf(assembly: Assembly, from: Placed, value: unknown): string | undefined {
  const certificate = resolve(assembly, from.stack, value);
  if (certificate)
    return certificate.resource.Type === 'AWS::CertificateManager::Certificate' ? certificate.stack.region : undefined;
  return typeof value === 'string' ? ARN.exec(value)?.[1] : undefined;
}

export const certificateRegion: Rule = {
  id: 'certificate-region',
  mechanism: 'refused',
  severities: ['hazard'],
  summary:
    'The certificate of a distribution is not in us-east-1, or that of a load balancer or API not in its own Region.',
  source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html',
  check: ({ to }) =>
    resourcesOf(to, ...Object.keys(USES)).flatMap((user) =>
      USES[user.resource.Type].flatMap((use) => {
        const wanted = use.region ?? user.stack.region;
        return valuesOf(user, use)
          .map((value) => regionOf(to, user, value))
          .filter((region) => isKnown(region) && isKnown(wanted) && region !== wanted)
          .map((region) =>
            refusal(
              user,
              `its certificate is in ${region}, and it takes one in ${wanted} alone`,
              `Make the certificate in a stack in ${wanted}, and let this stack read its ARN from there.`,
            ),
          );
      }),
    ),
};
