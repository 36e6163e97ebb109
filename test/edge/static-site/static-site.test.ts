import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SiteContent } from '../../../lib/edge/static-site/site-content';
import { SiteRouting } from '../../../lib/edge/static-site/site-routing';
import { StaticSite } from '../../../lib/edge/static-site/static-site';
import { StaticSiteProps } from '../../../lib/edge/static-site/static-site-props';
import { growthFaults, policyFindings } from '../../support/growth';
import { domain, HOME, quickApp, WEB_ACL } from '../support';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'site-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'assets/app.3f9c.js'), 'go()');
});
afterAll(() => rmSync(folder, { recursive: true }));

type Build = (stack: Stack) => StaticSiteProps;
function template(build: Build = () => ({})): Template {
  const stack = new Stack(quickApp(), 'acme-site', { env: HOME });
  new StaticSite(stack, 'Site', build(stack));
  return Template.fromStack(stack);
}
const config = (of: Template) =>
  Object.values(of.findResources('AWS::CloudFront::Distribution'))[0].Properties.DistributionConfig;

describe('what it makes', () => {
  let plain: Template;
  beforeAll(() => (plain = template()));

  test('a private bucket that only this distribution reads', () => {
    const [id] = Object.keys(plain.findResources('AWS::CloudFront::Distribution'));
    plain.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      Properties: { PublicAccessBlockConfiguration: { BlockPublicPolicy: true, RestrictPublicBuckets: true } },
    });
    plain.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Action: 's3:GetObject',
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Condition: {
              StringEquals: { 'AWS:SourceArn': { 'Fn::Join': ['', Match.arrayWith([{ Ref: id }])] } },
            },
          }),
        ]),
      },
    });
  });

  test('a cached, compressed distribution for reading by HTTPS, with security headers and a routing function', () => {
    expect(config(plain)).toMatchObject({
      DefaultRootObject: 'index.html',
      HttpVersion: 'http2and3',
      DefaultCacheBehavior: {
        AllowedMethods: ['GET', 'HEAD', 'OPTIONS'],
        CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6', // Managed-CachingOptimized
        Compress: true,
        ViewerProtocolPolicy: 'redirect-to-https',
        ResponseHeadersPolicyId: { Ref: expect.stringContaining('SecurityHeaders') },
        FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN: expect.anything() }],
      },
      Origins: [expect.objectContaining({ Id: 'files', OriginAccessControlId: expect.anything() })],
    });
    expect(config(plain).CustomErrorResponses).toBeUndefined();
  });

  test('no custom resource, unless a folder is uploaded', () => {
    plain.resourceCountIs('Custom::CDKBucketDeployment', 0);
    plain.resourceCountIs('AWS::Lambda::Function', 0);
  });

  test('a page for what is not there', () => {
    expect(config(template(() => ({ notFoundPage: '/404.html' }))).CustomErrorResponses).toEqual([
      { ErrorCode: 403, ResponseCode: 404, ResponsePagePath: '/404.html', ErrorCachingMinTTL: 10 },
    ]);
  });

  test('a domain with records', () => {
    const stack = new Stack(quickApp(), 'acme-site', { env: HOME });
    const site = new StaticSite(stack, 'Site', { domain: domain(stack, ['docs.example.com']) });
    expect(site.domainName).toBe('docs.example.com');
    expect(site.accessLogsBucket).toBeDefined();
    Template.fromStack(stack).resourceCountIs('AWS::Route53::RecordSet', 2);
  });

  test('files need no function', () => {
    const resources = template(() => ({ routing: SiteRouting.files() }));
    resources.resourceCountIs('AWS::CloudFront::Function', 0);
    expect(config(resources).DefaultCacheBehavior.FunctionAssociations).toBeUndefined();
  });
});

