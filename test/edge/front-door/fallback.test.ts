import { createContext, runInContext } from 'node:vm';
import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AppCaching } from '../../../lib/edge/front-door/app-caching';
import { FORWARDED_HOST } from '../../../lib/edge/front-door/app-fallback';
import { Fallback } from '../../../lib/edge/front-door/fallback';
import { FrontDoorProps } from '../../../lib/edge/front-door/front-door-props';
import { testApp } from '../../support/app';
import { growthFaults } from '../../support/growth';
import { edgeApp, findings, HOME } from '../support';

type Build = (edge: Stack) => Partial<FrontDoorProps>;
const template = (build?: Build) => Template.fromStack(edgeApp(build).edge);
const config = (of: Template) =>
  Object.values(of.findResources('AWS::CloudFront::Distribution'))[0].Properties.DistributionConfig;

describe('a page', () => {
  test('is shown where the app does not answer, with the status as it is', () => {
    const page = '/assets/fallback/unavailable.html';
    expect(config(template(() => ({ fallback: Fallback.page() }))).CustomErrorResponses).toEqual([
      { ErrorCode: 502, ResponseCode: 502, ResponsePagePath: page, ErrorCachingMinTTL: 5 },
      { ErrorCode: 503, ResponseCode: 503, ResponsePagePath: page, ErrorCachingMinTTL: 5 },
      { ErrorCode: 504, ResponseCode: 504, ResponsePagePath: page, ErrorCachingMinTTL: 5 },
      ...[404, 414, 500, 501].map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 0 })),
    ]);
  });

  test('has its own statuses, its own place and its own time; with a cache, CloudFront decides of other errors', () => {
    const responses = config(
      template(() => ({
        fallback: Fallback.page({ statuses: [500, 503], askAgainAfter: Duration.seconds(30) }),
        caching: AppCaching.byOrigin(),
        assetsPath: '/static/build',
      })),
    ).CustomErrorResponses;
    const page = '/static/build/fallback/unavailable.html';
    expect(responses).toEqual([
      { ErrorCode: 500, ResponseCode: 500, ResponsePagePath: page, ErrorCachingMinTTL: 30 },
      { ErrorCode: 503, ResponseCode: 503, ResponsePagePath: page, ErrorCachingMinTTL: 30 },
    ]);
  });

  test('is found by the behavior of the assets, and nothing else changes', () => {
    const before = config(template());
    const after = config(template(() => ({ fallback: Fallback.page() })));
    expect(after.CacheBehaviors).toEqual(before.CacheBehaviors);
    expect(after.Origins).toEqual(before.Origins);
    expect(after.OriginGroups).toBeUndefined();
  });

  test('is uploaded where it is given', () => {
    const resources = template(() => ({ fallback: Fallback.page({ html: '<!doctype html>Back soon' }) }));
    resources.hasResourceProperties('Custom::CDKBucketDeployment', {
      Prune: false,
      SystemMetadata: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'public, max-age=60' },
      DestinationBucketName: { Ref: Match.stringLikeRegexp('Assets') },
    });
    template(() => ({ fallback: Fallback.page() })).resourceCountIs('Custom::CDKBucketDeployment', 0);
  });

  test('is there before the distribution shows it, when it comes at a later stage too', () => {
    const resources = template(() => ({ fallback: Fallback.page({ html: '<!doctype html>Back soon' }) }));
    const [upload] = Object.keys(resources.findResources('Custom::CDKBucketDeployment'));
    const [distribution] = Object.values(resources.findResources('AWS::CloudFront::Distribution'));
    expect(distribution.DependsOn).toEqual([upload]);
    // What the upload waits for must not wait for the distribution, whose ARN is in the policy of the bucket.
    const waitsFor = (id: string, seen = new Set<string>()): Set<string> => {
      if (seen.has(id)) return seen;
      seen.add(id);
      const text = JSON.stringify(resources.toJSON().Resources[id]);
      for (const other of Object.keys(resources.toJSON().Resources))
        if (text.includes(`"${other}"`)) waitsFor(other, seen);
      return seen;
    };
    const ids = [...waitsFor(upload!)].map((id) => resources.toJSON().Resources[id].Type);
    expect(ids).not.toContain('AWS::CloudFront::Distribution');
  });
});

