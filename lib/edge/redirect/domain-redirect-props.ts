import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { EdgeProps } from '../distribution/edge-props';
import { RedirectKind } from './redirect-kind';

/** Properties of a `DomainRedirect`. */
export interface DomainRedirectProps extends EdgeProps {
  /** The host names that are redirected, such as `['example.com', 'example.fr', 'www.example.fr']`; any of them may go. */
  readonly names: string[];
  /** The host that users are sent to, such as `www.example.com`, or the `domainName` of a `FrontDoor`. */
  readonly to: string;
  /** A certificate that covers all the names, from ACM in us-east-1. */
  readonly certificate: acm.ICertificate;
  /**
   * The Route 53 zones of the names. Each name gets an A and an AAAA alias record in the zone that holds it. They may be
   * imports (`HostedZone.fromHostedZoneAttributes`); nothing is looked up.
   *
   * @default - no records: they are made elsewhere
   */
  readonly hostedZones?: route53.IHostedZone[];
  /**
   * Whether the names are redirected for good.
   *
   * @default RedirectKind.permanent()
   */
  readonly kind?: RedirectKind;
}
