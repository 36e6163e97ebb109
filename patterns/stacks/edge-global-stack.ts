import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { AppDomain } from '../app-domain';
import { AppStack, AppStackProps } from './base';

/** The Region whose certificates and web ACLs CloudFront takes, whatever the app's own Region. */
const CLOUDFRONT_REGION = 'us-east-1';

export class EdgeGlobalStack extends AppStack {
  public readonly certificate: acm.Certificate;

  constructor(scope: Construct, props: AppStackProps & { readonly domain: AppDomain }) {
    super(
      scope,
      { id: 'EdgeGlobal', part: 'edge-global', holds: 'what CloudFront needs in us-east-1' },
      { ...props, region: CLOUDFRONT_REGION },
    );
    const [domainName, ...subjectAlternativeNames] = props.domain.names;
    this.certificate = new acm.Certificate(this, 'Certificate', {
      domainName,
      subjectAlternativeNames,
      validation: acm.CertificateValidation.fromDns(
        route53.HostedZone.fromHostedZoneAttributes(this, 'Zone', props.domain),
      ),
    });
  }
}
