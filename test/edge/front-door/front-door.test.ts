import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AccessLogs } from '../../../lib/edge/distribution/access-logs';
import { AppCaching } from '../../../lib/edge/front-door/app-caching';
import { FrontDoorProps } from '../../../lib/edge/front-door/front-door-props';
import { CERTIFICATE, domain, edgeApp, HOME } from '../support';

let plain: Template | undefined;
/** The template of a front door; that of the plain one is made once. */
function template(props?: (edge: Stack) => Partial<FrontDoorProps>): Template {
  if (props) return Template.fromStack(edgeApp(props).edge);
  plain ??= Template.fromStack(edgeApp().edge);
  return plain;
}
const distribution = (props?: (edge: Stack) => Partial<FrontDoorProps>) =>
  Object.values(template(props).findResources('AWS::CloudFront::Distribution'))[0].Properties.DistributionConfig;

describe('by default', () => {
  test('every request reaches the app as the viewer sent it, uncached', () => {
    expect(distribution().DefaultCacheBehavior).toMatchObject({
      AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
      // Managed-CachingDisabled and Managed-AllViewerAndCloudFrontHeaders-2022-06
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      OriginRequestPolicyId: '33f36d7e-f396-46d9-90e0-52428a34d9dc',
      TargetOriginId: 'app',
      ViewerProtocolPolicy: 'redirect-to-https',
    });
  });

  test('errors are not kept either, unless the app decides what is', () => {
    const codes = [404, 414, 500, 501, 502, 503, 504];
    expect(distribution().CustomErrorResponses).toEqual(
      codes.map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 0 })),
    );
    expect(distribution(() => ({ caching: AppCaching.byOrigin() })).CustomErrorResponses).toBeUndefined();
  });

  test('the app is a VPC origin of another stack, by weak references', () => {
    const { app, edge } = edgeApp();
    const [origin] = Object.values(Template.fromStack(edge).findResources('AWS::CloudFront::Distribution'))[0]
      .Properties.DistributionConfig.Origins;
    expect(origin).toMatchObject({
      Id: 'app',
      DomainName: { 'Fn::GetStackOutput': { StackName: 'acme-web', Region: 'eu-west-1' } },
      VpcOriginConfig: {
        VpcOriginId: { 'Fn::GetStackOutput': { StackName: 'acme-web', Region: 'eu-west-1' } },
        OriginReadTimeout: 30,
        OriginKeepaliveTimeout: 55,
      },
    });
    const outputs = app.synth().getStackByName('acme-web').template.Outputs as Record<string, object>;
    expect(Object.values(outputs).some((output) => 'Export' in output)).toBe(false);
  });

  test('assets come from a private bucket under a path of the same host, cached and compressed', () => {
    expect(distribution().CacheBehaviors).toEqual([
      expect.objectContaining({
        PathPattern: '/assets/*',
        TargetOriginId: 'assets',
        CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6', // Managed-CachingOptimized
        Compress: true,
        AllowedMethods: ['GET', 'HEAD', 'OPTIONS'],
        ViewerProtocolPolicy: 'redirect-to-https',
        ResponseHeadersPolicyId: { Ref: expect.stringContaining('SecurityHeaders') },
      }),
    ]);
    template().hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      },
    });
  });

  test('only this distribution reads the assets', () => {
    const resources = template();
    const [id] = Object.keys(resources.findResources('AWS::CloudFront::Distribution'));
    resources.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({
            Effect: 'Allow',
            Action: 's3:GetObject',
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Condition: {
              StringEquals: {
                'AWS:SourceArn': Match.objectLike({
                  'Fn::Join': ['', Match.arrayWith([':distribution/', { Ref: id }])],
                }),
              },
            },
          }),
        ],
      },
    });
  });

  test('browsers get security headers; the app may override those of its pages', () => {
    template().hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: {
        Name: Match.stringLikeRegexp('-eu-west-1$'),
        SecurityHeadersConfig: {
          StrictTransportSecurity: { AccessControlMaxAgeSec: 31536000, IncludeSubdomains: false, Override: true },
          ContentTypeOptions: { Override: true },
          FrameOptions: { FrameOption: 'SAMEORIGIN', Override: false },
          ReferrerPolicy: { ReferrerPolicy: 'strict-origin-when-cross-origin', Override: false },
          ContentSecurityPolicy: Match.absent(),
        },
      },
    });
  });

  test('HTTP/3, IPv6, all locations, no domain, no web ACL', () => {
    const config = distribution();
    expect(config).toMatchObject({ HttpVersion: 'http2and3', IPV6Enabled: true, PriceClass: 'PriceClass_All' });
    expect(Object.keys(config)).not.toEqual(expect.arrayContaining(['Aliases']));
    expect(config.WebACLId).toBeUndefined();
    expect(config.ViewerCertificate).toBeUndefined();
    expect(config.Restrictions).toBeUndefined();
  });

  test('access logs go to a bucket of their own, which CloudFront may write to by ACL, for 90 days', () => {
    const resources = template();
    const [logs] = Object.entries(resources.findResources('AWS::S3::Bucket')).filter(([id]) =>
      id.includes('AccessLogs'),
    );
    expect(distribution().Logging).toEqual({ Bucket: { 'Fn::GetAtt': [logs[0], 'RegionalDomainName'] } });
    expect(logs[1]).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: {
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
        LifecycleConfiguration: { Rules: [expect.objectContaining({ ExpirationInDays: 90 })] },
      },
    });
  });

  test('the host is the one that CloudFront gives', () => {
    const { edge, door } = edgeApp();
    expect(edge.resolve(door.domainName)).toEqual({ 'Fn::GetAtt': [expect.any(String), 'DomainName'] });
    expect(door.assetsPath).toBe('/assets');
    expect(door.accessLogsBucket).toBeDefined();
  });
});

