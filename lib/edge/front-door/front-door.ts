import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { checkProps } from '../../internal/checks/check';
import { checkTypes } from '../../internal/checks/types';
import { edgeDistribution, edgeSettingsOf } from '../distribution/edge-distribution';
import { IPrivateOrigin } from '../origin/private-origin';
import { filesBucket } from '../static-site/files-bucket';
import { AppCaching } from './app-caching';
import { appErrors, AppFallbackProps, copyBehaviors, deployPage } from './app-fallback';
import { Fallback } from './fallback';
import { FRONT_DOOR_CHECKS } from './front-door-checks';
import { FrontDoorProps } from './front-door-props';
import { globalName, SecurityHeadersOptions, securityHeadersPolicy } from './security-headers';

/** Props with every default in place. */
interface Settings {
  readonly origin: IPrivateOrigin;
  readonly assetsPath: string;
  readonly caching: AppCaching;
  readonly fallback: Fallback;
  readonly securityHeaders: SecurityHeadersOptions;
  readonly originReadTimeout: Duration;
  readonly originKeepAlive: Duration;
}

function settings(props: FrontDoorProps): Settings {
  return {
    origin: props.origin,
    assetsPath: props.assetsPath ?? '/assets',
    caching: props.caching ?? AppCaching.off(),
    fallback: props.fallback ?? Fallback.none(),
    securityHeaders: props.securityHeaders ?? {},
    originReadTimeout: props.originReadTimeout ?? Duration.seconds(30),
    originKeepAlive: props.originKeepAlive ?? Duration.seconds(55),
  };
}

/**
 * The one public host of an app: CloudFront in front of an internal load balancer, with the app's build assets from S3
 * under a path of the same host.
 *
 * The app gets every request as the viewer sent it: all methods, cookies, query string and headers, the viewer's `Host`
 * among them, and CloudFront's own headers. The load balancer speaks plain HTTP, so its `X-Forwarded-Proto` says
 * `http`; what the viewer used is in `CloudFront-Forwarded-Proto`, and where they are in `CloudFront-Viewer-Country` and
 * `CloudFront-Viewer-Address`. Nothing of the app is cached unless `caching` says so.
 *
 * Viewers get HTTP/2, HTTP/3 and IPv6, are redirected to HTTPS, and with a `domain` need TLS 1.2 at least. Without one,
 * CloudFront's own certificate decides, which still accepts TLS 1.0 from clients that know nothing newer.
 *
 * Assets are cached for as long as their `Cache-Control` says (a day where they have none) and compressed. Give each
 * build's files names of their own (with a hash) and leave old ones in place: pages in open browsers still ask for them.
 * A file that is not there is a 403, as the distribution may read objects but not list them.
 *
 * While the app does not answer, users see what `fallback` says. With `AppCaching.byOrigin()` CloudFront goes on showing
 * what it has where the app fails, for as long as the app's own `Cache-Control` allows (`stale-if-error`).
 *
 * **Cost**: nothing for the first 1 TB and 10 million requests a month; then 0.085 $ a GB and 0.010 to
 * 0.012 $ per 10,000 requests in North America and Europe (https://aws.amazon.com/cloudfront/pricing/). The bucket's storage is 0.023 $ a
 * GB and month.
 *
 * **One-way doors**: the distribution's host name, `d….cloudfront.net`, lives as long as the construct stays at its path;
 * nothing that can be set here replaces it. The assets' bucket is kept when the stack goes, as is the logs' bucket.
 * Domain, web ACL, logs, caching, fallback, headers, countries and price class all change in place. A domain name can point at one
 * distribution only, in all of AWS.
 *
 * @example
 * declare const origin: PrivateOrigin;
 * const door = new FrontDoor(this, 'FrontDoor', {
 *   origin,
 *   domain: {
 *     names: ['www.example.com'],
 *     certificate: acm.Certificate.fromCertificateArn(
 *       this,
 *       'Certificate',
 *       'arn:aws:acm:us-east-1:111122223333:certificate/3c1f6ab2-0000-0000-0000-000000000000',
 *     ),
 *     hostedZone: route53.HostedZone.fromHostedZoneAttributes(this, 'Zone', {
 *       hostedZoneId: 'Z0123456789',
 *       zoneName: 'example.com',
 *     }),
 *   },
 * });
 */
export class FrontDoor extends Construct {
  /** The distribution. */
  public readonly distribution: cloudfront.Distribution;
  /** The host that users are sent to: the first domain name, or the one that CloudFront gives. */
  public readonly domainName: string;
  /** The bucket of the build assets. */
  public readonly assetsBucket: s3.Bucket;
  /** Where on the host the assets are, without a final slash. */
  public readonly assetsPath: string;
  /** The bucket that access logs go to, where there are any. */
  public readonly accessLogsBucket?: s3.IBucket;

  constructor(scope: Construct, id: string, props: FrontDoorProps) {
    super(scope, id);
    checkTypes(this, 'FrontDoor', props);
    checkProps(this, 'FrontDoor', { ...props, region: Stack.of(this).region }, FRONT_DOOR_CHECKS);
    const chosen = settings(props);

    this.assetsPath = chosen.assetsPath;
    this.assetsBucket = filesBucket(this, 'Assets');
    const fallback = this.prepareFallback(chosen);
    const responseHeadersPolicy = securityHeadersPolicy(this, chosen.securityHeaders);
    const behaviors = {
      [`${chosen.assetsPath}/*`]: this.assetsBehavior(fallback.assetsAccess),
      ...copyBehaviors(this, fallback),
    };
    const made = edgeDistribution(this, {
      settings: edgeSettingsOf(props, Stack.of(this).region),
      comment: 'The public host of the app',
      defaultBehavior: { ...this.appBehavior(fallback), responseHeadersPolicy },
      additionalBehaviors: Object.fromEntries(
        Object.entries(behaviors).map(([path, behavior]) => [path, { ...behavior, responseHeadersPolicy }]),
      ),
      errorResponses: appErrors(fallback),
    });
    deployPage(this, fallback, made.distribution);
    this.distribution = made.distribution;
    this.domainName = made.domainName;
    this.accessLogsBucket = made.accessLogsBucket;
  }

  private prepareFallback(chosen: Settings): AppFallbackProps {
    const vpcOrigin = cloudfront.VpcOrigin.fromVpcOriginId(this, 'Origin', chosen.origin.vpcOriginId);
    return {
      ...chosen,
      assetsBucket: this.assetsBucket,
      assetsAccess: new cloudfront.S3OriginAccessControl(this, 'AssetsAccess', {
        originAccessControlName: globalName(this),
      }),
      appOrigin: (options, readTimeout) =>
        origins.VpcOrigin.withVpcOrigin(vpcOrigin, {
          domainName: chosen.origin.domainName,
          keepaliveTimeout: chosen.originKeepAlive,
          readTimeout,
          ...options,
        }),
    };
  }

  private appBehavior(fallback: AppFallbackProps): cloudfront.BehaviorOptions {
    return {
      // Fixed ids for origins: generated ones count, and would change when one comes in between.
      origin: fallback.appOrigin({ originId: 'app' }, fallback.originReadTimeout),
      allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: fallback.caching.policy,
      originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_AND_CLOUDFRONT_2022,
      compress: true,
    };
  }

  private assetsBehavior(originAccessControl: cloudfront.S3OriginAccessControl): cloudfront.BehaviorOptions {
    return {
      origin: origins.S3BucketOrigin.withOriginAccessControl(this.assetsBucket, {
        originId: 'assets',
        originAccessControl,
      }),
      allowedMethods: cloudfront.AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED,
      compress: true,
    };
  }
}
