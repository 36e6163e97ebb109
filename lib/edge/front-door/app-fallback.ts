import { Duration } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { forgetErrors } from '../distribution/edge-distribution';
import { viewerRequestFunction } from '../distribution/edge-function';
import { PageDeployment } from '../static-site/site-deployment';
import { AppCaching } from './app-caching';
import { Fallback } from './fallback';
import { globalName } from './security-headers';

/** Statuses of the app for which a copy is shown. */
const FAILED = [500, 502, 503, 504];

/** What a front door knows when it makes its fallback. */
export interface AppFallbackProps {
  readonly fallback: Fallback;
  readonly caching: AppCaching;
  readonly assetsPath: string;
  readonly assetsBucket: s3.Bucket;
  readonly assetsAccess: cloudfront.S3OriginAccessControl;
  readonly originReadTimeout: Duration;
  /** Another origin for the app, under an id of its own. */
  appOrigin(options: cloudfront.OriginOptions, readTimeout: Duration): cloudfront.IOrigin;
}

/** What CloudFront does with errors: the page for those that it is for, and no memory of the others without a cache. */
export function appErrors(props: AppFallbackProps): cloudfront.ErrorResponse[] | undefined {
  const page = props.fallback._page;
  const statuses = page ? (page.statuses ?? [502, 503, 504]) : [];
  const shown = statuses.map((httpStatus) => ({
    httpStatus,
    responseHttpStatus: httpStatus,
    responsePagePath: pagePath(props.assetsPath),
    ttl: page?.askAgainAfter ?? Duration.seconds(5),
  }));
  const all = [...shown, ...(props.caching.keeps ? [] : forgetErrors(statuses))];
  return all.length > 0 ? all : undefined;
}

/** The paths that a copy stands in for. */
export function copyBehaviors(scope: Construct, props: AppFallbackProps): Record<string, cloudfront.BehaviorOptions> {
  const paths = props.fallback._copies;
  if (paths.length === 0) return {};
  const behavior: cloudfront.BehaviorOptions = {
    origin: new origins.OriginGroup({
      primaryOrigin: impatientApp(props),
      fallbackOrigin: origins.S3BucketOrigin.withOriginAccessControl(props.assetsBucket, {
        originId: 'copies',
        originPath: copiesPath(props.assetsPath),
        originAccessControl: props.assetsAccess,
      }),
      fallbackStatusCodes: FAILED,
    }),
    allowedMethods: cloudfront.AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
    viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    cachePolicy: props.caching.keeps ? cachingWithoutHost(scope) : props.caching.policy,
    originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    compress: true,
    functionAssociations: [
      {
        eventType: cloudfront.FunctionEventType.VIEWER_REQUEST,
        function: viewerRequestFunction(scope, 'ForwardedHost', 'Tells the app its host', FORWARDED_HOST),
      },
    ],
  };
  return Object.fromEntries(paths.map((path) => [path, behavior]));
}

/** Uploads what is given of page and copies before the distribution shows it: without, users would get a 403 of S3. */
export function deployPage(scope: Construct, props: AppFallbackProps, distribution: cloudfront.Distribution): void {
  const html = props.fallback._page?.html;
  const copies = Object.entries(props.fallback._copiesHtml);
  const pages = [
    ...(html === undefined ? [] : [{ key: pagePath(props.assetsPath).slice(1), html }]),
    ...copies.map(([path, copy]) => ({ key: `${copiesPath(props.assetsPath)}${path}`.slice(1), html: copy })),
  ];
  if (pages.length === 0) return;
  const page = new PageDeployment(scope, 'FallbackPage', { bucket: props.assetsBucket, pages });
  (distribution.node.defaultChild as cloudfront.CfnDistribution).addResourceDependency(page.upload);
}

function copiesPath(assetsPath: string): string {
  return `${assetsPath}/fallback/copies`;
}

function pagePath(assetsPath: string): string {
  return `${assetsPath}/fallback/unavailable.html`;
}

/** By default CloudFront tries to connect for half a minute, and waits for an answer as long: too long where there is a copy. */
function impatientApp(props: AppFallbackProps): cloudfront.IOrigin {
  const readTimeout = Duration.seconds(Math.min(10, props.originReadTimeout.toSeconds()));
  return props.appOrigin(
    { originId: 'app-or-copy', connectionAttempts: 2, connectionTimeout: Duration.seconds(3) },
    readTimeout,
  );
}

/** As the managed policy that follows Cache-Control does, but without `Host` in the key, which would go to S3 too. */
function cachingWithoutHost(scope: Construct): cloudfront.CachePolicy {
  return new cloudfront.CachePolicy(scope, 'CopiesCaching', {
    cachePolicyName: globalName(scope),
    comment: 'Follows Cache-Control',
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.seconds(0),
    maxTtl: Duration.days(365),
    cookieBehavior: cloudfront.CacheCookieBehavior.all(),
    queryStringBehavior: cloudfront.CacheQueryStringBehavior.all(),
    headerBehavior: cloudfront.CacheHeaderBehavior.none(),
    enableAcceptEncodingGzip: true,
    enableAcceptEncodingBrotli: true,
  });
}

/** The viewer-request function of paths with a copy, JavaScript runtime 2.0. */
export const FORWARDED_HOST = `function handler(event) {
  var request = event.request;
  request.headers['x-forwarded-host'] = { value: request.headers.host.value };
  return request;
}
`;
