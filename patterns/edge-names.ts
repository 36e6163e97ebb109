import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { isInZone } from '../lib/edge/distribution/edge-checks';
import { AppDomain, AppRedirects } from './app-domain';
import { EdgeSizes } from './stage-sizes';

/** Host names, and the zones that hold them. */
export type HostNames = AppRedirects;

/** What each distribution of an app is called, where it has a name of its own. */
export interface EdgeNames {
  readonly app?: HostNames;
  readonly api?: HostNames;
  readonly redirects?: HostNames;
}

/** The certificates of these names. */
export interface EdgeCertificates {
  readonly app?: acm.ICertificate;
  readonly api?: acm.ICertificate;
  readonly redirects?: acm.ICertificate;
}

/** The names that a stage uses of those that the app has. */
export function edgeNames(sizes: EdgeSizes, domain?: AppDomain): EdgeNames {
  if (!domain) return {};
  const { names, apiNames, redirects } = domain;
  return {
    app: { names, zones: [domain] },
    api: sizes.apiShield && apiNames ? { names: apiNames, zones: [domain] } : undefined,
    redirects: sizes.domainRedirects ? redirects : undefined,
  };
}

/** The zones as CDK knows them: imports, which make nothing. */
export function importZones(scope: Construct, { zones }: HostNames): route53.IHostedZone[] {
  return zones.map((zone, i) => route53.HostedZone.fromHostedZoneAttributes(scope, `Zone${i}`, zone));
}

/** The zone that answers for a name: the nearest one, where one zone is in another. */
export function zoneOf(name: string, zones: route53.IHostedZone[]): route53.IHostedZone | undefined {
  return zones
    .filter((zone) => isInZone(name, zone.zoneName))
    .sort((a, b) => b.zoneName.length - a.zoneName.length)
    .at(0);
}
