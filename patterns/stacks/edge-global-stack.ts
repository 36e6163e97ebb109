import { RemovalPolicy } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { WebAcl } from '../../lib/firewall/web-acl';
import { WebAclScope } from '../../lib/firewall/web-acl-scope';
import { EdgeCertificates, EdgeNames, HostNames, importZones, zoneOf } from '../edge-names';
import { AppWebAcl, AppWebAcls } from '../web-acls';
import { AppStack, AppStackProps } from './base';

/** The Region whose certificates and web ACLs CloudFront takes, and where its metrics are, whatever the app's own. */
export const CLOUDFRONT_REGION = 'us-east-1';

export interface EdgeGlobalStackProps extends AppStackProps {
  readonly names: EdgeNames;
  readonly webAcls: AppWebAcls;
}

export class EdgeGlobalStack extends AppStack {
  public readonly certificates: EdgeCertificates;
  public readonly webAcl?: WebAcl;
  public readonly apiWebAcl?: WebAcl;

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
    this.webAcl = this.makeWebAcl('WebAcl', props.webAcls.app);
    this.apiWebAcl = this.makeWebAcl('ApiWebAcl', props.webAcls.api);
  }

  /** Those of the web ACLs. */
  public get alarms(): cloudwatch.IAlarm[] {
    return [...(this.webAcl?.alarms ?? []), ...(this.apiWebAcl?.alarms ?? [])];
  }

  private makeWebAcl(id: string, webAcl?: AppWebAcl): WebAcl | undefined {
    return webAcl && new WebAcl(this, id, { ...webAcl, scope: WebAclScope.cloudFront() });
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
