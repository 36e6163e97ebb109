import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { checkProps } from '../../internal/checks/check';
import { checkTypes } from '../../internal/checks/types';
import { isInZone } from '../distribution/edge-checks';
import { aliasRecords, edgeDistribution, edgeSettingsOf } from '../distribution/edge-distribution';
import { viewerRequestFunction } from '../distribution/edge-function';
import { globalName } from '../front-door/security-headers';
import { DOMAIN_REDIRECT_CHECKS } from './domain-redirect-checks';
import { DomainRedirectProps } from './domain-redirect-props';
import { redirectCode } from './redirect-function';
import { RedirectKind } from './redirect-kind';

const YEAR = 31_536_000;

/**
 * Alternate domains that lead to the main one: any number of names, one distribution, path and query kept.
 *
 * The pattern of old is a public S3 website that redirects. Such an endpoint speaks plain HTTP and must be public, so here
 * a CloudFront function answers instead, at the edge, and the bucket behind it is private and empty: nothing gets past
 * the function. HTTP is redirected to HTTPS on the same name first, as HSTS wants it, and from there to the main name.
 *
 * **Cost**: 0.10 $ per million redirects for the function, and requests as with any distribution: 0.010 to 0.012 $ per
 * 10,000 in North America and Europe; the first 2 million calls and 10 million requests a month are free
 * (https://aws.amazon.com/cloudfront/pricing/). The empty bucket costs nothing.
 *
 * **One-way doors**: none here; names, target and kind change in place. But browsers remember a permanent redirect for a
 * day, or for as long as `kind` says, and search engines longer: begin with `RedirectKind.temporary()` where you are not
 * sure. A name can point at one distribution only, in all of AWS, so take it from the other one first.
 *
 * @example
 * declare const certificate: acm.ICertificate;
 * declare const zones: route53.IHostedZone[];
 * new DomainRedirect(this, 'Redirect', {
 *   names: ['example.com', 'example.fr', 'www.example.fr'],
 *   to: 'www.example.com',
 *   certificate,
 *   hostedZones: zones,
 * });
 */
export class DomainRedirect extends Construct {
  /** The distribution. */
  public readonly distribution: cloudfront.Distribution;
  /** The function that answers. */
  public readonly redirectFunction: cloudfront.Function;
  /** The bucket that access logs go to, where there are any. */
  public readonly accessLogsBucket?: s3.IBucket;

  constructor(scope: Construct, id: string, props: DomainRedirectProps) {
    super(scope, id);
    checkTypes(this, 'DomainRedirect', props);
    const region = Stack.of(this).region;
    checkProps(this, 'DomainRedirect', { ...props, region }, DOMAIN_REDIRECT_CHECKS);
    const kind = props.kind ?? RedirectKind.permanent();

    this.redirectFunction = viewerRequestFunction(
      this,
      'Function',
      'Redirects to the main domain',
      redirectCode({
        host: props.to,
        status: kind.status,
        statusForOthers: kind.statusForOthers,
        rememberSeconds: kind.remember.toSeconds(),
        httpsSeconds: YEAR,
      }),
    );
    const made = edgeDistribution(this, {
      settings: edgeSettingsOf({ ...props, domain: { names: props.names, certificate: props.certificate } }, region),
      comment: 'Alternate domains that lead to the main one',
      defaultBehavior: {
        origin: this.emptyOrigin(),
        allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
        compress: false,
        functionAssociations: [
          { eventType: cloudfront.FunctionEventType.VIEWER_REQUEST, function: this.redirectFunction },
        ],
      },
    });
    this.distribution = made.distribution;
    this.accessLogsBucket = made.accessLogsBucket;
    this.makeRecords(props);
  }

  /** CloudFront wants an origin. This one has nothing to give, should a request ever come so far. */
  private emptyOrigin(): cloudfront.IOrigin {
    const bucket = new s3.Bucket(this, 'Empty', {
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      // Nothing is lost with it: S3 deletes a bucket only while it is empty.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Nothing is in this bucket, nor read from it.',
    });
    return origins.S3BucketOrigin.withOriginAccessControl(bucket, {
      originId: 'empty',
      originAccessControl: new cloudfront.S3OriginAccessControl(this, 'EmptyAccess', {
        originAccessControlName: globalName(this),
      }),
    });
  }

  private makeRecords(props: DomainRedirectProps): void {
    // A name may be in a zone and in the zone above it: the nearest one answers for it.
    const zones = [...(props.hostedZones ?? [])].sort((a, b) => b.zoneName.length - a.zoneName.length);
    for (const name of props.names) {
      const zone = zones.find((candidate) => isInZone(name, candidate.zoneName));
      if (zone) aliasRecords(this, [name], zone, this.distribution);
    }
  }
}
