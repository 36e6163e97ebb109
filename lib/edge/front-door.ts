import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as targets from 'aws-cdk-lib/aws-route53-targets';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { validateProps } from '../internal/validation';
import { AccessLogs, accessLogsBucket, defaultAccessLogs } from './access-logs';
import { AppCaching } from './app-caching';
import { IPrivateOrigin } from './private-origin';
import { FRONT_DOOR_RULES } from './rules';
import { globalName, SecurityHeadersOptions, securityHeadersPolicy } from './security-headers';

/** The host names under which users know the app. */
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

/** Properties of a `FrontDoor`. */
export interface FrontDoorProps {
  /** The app's load balancer. */
  readonly origin: IPrivateOrigin;
  /**
   * Where on the host the assets are: this path and all below it come from the assets' bucket, where the names of
   * objects begin with it. A browser asks for `/assets/app.3f9c.js` and gets the object `assets/app.3f9c.js`.
   *
   * @default '/assets'
   */
  readonly assetsPath?: string;
  /**
   * Host names of your own. They can be added, and taken away, later.
   *
   * @default - only the name that CloudFront gives, which works from the first day on
   */
  readonly domain?: FrontDoorDomain;
  /**
   * The ARN of a WAFv2 web ACL with scope CLOUDFRONT (us-east-1). It is attached, changed and detached in place.
   *
   * @default - no web ACL
   */
  readonly webAclArn?: string;
  /**
   * Whether CloudFront keeps the app's answers.
   *
   * @default AppCaching.off()
   */
  readonly caching?: AppCaching;
  /**
   * Where access logs go.
   *
   * @default - AccessLogs.standard(); in an opt-in Region, where CloudFront delivers no logs, AccessLogs.off()
   */
  readonly accessLogs?: AccessLogs;
  /**
   * What browsers are told with each answer, of the app and of the assets.
   *
   * @default - HTTPS for a year, no guessing of content types, frames of the same origin, a careful referrer
   */
  readonly securityHeaders?: SecurityHeadersOptions;
  /**
   * The countries that are served.
   *
   * @default - all
   */
  readonly geoRestriction?: cloudfront.GeoRestriction;
  /**
   * Which of CloudFront's locations serve the app. Fewer cost less a GB and are farther from some users.
   *
   * @default PriceClass.PRICE_CLASS_ALL
   */
  readonly priceClass?: cloudfront.PriceClass;
  /**
   * How long CloudFront waits for the app's answer, and between two packets of it: 1 to 120 seconds.
   *
   * @default Duration.seconds(30)
   */
  readonly originReadTimeout?: Duration;
  /**
   * How long CloudFront keeps an idle connection to the load balancer, 1 to 300 seconds. It must be shorter than the
   * load balancer's own idle timeout, or a request now and then meets a closed connection and fails.
   *
   * @default - 55 seconds, for the load balancer's default of 60
   */
  readonly originKeepAlive?: Duration;
  /**
   * Whether CloudFront publishes eight more metrics (origin latency, cache hit rate, error rates by status code), for
   * at most 2.40 $ a month.
   *
   * @default false
   */
  readonly additionalMetrics?: boolean;
}

/** Props with every default in place. */
interface Settings extends FrontDoorProps {
  readonly assetsPath: string;
  readonly caching: AppCaching;
  readonly accessLogs: AccessLogs;
  readonly securityHeaders: SecurityHeadersOptions;
  readonly priceClass: cloudfront.PriceClass;
  readonly originReadTimeout: Duration;
  readonly originKeepAlive: Duration;
  readonly additionalMetrics: boolean;
}