describe('a folder', () => {
  test('is uploaded with what others refer to first, and nothing is deleted', () => {
    const resources = template(() => ({ content: SiteContent.folder(folder) }));
    const deployments = resources.findResources('Custom::CDKBucketDeployment');
    const [[hashedId, hashed]] = Object.entries(deployments).filter(([id]) => id.includes('Hashed'));
    const [[, pages]] = Object.entries(deployments).filter(([id]) => id.includes('Pages'));
    expect(hashed.Properties).toMatchObject({
      Prune: false,
      Exclude: ['*'],
      Include: ['assets/*'],
      SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' },
    });
    expect(hashed.Properties.DistributionId).toBeUndefined();
    expect(pages.Properties).toMatchObject({
      Prune: false,
      Exclude: ['assets/*'],
      SystemMetadata: {
        'cache-control': 'public, max-age=0, s-maxage=86400, stale-while-revalidate=60, stale-if-error=86400',
      },
      DistributionId: { Ref: expect.stringContaining('Distribution') },
      DistributionPaths: ['/*'],
      WaitForDistributionInvalidation: false,
    });
    expect(pages.DependsOn).toEqual(expect.arrayContaining([hashedId]));
  });

  test('may have other files with a hash, or none', () => {
    const includes = (hashed: string[]) =>
      Object.values(
        template(() => ({ content: SiteContent.folder(folder, { hashed }) })).findResources(
          'Custom::CDKBucketDeployment',
        ),
      ).map((deployment) => deployment.Properties.Include);
    expect(includes(['_next/static/*', '*.woff2'])).toContainEqual(['_next/static/*', '*.woff2']);
    expect(includes([])).toEqual([undefined]);
  });
});

describe('routing', () => {
  function route(routing: SiteRouting, uri: string): string {
    const context = createContext({ event: { request: { method: 'GET', uri } } });
    return (runInContext(`${routing._code};handler(event)`, context) as { uri: string }).uri;
  }

  test.each([
    ['/', '/index.html'],
    ['/cars/7', '/index.html'],
    ['/cars/', '/index.html'],
    ['/v1.2/cars', '/index.html'],
    ['/index.html', '/index.html'],
    ['/assets/app.3f9c.js', '/assets/app.3f9c.js'],
    ['/favicon.ico', '/favicon.ico'],
    ['/.well-known/apple-app-site-association', '/.well-known/apple-app-site-association'],
  ])('of a single page: %s is %s', (uri, file) => {
    expect(route(SiteRouting.singlePage(), uri)).toBe(file);
  });

  test.each([
    ['/', '/index.html'],
    ['/docs', '/docs/index.html'],
    ['/docs/', '/docs/index.html'],
    ['/docs/v1.2/', '/docs/v1.2/index.html'],
    ['/docs/page.html', '/docs/page.html'],
    ['/.well-known/security', '/.well-known/security'],
  ])('of folders: %s is %s', (uri, file) => {
    expect(route(SiteRouting.folders(), uri)).toBe(file);
  });
});

describe('rules', () => {
  const refuse = (build: Build, message: string) =>
    expect(() => template(build)).toThrow(new Error(`StaticSite at 'acme-site/Site':\n  - ${message}`));

  test('a folder has an index', () => {
    const path = join(folder, 'assets');
    refuse(
      () => ({ content: SiteContent.folder(path) }),
      `content is "${path}": there is no index.html in this folder: build the site first, or give the folder that the build writes`,
    );
  });

  test.each(['404.html', '/', 'https://example.com/404.html'])('%j is no page', (notFoundPage) => {
    refuse(
      () => ({ notFoundPage }),
      `notFoundPage is "${notFoundPage}": give the path of a file of the site, such as "/404.html"`,
    );
  });

  test('the rules of every distribution hold', () => {
    refuse(
      (stack) => ({ domain: { ...domain(stack), names: [] } }),
      'domain.names is []: give the host names that users type, such as ["www.example.com"], or leave domain out',
    );
    refuse(
      () => ({ webAclArn: 'arn' }),
      'webAclArn is "arn": give the ARN of a WAFv2 web ACL with scope CLOUDFRONT, which is made in us-east-1: "arn:aws:wafv2:us-east-1:<account>:global/webacl/<name>/<id>"',
    );
  });
});

test('everything comes and changes in place', () => {
  const json = (build?: Build) => template(build).toJSON() as Record<string, never>;
  const more = json((stack) => ({
    content: SiteContent.folder(folder),
    routing: SiteRouting.folders(),
    notFoundPage: '/404.html',
    domain: domain(stack),
    webAclArn: WEB_ACL,
  }));
  expect(growthFaults(json(), more)).toEqual([]);
});

test('passes the policy checks', () => {
  expect(
    policyFindings((stack) => {
      new StaticSite(stack, 'Site');
      new StaticSite(stack, 'Folder', { content: SiteContent.folder(folder), notFoundPage: '/404.html' });
    }),
  ).toEqual([]);
});
