import { RemovalPolicy } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { WebAcl } from '../../lib/edge/web-acl';
import { WebAclScope } from '../../lib/edge/web-acl-scope';
import { AppDomain } from '../app-domain';
import { AppStack, AppStackProps } from './base';

/** The Region whose certificates and web ACLs CloudFront takes, whatever the app's own Region. */
const CLOUDFRONT_REGION = 'us-east-1';

export interface EdgeGlobalStackProps extends AppStackProps {
  readonly domain?: AppDomain;
  readonly hasWebAcl: boolean;
}

export class EdgeGlobalStack extends AppStack {
  public readonly certificate?: acm.Certificate;
  public readonly webAcl?: WebAcl;

  constructor(scope: Construct, props: EdgeGlobalStackProps) {
    super(
      scope,
      { id: 'EdgeGlobal', part: 'edge-global', holds: 'what CloudFront needs in us-east-1' },
      { ...props, region: CLOUDFRONT_REGION },
    );
    if (props.domain) this.certificate = this.makeCertificate(props.domain);
    if (props.hasWebAcl) this.webAcl = new WebAcl(this, 'WebAcl', { scope: WebAclScope.cloudFront() });
  }

  private makeCertificate(domain: AppDomain): acm.Certificate {
    const [domainName, ...subjectAlternativeNames] = domain.names;
    const zone = route53.HostedZone.fromHostedZoneAttributes(this, 'Zone', domain);
    const certificate = new acm.Certificate(this, 'Certificate', {
      domainName,
      subjectAlternativeNames,
      validation: acm.CertificateValidation.fromDns(zone),
    });
    // The distribution stands in a later stack: it still uses this one when another list of names replaces it.
    certificate.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return certificate;
  }
}
