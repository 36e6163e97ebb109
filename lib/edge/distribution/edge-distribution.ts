import { Duration, Validations } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as targets from 'aws-cdk-lib/aws-route53-targets';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { AccessLogs, accessLogsBucket, defaultAccessLogs } from './access-logs';
import { EdgeHostProps } from './edge-props';

/** `EdgeHostProps` with every default in place. */
export interface EdgeSettings extends EdgeHostProps {
  readonly accessLogs: AccessLogs;
  readonly priceClass: cloudfront.PriceClass;
  readonly additionalMetrics: boolean;
}

export function edgeSettingsOf(props: EdgeHostProps, region: string): EdgeSettings {
  return {
    domain: props.domain,
    webAclArn: props.webAclArn,
    accessLogs: props.accessLogs ?? defaultAccessLogs(region),
    geoRestriction: props.geoRestriction,
    priceClass: props.priceClass ?? cloudfront.PriceClass.PRICE_CLASS_ALL,
    additionalMetrics: props.additionalMetrics ?? false,
  };
}

/** What differs between distributions. */
export interface EdgeDistributionProps {
  readonly settings: EdgeSettings;
  readonly comment: string;
  readonly defaultBehavior: cloudfront.BehaviorOptions;
  readonly additionalBehaviors?: Record<string, cloudfront.BehaviorOptions>;
  readonly errorResponses?: cloudfront.ErrorResponse[];
  readonly defaultRootObject?: string;
}

/** A distribution, where its logs go, and the host that users are sent to. */
export interface EdgeDistribution {
  readonly distribution: cloudfront.Distribution;
  readonly domainName: string;
  readonly accessLogsBucket?: s3.IBucket;
}

/** Makes a distribution with its logs' bucket and records in the construct that it belongs to. */
export function edgeDistribution(scope: Construct, props: EdgeDistributionProps): EdgeDistribution {
  const { settings } = props;
  const { domain, accessLogs } = settings;
  const logs = accessLogs.retention ? accessLogsBucket(scope, accessLogs.retention) : accessLogs.bucket;
  const distribution = new cloudfront.Distribution(scope, 'Distribution', {
    comment: props.comment,
    defaultBehavior: props.defaultBehavior,
    additionalBehaviors: props.additionalBehaviors,
    errorResponses: props.errorResponses,
    defaultRootObject: props.defaultRootObject,
    ...(domain && {
      domainNames: domain.names,
      certificate: domain.certificate,
      minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
    }),
    httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
    enableIpv6: true,
    webAclId: settings.webAclArn,
    geoRestriction: settings.geoRestriction,
    priceClass: settings.priceClass,
    publishAdditionalMetrics: settings.additionalMetrics,
    logBucket: logs,
    logFilePrefix: accessLogs.prefix,
  });
  if (domain?.hostedZone) aliasRecords(scope, domain.names, domain.hostedZone, distribution);
  acknowledge(distribution, settings);
  return {
    distribution,
    domainName: domain?.names[0] ?? distribution.distributionDomainName,
    accessLogsBucket: logs,
  };
}

/** An A and an AAAA alias record for each name. */
export function aliasRecords(
  scope: Construct,
  names: string[],
  zone: route53.IHostedZone,
  distribution: cloudfront.IDistribution,
): void {
  const target = route53.RecordTarget.fromAlias(new targets.CloudFrontTarget(distribution));
  for (const name of names) {
    const record = { zone, recordName: name, target };
    new route53.ARecord(scope, `Ipv4-${name}`, record);
    new route53.AaaaRecord(scope, `Ipv6-${name}`, record);
  }
}

/**
 * The status codes of origins that CloudFront keeps for ten seconds, even where a cache policy says to keep nothing
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html).
 */
const KEPT_ERRORS = [404, 414, 500, 501, 502, 503, 504];

/**
 * Errors are not kept either: with CloudFront's default, a thing that was asked for a moment too early stays a 404 for
 * ten seconds after it is there.
 *
 * @param except status codes that something else decides about
 */
export function forgetErrors(except: readonly number[] = []): cloudfront.ErrorResponse[] {
  return KEPT_ERRORS.filter((code) => !except.includes(code)).map((httpStatus) => ({
    httpStatus,
    ttl: Duration.seconds(0),
  }));
}

function acknowledge(distribution: cloudfront.Distribution, settings: EdgeSettings): void {
  const say = (id: string, reason: string) => Validations.of(distribution).acknowledge({ id, reason });
  if (!settings.geoRestriction)
    say('AwsSolutions-CFR1', 'All countries are served; `geoRestriction` limits them, in place.');
  if (!settings.webAclArn)
    say(
      'AwsSolutions-CFR2',
      'No web ACL yet: its monthly fee is for apps that are attacked at a rate that hurts. `webAclArn` attaches one, in place.',
    );
  if (settings.accessLogs.offReason) say('AwsSolutions-CFR3', settings.accessLogs.offReason);
  if (!settings.domain)
    say(
      'AwsSolutions-CFR4',
      'Without a domain CloudFront uses its own certificate, whose policy (TLSv1) nobody can set; a domain brings TLS 1.2 as the minimum, in place.',
    );
}