describe('with more', () => {
  test('a domain brings TLS 1.2, aliases, and A and AAAA records in the zone', () => {
    const resources = template((edge) => ({ domain: domain(edge) }));
    resources.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Aliases: ['www.example.com', 'example.com'],
        ViewerCertificate: {
          AcmCertificateArn: CERTIFICATE,
          MinimumProtocolVersion: 'TLSv1.2_2021',
          SslSupportMethod: 'sni-only',
        },
      },
    });
    for (const Type of ['A', 'AAAA'])
      for (const Name of ['www.example.com.', 'example.com.'])
        resources.hasResourceProperties('AWS::Route53::RecordSet', {
          Name,
          Type,
          HostedZoneId: 'Z0123456789ABCDEFGHIJ',
          AliasTarget: { DNSName: { 'Fn::GetAtt': [Match.anyValue(), 'DomainName'] } },
        });
    resources.resourceCountIs('AWS::Route53::RecordSet', 4);
    expect(edgeApp((edge) => ({ domain: domain(edge) })).door.domainName).toBe('www.example.com');
  });

  test('a domain without a zone makes no records', () => {
    template((edge) => ({ domain: { ...domain(edge), hostedZone: undefined } })).resourceCountIs(
      'AWS::Route53::RecordSet',
      0,
    );
  });

  test('certificate and web ACL may come from a us-east-1 stack of the app', () => {
    const { edge } = edgeApp((_, app) => {
      const global = new Stack(app, 'acme-edge-global', { env: { ...HOME, region: 'us-east-1' } });
      const certificate = new acm.Certificate(global, 'Certificate', { domainName: 'www.example.com' });
      return { domain: { names: ['www.example.com'], certificate } };
    });
    expect(
      Object.values(Template.fromStack(edge).findResources('AWS::CloudFront::Distribution'))[0].Properties
        .DistributionConfig.ViewerCertificate.AcmCertificateArn,
    ).toEqual({
      'Fn::GetStackOutput': expect.objectContaining({ StackName: 'acme-edge-global', Region: 'us-east-1' }),
    });
  });

  test('caching by the origin keeps what Cache-Control says', () => {
    expect(distribution(() => ({ caching: AppCaching.byOrigin() })).DefaultCacheBehavior.CachePolicyId).toBe(
      '4cc15a8a-d715-48a4-82b8-cc0b614638fe', // Managed-UseOriginCacheControlHeaders-QueryStrings
    );
  });

  test('logs in a bucket of somebody else, with a prefix', () => {
    const config = distribution((edge) => ({
      accessLogs: AccessLogs.inBucket(s3.Bucket.fromBucketName(edge, 'Logs', 'acme-logs'), 'front-door/'),
    }));
    expect(config.Logging.Prefix).toBe('front-door/');
    expect(JSON.stringify(config.Logging.Bucket)).toContain('acme-logs.s3.eu-west-1.');
  });

  test('another path for assets, countries, price class, timeout, metrics and content security policy', () => {
    const props = () => ({
      assetsPath: '/static/build',
      geoRestriction: cloudfront.GeoRestriction.allowlist('FR', 'BE'),
      priceClass: cloudfront.PriceClass.PRICE_CLASS_100,
      originReadTimeout: Duration.seconds(60),
      additionalMetrics: true,
      securityHeaders: { contentSecurityPolicy: "default-src 'self'", httpsOnlyForSubdomains: true },
    });
    const config = distribution(props);
    expect(config.CacheBehaviors[0].PathPattern).toBe('/static/build/*');
    expect(config.Restrictions.GeoRestriction).toEqual({ RestrictionType: 'whitelist', Locations: ['FR', 'BE'] });
    expect(config.PriceClass).toBe('PriceClass_100');
    expect(config.Origins[0].VpcOriginConfig.OriginReadTimeout).toBe(60);
    const resources = template(props);
    resources.resourceCountIs('AWS::CloudFront::MonitoringSubscription', 1);
    resources.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: {
          ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'self'", Override: false },
          StrictTransportSecurity: { IncludeSubdomains: true },
        },
      },
    });
  });
});
