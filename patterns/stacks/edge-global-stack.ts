import { RemovalPolicy } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';
import { WebAcl } from '../../lib/firewall/web-acl';
import { WebAclOptions } from '../../lib/firewall/web-acl-props';
import { WebAclScope } from '../../lib/firewall/web-acl-scope';
import { EdgeCertificates, EdgeNames, HostNames, importZones, zoneOf } from '../edge-names';
import { AppStack, AppStackProps } from './base';

/** The Region whose certificates and web ACLs CloudFront takes, and where its metrics are, whatever the app's own. */
export const CLOUDFRONT_REGION = 'us-east-1';

export interface EdgeGlobalStackProps extends AppStackProps {
  readonly names: EdgeNames;
  /** The web ACL, where the stage has one. */
  readonly webAcl?: WebAclOptions;
}

export class EdgeGlobalStack extends AppStack {
  public readonly certificates: EdgeCertificates;
  public readonly webAcl?: WebAcl;

  constructor(scope: Construct, props: EdgeGlobalStackProps) {
    super(
      scope,
      { id: 'EdgeGlobal', part: 'edge-global', holds: 'what CloudFront needs in us-east-1' },
      { ...props, region: CLOUDFRONT_REGION },
    );
    const { app, api, redirects } = props.names;
    // One for each: names of one kind that come or change leave the certificates of the others as they are.
    this.certificates = {
      app: app && this.makeCertificate('Certificate', app),
      api: api && this.makeCertificate('ApiCertificate', api),
      redirects: redirects && this.makeCertificate('RedirectCertificate', redirects),
    };
    if (props.webAcl) this.webAcl = new WebAcl(this, 'WebAcl', { ...props.webAcl, scope: WebAclScope.cloudFront() });
  }

  private makeCertificate(id: string, hosts: HostNames): acm.Certificate {
    const zones = importZones(new Construct(this, `${id}Zones`), hosts);
    const [domainName, ...subjectAlternativeNames] = hosts.names;
    const certificate = new acm.Certificate(this, id, {
      domainName,
      subjectAlternativeNames,
      validation: acm.CertificateValidation.fromDnsMultiZone(
        Object.fromEntries(hosts.names.map((name) => [name, zoneOf(name, zones)!])),
      ),
    });
    // The distribution stands in a later stack: it still uses this one when another list of names replaces it.
    certificate.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return certificate;
  }
}
