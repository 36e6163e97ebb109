import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { AccessLogs } from './access-logs';

/** The host names under which users know a distribution. */
export interface FrontDoorDomain {
  /** The host names, the main one first, such as `['www.example.com', 'example.com']`. */
  readonly names: string[];
  /** A certificate that covers all of them, from ACM in us-east-1. */
  readonly certificate: acm.ICertificate;
  /**
   * The Route 53 zone that gets an A and an AAAA alias record for each name. It may be an import
   * (`HostedZone.fromHostedZoneAttributes`); nothing is looked up.
   *
   * @default - no records: they are made elsewhere
   */
  readonly hostedZone?: route53.IHostedZone;
}

/** What every distribution of this library has, whatever stands before and behind it. All of it changes in place. */
export interface EdgeOptions {
  /**
   * Where access logs go.
   *
   * @default - AccessLogs.standard(); in an opt-in Region, where CloudFront delivers no logs, AccessLogs.off()
   */
  readonly accessLogs?: AccessLogs;

  /**
   * The countries that are served.
   *
   * @default - all
   */
  readonly geoRestriction?: cloudfront.GeoRestriction;

  /**
   * Which of CloudFront's locations serve. Fewer cost less a GB and are farther from some users.
   *
   * @default PriceClass.PRICE_CLASS_ALL
   */
  readonly priceClass?: cloudfront.PriceClass;

  /**
   * Whether CloudFront publishes eight more metrics (origin latency, cache hit rate, error rates by status code), for
   * at most 2.40 $ a month.
   *
   * @default false
   */
  readonly additionalMetrics?: boolean;
}

/** What every distribution of this library has, whatever stands behind it. All of it changes in place. */
export interface EdgeProps extends EdgeOptions {
  /**
   * The ARN of a WAFv2 web ACL with scope CLOUDFRONT (us-east-1). It is attached, changed and detached in place.
   *
   * @default - no web ACL
   */
  readonly webAclArn?: string;
}

/** The props of a distribution that may have host names of its own. */
export interface EdgeHostProps extends EdgeProps {
  /**
   * Host names of your own. They can be added, and taken away, later.
   *
   * @default - only the name that CloudFront gives, which works from the first day on
   */
  readonly domain?: FrontDoorDomain;
}
