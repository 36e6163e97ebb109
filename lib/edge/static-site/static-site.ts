import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { checkProps } from '../../internal/checks/check';
import { checkTypes } from '../../internal/checks/types';
import { edgeDistribution, edgeSettingsOf } from '../distribution/edge-distribution';
import { viewerRequestFunction } from '../distribution/edge-function';
import { globalName, securityHeadersPolicy } from '../front-door/security-headers';
import { filesBucket } from './files-bucket';
import { SiteContent } from './site-content';
import { SiteDeployment } from './site-deployment';
import { SiteRouting } from './site-routing';
import { STATIC_SITE_CHECKS } from './static-site-checks';
import { StaticSiteProps } from './static-site-props';

/**
 * A site of files in S3 behind CloudFront: a single-page app, or what a generator wrote.
 *
 * The bucket is private; only the distribution reads it (origin access control). Viewers get HTTP/2, HTTP/3 and IPv6, are
 * redirected to HTTPS, and with a `domain` need TLS 1.2 at least. Files are compressed, and kept for as long as their
 * `Cache-Control` says, or a day where they have none.
 *
 * **Cost**: the storage, 0.023 $ a GB and month; nothing for the first 1 TB and 10 million requests a month, then
 * 0.085 $ a GB and 0.010 to 0.012 $ per 10,000 requests in North America and Europe; the routing function 0.10 $ per
 * million requests after the first 2 million (https://aws.amazon.com/cloudfront/pricing/). Invalidations are free for
 * the first 1,000 paths a month, and a deployment of a folder is one.
 *
 * **One-way doors**: the distribution's host name, `d….cloudfront.net`, lives as long as the construct stays at its path;
 * nothing that can be set here replaces it. The bucket is kept when the stack goes, as is the logs' bucket. Content,
 * routing, domain and all else change in place.
 *
 * @example
 * new StaticSite(this, 'Site', { content: SiteContent.pipeline(), notFoundPage: '/404.html' });
 */
export class StaticSite extends Construct {
  /** The distribution. */
  public readonly distribution: cloudfront.Distribution;
  /** The host that users are sent to: the first domain name, or the one that CloudFront gives. */
  public readonly domainName: string;
  /** The bucket of the files. */
  public readonly bucket: s3.Bucket;
  /** The bucket that access logs go to, where there are any. */
  public readonly accessLogsBucket?: s3.IBucket;

  constructor(scope: Construct, id: string, props: StaticSiteProps = {}) {
    super(scope, id);
    checkTypes(this, 'StaticSite', props);
    const region = Stack.of(this).region;
    checkProps(this, 'StaticSite', { ...props, region }, STATIC_SITE_CHECKS);
    const content = props.content ?? SiteContent.pipeline();

    this.bucket = filesBucket(this, 'Files');
    const made = edgeDistribution(this, {
      settings: edgeSettingsOf(props, region),
      comment: 'A site of files',
      defaultRootObject: 'index.html',
      defaultBehavior: this.behavior(props),
      errorResponses: props.notFoundPage === undefined ? undefined : notFound(props.notFoundPage),
    });
    this.distribution = made.distribution;
    this.domainName = made.domainName;
    this.accessLogsBucket = made.accessLogsBucket;
    if (content.path !== undefined)
      new SiteDeployment(this, 'Deployment', {
        bucket: this.bucket,
        distribution: this.distribution,
        folder: content.path,
        hashed: content.hashed,
      });
  }

  private behavior(props: StaticSiteProps): cloudfront.BehaviorOptions {
    const code = (props.routing ?? SiteRouting.singlePage())._code;
    const routing =
      code === undefined ? undefined : viewerRequestFunction(this, 'Routing', 'Finds the file of a path', code);
    return {
      origin: origins.S3BucketOrigin.withOriginAccessControl(this.bucket, {
        originId: 'files',
        originAccessControl: new cloudfront.S3OriginAccessControl(this, 'FilesAccess', {
          originAccessControlName: globalName(this),
        }),
      }),
      allowedMethods: cloudfront.AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED,
      compress: true,
      responseHeadersPolicy: securityHeadersPolicy(this, props.securityHeaders ?? {}),
      functionAssociations: routing && [{ eventType: cloudfront.FunctionEventType.VIEWER_REQUEST, function: routing }],
    };
  }
}

/** S3 says 403 of what is not there. A missing file may come with the next deployment, so it is not missing for long. */
function notFound(page: string): cloudfront.ErrorResponse[] {
  return [{ httpStatus: 403, responseHttpStatus: 404, responsePagePath: page, ttl: Duration.seconds(10) }];
}
