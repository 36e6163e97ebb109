import { Duration, Names, Stack } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';

/** What browsers are told with each answer. All of it changes in place. */
export interface SecurityHeadersOptions {
  /**
   * How long a browser that has been here insists on HTTPS (HSTS).
   *
   * @default - one year
   */
  readonly httpsOnlyFor?: Duration;
  /**
   * Whether HSTS speaks for all subdomains too. Browsers remember it: a subdomain without HTTPS is lost to them.
   *
   * @default false
   */
  readonly httpsOnlyForSubdomains?: boolean;
  /**
   * Which pages may show the app in a frame. The app's own header wins.
   *
   * @default - pages of the same origin
   */
  readonly frames?: cloudfront.HeadersFrameOption;
  /**
   * What other sites are told of where a user comes from. The app's own header wins.
   *
   * @default - the origin, and only over HTTPS
   */
  readonly referrer?: cloudfront.HeadersReferrerPolicy;
  /**
   * The content security policy, such as `default-src 'self'`. The app's own header wins.
   *
   * @default - none: only the app knows what its pages load
   */
  readonly contentSecurityPolicy?: string;
}

/**
 * A name for a CloudFront policy. Such names are unique in an account over all Regions, so the Region is part of them:
 * the same stacks may stand in two Regions.
 */
export function globalName(scope: Construct): string {
  return `${Names.uniqueResourceName(scope, { maxLength: 44 })}-${Stack.of(scope).region}`;
}

/** The policy behind a front door's security headers. */
export function securityHeadersPolicy(
  scope: Construct,
  options: SecurityHeadersOptions,
): cloudfront.ResponseHeadersPolicy {
  const contentSecurityPolicy = options.contentSecurityPolicy;
  return new cloudfront.ResponseHeadersPolicy(scope, 'SecurityHeaders', {
    responseHeadersPolicyName: globalName(scope),
    securityHeadersBehavior: {
      contentTypeOptions: { override: true },
      strictTransportSecurity: {
        accessControlMaxAge: options.httpsOnlyFor ?? Duration.days(365),
        includeSubdomains: options.httpsOnlyForSubdomains ?? false,
        override: true,
      },
      frameOptions: { frameOption: options.frames ?? cloudfront.HeadersFrameOption.SAMEORIGIN, override: false },
      referrerPolicy: {
        referrerPolicy: options.referrer ?? cloudfront.HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN,
        override: false,
      },
      ...(contentSecurityPolicy === undefined
        ? {}
        : { contentSecurityPolicy: { contentSecurityPolicy, override: false } }),
    },
  });
}
