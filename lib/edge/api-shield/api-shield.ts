import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { checkProps } from '../../internal/checks/check';
import { checkTypes } from '../../internal/checks/types';
import { edgeDistribution, edgeSettingsOf, forgetErrors } from '../distribution/edge-distribution';
import { securityHeadersPolicy } from '../front-door/security-headers';
import { ApiOrigin } from './api-origin';
import { API_SHIELD_CHECKS } from './api-shield-checks';
import { ApiShieldProps } from './api-shield-props';

/**
 * A CloudFront without a cache before an API, for what else CloudFront does: callers reach AWS's network near to them
 * and over connections that are already open, attacks end at the edge (AWS Shield Standard, and a web ACL), and the API
 * itself has no public door.
 *
 * Nothing is kept: no answer, and no error either, which CloudFront would repeat for ten seconds otherwise. All methods,
 * cookies, query strings and headers reach the API. A load balancer sees the caller's `Host` and CloudFront's own headers
 * (country, address) too; API Gateway and function URLs answer to their own host name only, so they get that. Origin
 * Shield, a cache before the cache, is off.
 *
 * Callers need HTTPS: a plain HTTP request is refused, not redirected, for what it carried has been read by then.
 *
 * **Cost**: nothing for the first 1 TB and 10 million requests a month, which an account's distributions share; then
 * 0.085 $ a GB and 0.010 to 0.012 $ per 10,000 requests in North America and Europe
 * (https://aws.amazon.com/cloudfront/pricing/). An `OriginSecret` is 0.40 $ a month.
 *
 * **One-way doors**: the distribution's host name, `d….cloudfront.net`, lives as long as the construct stays at its
 * path; nothing that can be set here replaces it, and one kind of origin gives way to another in place. The logs' bucket
 * is kept when the stack goes.
 *
 * @example
 * declare const origin: PrivateOrigin;
 * new ApiShield(this, 'ApiShield', { origin: ApiOrigin.loadBalancer(origin) });
 */
export class ApiShield extends Construct {
  /** The distribution. */
  public readonly distribution: cloudfront.Distribution;
  /** The host that callers use: the first domain name, or the one that CloudFront gives. */
  public readonly domainName: string;
  /** The bucket that access logs go to, where there are any. */
  public readonly accessLogsBucket?: s3.IBucket;

  constructor(scope: Construct, id: string, props: ApiShieldProps) {
    super(scope, id);
    checkTypes(this, 'ApiShield', props);
    const region = Stack.of(this).region;
    checkProps(this, 'ApiShield', { ...props, region }, API_SHIELD_CHECKS);
    this.refuseOpenRoutes(props.origin);

    const made = edgeDistribution(this, {
      settings: edgeSettingsOf(props, region),
      comment: 'The public host of an API',
      defaultBehavior: {
        origin: props.origin._how.bind(this, {
          originId: 'api',
          readTimeout: props.originReadTimeout ?? Duration.seconds(30),
          keepaliveTimeout: props.originKeepAlive ?? Duration.seconds(55),
          originShieldEnabled: false,
        }),
        originRequestPolicy: props.origin._how.originRequestPolicy,
        allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
        cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
        // CloudFront compresses only what it may keep, so the API does it.
        compress: false,
        responseHeadersPolicy: securityHeadersPolicy(this, props.securityHeaders ?? {}),
      },
      errorResponses: forgetErrors(),
    });
    this.distribution = made.distribution;
    this.domainName = made.domainName;
    this.accessLogsBucket = made.accessLogsBucket;
  }

  /** Routes may be added after the shield, so the question is asked when the app is whole. */
  private refuseOpenRoutes(origin: ApiOrigin): void {
    const { open } = origin._how;
    if (!open) return;
    this.node.addValidation({
      validate: () =>
        open().map(
          (route) =>
            `ApiShield at '${this.node.path}': origin has the open route ${JSON.stringify(route)}: anybody may call it past ` +
            "CloudFront; give it the secret's authorizer, or name it in checkedByIntegration where its code checks the header",
        ),
    });
  }
}