describe('copies', () => {
  const copies: Build = () => ({ fallback: Fallback.pageAndCopies(['/', '/prices']) });
  let resources: Template;
  beforeAll(() => (resources = template(copies)));

  test('stand in for the app at their paths, which take safe methods only', () => {
    const { CacheBehaviors, DefaultCacheBehavior, OriginGroups } = config(resources);
    const [group] = OriginGroups.Items;
    expect(CacheBehaviors.map((behavior: { PathPattern: string }) => behavior.PathPattern)).toEqual([
      '/assets/*',
      '/',
      '/prices',
    ]);
    for (const behavior of CacheBehaviors.slice(1))
      expect(behavior).toMatchObject({
        TargetOriginId: group.Id,
        AllowedMethods: ['GET', 'HEAD', 'OPTIONS'],
        ViewerProtocolPolicy: 'redirect-to-https',
        CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad', // Managed-CachingDisabled
        OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac', // Managed-AllViewerExceptHostHeader
        ResponseHeadersPolicyId: { Ref: expect.stringContaining('SecurityHeaders') },
        FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN: expect.anything() }],
      });
    expect(DefaultCacheBehavior).toMatchObject({
      TargetOriginId: 'app',
      AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
    });
  });

  test('that are given are uploaded with the page, before the distribution shows them', () => {
    const made = template(() => ({
      fallback: Fallback.pageAndCopies(['/prices', '/help'], {
        html: 'Back soon',
        copies: { '/prices': 'A ride: 1 $' },
      }),
    }));
    const [[upload, { Properties }]] = Object.entries(made.findResources('Custom::CDKBucketDeployment'));
    expect(Properties.SourceObjectKeys).toHaveLength(2);
    const [distribution] = Object.values(made.findResources('AWS::CloudFront::Distribution'));
    expect(distribution.DependsOn).toEqual([upload]);
  });

  test('no behavior with another method has an origin group, which CloudFront would refuse', () => {
    const { CacheBehaviors, DefaultCacheBehavior, OriginGroups } = config(resources);
    const groups = OriginGroups.Items.map((group: { Id: string }) => group.Id);
    for (const behavior of [DefaultCacheBehavior, ...CacheBehaviors])
      if (groups.includes(behavior.TargetOriginId))
        expect(behavior.AllowedMethods).not.toEqual(expect.arrayContaining(['POST']));
  });

  test('the group asks the app first, without patience, and S3 then', () => {
    const { Origins, OriginGroups } = config(resources);
    expect(OriginGroups.Items).toEqual([
      expect.objectContaining({
        FailoverCriteria: { StatusCodes: { Items: [500, 502, 503, 504], Quantity: 4 } },
        Members: { Items: [{ OriginId: 'app-or-copy' }, { OriginId: 'copies' }], Quantity: 2 },
      }),
    ]);
    const [app, impatient, copied] = ['app', 'app-or-copy', 'copies'].map((id) =>
      Origins.find((origin: { Id: string }) => origin.Id === id),
    );
    expect(impatient).toMatchObject({ DomainName: app.DomainName, ConnectionAttempts: 2, ConnectionTimeout: 3 });
    expect(impatient.VpcOriginConfig).toEqual({ ...app.VpcOriginConfig, OriginReadTimeout: 10 });
    expect(copied).toMatchObject({
      OriginPath: '/assets/fallback/copies',
      OriginAccessControlId: { 'Fn::GetAtt': [expect.stringContaining('AssetsAccess'), 'Id'] },
    });
  });

  test('an app that is given less time than that gets less', () => {
    const origins = config(template((edge) => ({ ...copies(edge), originReadTimeout: Duration.seconds(4) }))).Origins;
    expect(
      origins.map(
        (origin: { VpcOriginConfig?: { OriginReadTimeout: number } }) => origin.VpcOriginConfig?.OriginReadTimeout,
      ),
    ).toEqual([4, undefined, 4, undefined]);
  });

  test('with a cache, the key follows Cache-Control without the host, which S3 would refuse', () => {
    const cached = template((edge) => ({ ...copies(edge), caching: AppCaching.byOrigin() }));
    cached.hasResourceProperties('AWS::CloudFront::CachePolicy', {
      CachePolicyConfig: {
        Name: Match.stringLikeRegexp('-eu-west-1$'),
        MinTTL: 0,
        DefaultTTL: 0,
        ParametersInCacheKeyAndForwardedToOrigin: {
          CookiesConfig: { CookieBehavior: 'all' },
          QueryStringsConfig: { QueryStringBehavior: 'all' },
          HeadersConfig: { HeaderBehavior: 'none' },
        },
      },
    });
    expect(config(cached).CacheBehaviors[1].CachePolicyId).toEqual({ Ref: expect.stringContaining('CopiesCaching') });
  });

  test('the app finds the host in X-Forwarded-Host', () => {
    const headers = { host: { value: 'www.example.com' }, 'x-forwarded-host': { value: 'evil.example' } };
    const context = createContext({ event: { request: { headers } } });
    const request = runInContext(`${FORWARDED_HOST};handler(event)`, context) as { headers: typeof headers };
    expect(request.headers['x-forwarded-host'].value).toBe('www.example.com');
    resources.hasResourceProperties('AWS::CloudFront::Function', { FunctionCode: FORWARDED_HOST });
  });
});