function settings(props: FrontDoorProps, region: string): Settings {
  return {
    origin: props.origin,
    assetsPath: props.assetsPath ?? '/assets',
    domain: props.domain,
    webAclArn: props.webAclArn,
    caching: props.caching ?? AppCaching.off(),
    accessLogs: props.accessLogs ?? defaultAccessLogs(region),
    securityHeaders: props.securityHeaders ?? {},
    geoRestriction: props.geoRestriction,
    priceClass: props.priceClass ?? cloudfront.PriceClass.PRICE_CLASS_ALL,
    originReadTimeout: props.originReadTimeout ?? Duration.seconds(30),
    originKeepAlive: props.originKeepAlive ?? Duration.seconds(55),
    additionalMetrics: props.additionalMetrics ?? false,
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
 * **Cost**: nothing for the first 1 TB and 10 million requests a month; then 0.085 $ a GB and 0.010 to
 * 0.012 $ per 10,000 requests in North America and Europe (https://aws.amazon.com/cloudfront/pricing/). The bucket's storage is 0.023 $ a
 * GB and month.
 *
 * **One-way doors**: the distribution's host name, `d….cloudfront.net`, lives as long as the construct stays at its path;
 * nothing that can be set here replaces it. The assets' bucket is kept when the stack goes, as is the logs' bucket.
 * Domain, web ACL, logs, caching, headers, countries and price class all change in place. A domain name can point at one
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
    validateProps(this, 'FrontDoor', { ...props, region: Stack.of(this).region }, FRONT_DOOR_RULES);
    const chosen = settings(props, Stack.of(this).region);

    this.assetsPath = chosen.assetsPath;
    this.assetsBucket = this.makeAssetsBucket();
    this.accessLogsBucket = chosen.accessLogs.retention
      ? accessLogsBucket(this, chosen.accessLogs.retention)
      : chosen.accessLogs.bucket;
    this.distribution = this.makeDistribution(chosen);
    this.domainName = chosen.domain?.names[0] ?? this.distribution.distributionDomainName;
    this.makeRecords(chosen.domain);
    this.acknowledge(chosen);
  }

  private makeAssetsBucket(): s3.Bucket {
    const bucket = new s3.Bucket(this, 'Assets', {
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Only the distribution reads this bucket, and its access logs have every request.',
    });
    return bucket;
  }

  private makeDistribution(chosen: Settings): cloudfront.Distribution {
    const responseHeadersPolicy = securityHeadersPolicy(this, chosen.securityHeaders);
    const domain = chosen.domain;
    return new cloudfront.Distribution(this, 'Distribution', {
      comment: 'The public host of the app',
      defaultBehavior: { ...this.appBehavior(chosen), responseHeadersPolicy },
      additionalBehaviors: {
        [`${chosen.assetsPath}/*`]: { ...this.assetsBehavior(), responseHeadersPolicy },
      },
      ...(domain && {
        domainNames: domain.names,
        certificate: domain.certificate,
        minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      enableIpv6: true,
      webAclId: chosen.webAclArn,
      geoRestriction: chosen.geoRestriction,
      priceClass: chosen.priceClass,
      publishAdditionalMetrics: chosen.additionalMetrics,
      logBucket: this.accessLogsBucket,
      logFilePrefix: chosen.accessLogs.prefix,
    });
  }

  private appBehavior(chosen: Settings): cloudfront.BehaviorOptions {
    const vpcOrigin = cloudfront.VpcOrigin.fromVpcOriginId(this, 'Origin', chosen.origin.vpcOriginId);
    return {
      // Fixed ids for origins: generated ones count, and would change when a fallback is put in between.
      origin: origins.VpcOrigin.withVpcOrigin(vpcOrigin, {
        originId: 'app',
        domainName: chosen.origin.domainName,
        readTimeout: chosen.originReadTimeout,
        keepaliveTimeout: chosen.originKeepAlive,
      }),
      allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: chosen.caching.policy,
      originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_AND_CLOUDFRONT_2022,
      compress: true,
    };
  }

  private assetsBehavior(): cloudfront.BehaviorOptions {
    const originAccessControl = new cloudfront.S3OriginAccessControl(this, 'AssetsAccess', {
      originAccessControlName: globalName(this),
    });
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

  private makeRecords(domain?: FrontDoorDomain): void {
    if (!domain?.hostedZone) return;
    const target = route53.RecordTarget.fromAlias(new targets.CloudFrontTarget(this.distribution));
    for (const name of domain.names) {
      const record = { zone: domain.hostedZone, recordName: name, target };
      new route53.ARecord(this, `Ipv4-${name}`, record);
      new route53.AaaaRecord(this, `Ipv6-${name}`, record);
    }
  }

  private acknowledge(chosen: Settings): void {
    const acknowledge = (id: string, reason: string) => Validations.of(this.distribution).acknowledge({ id, reason });
    if (!chosen.geoRestriction)
      acknowledge('AwsSolutions-CFR1', 'The app serves all countries; `geoRestriction` limits them, in place.');
    if (!chosen.webAclArn)
      acknowledge(
        'AwsSolutions-CFR2',
        'No web ACL yet: its monthly fee is for apps that are attacked at a rate that hurts. `webAclArn` attaches one, in place.',
      );
    if (chosen.accessLogs.offReason) acknowledge('AwsSolutions-CFR3', chosen.accessLogs.offReason);
    if (!chosen.domain)
      acknowledge(
        'AwsSolutions-CFR4',
        'Without a domain CloudFront uses its own certificate, whose policy (TLSv1) nobody can set; `domain` brings TLS 1.2 as the minimum, in place.',
      );
  }
}