describe('rules', () => {
  const refuse = (fallback: Fallback, message: string) =>
    expect(() => edgeApp(() => ({ fallback }))).toThrow(
      new Error(`FrontDoor at 'acme-edge/FrontDoor':\n  - ${message}`),
    );

  test('paths are whole', () => {
    refuse(
      Fallback.pageAndCopies(['/cars/*', 'prices', '/a?b', '/help']),
      'fallback.paths is ["/cars/*","prices","/a?b"]: give whole paths without wildcards, such as "/prices": each needs a copy under its own name',
    );
  });

  test('assets need no copies', () => {
    refuse(
      Fallback.pageAndCopies(['/assets/logo.svg']),
      'fallback.paths is ["/assets/logo.svg"]: what is below /assets comes from S3 anyway, and needs no copy there',
    );
  });

  test('twenty paths at most', () => {
    refuse(
      Fallback.pageAndCopies(Array.from({ length: 21 }, (_, i) => `/${i}`)),
      'fallback.paths is 21: give at most 20, for each is a behavior of the distribution, which has 75; the page is for all others',
    );
  });

  test.each([[[]], [[404]], [[503, 200]]])('not for the statuses %j', (statuses: number[]) => {
    refuse(
      Fallback.page({ statuses }),
      `fallback.statuses is ${JSON.stringify(statuses)}: give some of 500, 502, 503 and 504: other statuses are answers of an app that works`,
    );
  });

  test('the app is asked again in time', () => {
    refuse(
      Fallback.page({ askAgainAfter: Duration.minutes(6) }),
      'fallback.askAgainAfter is 360: give at most 300 seconds: users see the page for so long after the app is back',
    );
  });
});

test('comes to a live front door in place, and goes again', () => {
  const json = (build?: Build) => template(build).toJSON() as Record<string, never>;
  const without = json();
  const page = json(() => ({ fallback: Fallback.page() }));
  const all = json(() => ({
    fallback: Fallback.pageAndCopies(['/', '/prices'], { html: '<!doctype html>' }),
    caching: AppCaching.byOrigin(),
  }));
  expect(growthFaults(without, page)).toEqual([]);
  expect(growthFaults(page, all)).toEqual([]);
  const back = growthFaults(all, page);
  expect(back.filter((fault) => !fault.includes('WILL_DESTROY'))).toEqual([]);
  expect(back.filter((fault) => /AWS::S3::Bucket|AWS::CloudFront::Distribution/.test(fault))).toEqual([]);
});

test('passes the policy checks', () => {
  const all: Build = () => ({ fallback: Fallback.pageAndCopies(['/'], { html: '<!doctype html>' }) });
  expect(findings(edgeApp(all, HOME, testApp()).app)).toEqual([]);
});
