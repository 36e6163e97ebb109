import { createContext, runInContext } from 'node:vm';
import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as fc from 'fast-check';
import { DomainRedirect } from '../../../lib/edge/redirect/domain-redirect';
import { DomainRedirectProps } from '../../../lib/edge/redirect/domain-redirect-props';
import { redirectCode } from '../../../lib/edge/redirect/redirect-function';
import { RedirectKind } from '../../../lib/edge/redirect/redirect-kind';
import { growthFaults, policyFindings } from '../../support/growth';
import { CERTIFICATE, HOME, quickApp, WEB_ACL } from '../support';

type Build = (stack: Stack) => Partial<DomainRedirectProps>;

function redirect(build: Build = () => ({}), stack = new Stack(quickApp(), 'acme-edge', { env: HOME })) {
  return new DomainRedirect(stack, 'Redirect', {
    names: ['example.com', 'example.fr', 'www.example.fr'],
    to: 'www.example.com',
    certificate: acm.Certificate.fromCertificateArn(stack, 'Certificate', CERTIFICATE),
    ...build(stack),
  });
}
const template = (build?: Build) => Template.fromStack(Stack.of(redirect(build)));
const zone = (stack: Stack, zoneName: string) =>
  route53.HostedZone.fromHostedZoneAttributes(stack, `Zone-${zoneName}`, { hostedZoneId: `Z${zoneName}`, zoneName });
const zones: Build = (stack) => ({ hostedZones: ['example.com', 'example.fr'].map((name) => zone(stack, name)) });

describe('what it makes', () => {
  let plain: Template;
  beforeAll(() => (plain = template()));

  test('one distribution for all names, with their certificate and TLS 1.2', () => {
    plain.resourceCountIs('AWS::CloudFront::Distribution', 1);
    plain.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Aliases: ['example.com', 'example.fr', 'www.example.fr'],
        ViewerCertificate: { AcmCertificateArn: CERTIFICATE, MinimumProtocolVersion: 'TLSv1.2_2021' },
        DefaultCacheBehavior: {
          ViewerProtocolPolicy: 'redirect-to-https',
          AllowedMethods: Match.arrayWith(['GET', 'POST']),
          FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN: Match.anyValue() }],
        },
        Logging: Match.anyValue(),
      },
    });
    plain.resourceCountIs('AWS::Route53::RecordSet', 0);
  });

  test('a function of runtime 2.0 with a name that is unique in the account', () => {
    plain.hasResourceProperties('AWS::CloudFront::Function', {
      AutoPublish: true,
      Name: Match.stringLikeRegexp('^[A-Za-z0-9-]{1,49}-eu-west-1$'),
      FunctionConfig: { Runtime: 'cloudfront-js-2.0' },
    });
  });

  test('the bucket behind it is private, empty and may go', () => {
    const [bucket] = Object.entries(plain.findResources('AWS::S3::Bucket')).filter(([id]) => id.includes('Empty'));
    expect(bucket[1]).toMatchObject({
      DeletionPolicy: 'Delete',
      Properties: { PublicAccessBlockConfiguration: { BlockPublicPolicy: true, RestrictPublicBuckets: true } },
    });
    expect(bucket[1].Properties.WebsiteConfiguration).toBeUndefined();
  });

  test('each name has records in the nearest zone that holds it', () => {
    const resources = template((stack) => ({
      hostedZones: ['example.com', 'example.fr', 'www.example.fr'].map((name) => zone(stack, name)),
    }));
    resources.resourceCountIs('AWS::Route53::RecordSet', 6);
    for (const [Name, HostedZoneId] of [
      ['example.com.', 'Zexample.com'],
      ['example.fr.', 'Zexample.fr'],
      ['www.example.fr.', 'Zwww.example.fr'],
    ])
      for (const Type of ['A', 'AAAA'])
        resources.hasResourceProperties('AWS::Route53::RecordSet', { Name, HostedZoneId, Type });
  });

  test('the target may be known at deployment only', () => {
    const stack = new Stack(quickApp(), 'acme-edge', { env: HOME });
    const first = redirect(() => ({}), stack);
    new DomainRedirect(stack, 'Other', {
      names: ['example.de'],
      to: first.distribution.distributionDomainName,
      certificate: acm.Certificate.fromCertificateArn(stack, 'OtherCertificate', CERTIFICATE),
    });
    const codes = Object.values(Template.fromStack(stack).findResources('AWS::CloudFront::Function')).map(
      (resource) => resource.Properties.FunctionCode,
    );
    expect(JSON.stringify(codes)).toContain('DomainName');
  });
});

describe('the function', () => {
  interface Answer {
    statusCode: number;
    headers: Record<string, { value: string }>;
  }
  function call(code: string, method: string, uri: string, query?: string): Answer {
    const request = { method, uri, headers: { host: { value: 'example.fr' } }, rawQueryString: () => query };
    const context = createContext({ event: { request } });
    return runInContext(`${code};handler(event)`, context) as Answer;
  }
  const codeOf = (build?: Build) =>
    Object.values(template(build).findResources('AWS::CloudFront::Function'))[0].Properties.FunctionCode as string;
  let permanent: string;
  beforeAll(() => (permanent = codeOf()));

  test.each([
    ['/', undefined, 'https://www.example.com/'],
    ['/', '', 'https://www.example.com/'],
    ['/cars/7', 'from=2026-11-24&from=again&to', 'https://www.example.com/cars/7?from=2026-11-24&from=again&to'],
    ['/caf%C3%A9', 'q=%26%3F', 'https://www.example.com/caf%C3%A9?q=%26%3F'],
    ['//evil.example', undefined, 'https://www.example.com//evil.example'],
  ])('%s with the query %s goes to %s', (uri, query, to) => {
    expect(call(permanent, 'GET', uri, query).headers.location.value).toBe(to);
  });

  test.each([
    ['GET', 301],
    ['HEAD', 301],
    ['POST', 308],
    ['PUT', 308],
    ['OPTIONS', 308],
  ])('%s is moved for good with %d', (method, status) => {
    const answer = call(permanent, method, '/');
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['cache-control'].value).toBe('max-age=86400');
    expect(answer.headers['strict-transport-security'].value).toBe('max-age=31536000');
  });

  test.each([
    ['GET', 302],
    ['DELETE', 307],
  ])('%s is moved for now with %d', (method, status) => {
    const answer = call(
      codeOf(() => ({ kind: RedirectKind.temporary() })),
      method,
      '/',
    );
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['cache-control'].value).toBe('max-age=0');
  });

  test('keeps any path and query', () => {
    fc.assert(
      fc.property(fc.webPath(), fc.webQueryParameters(), (path, query) => {
        const uri = `/${path.replace(/^\/+/, '')}`;
        expect(call(permanent, 'GET', uri, query).headers.location.value).toBe(
          `https://www.example.com${uri}${query ? `?${query}` : ''}`,
        );
      }),
      { numRuns: 50 },
    );
  });

  test('fits the 10 KB of CloudFront functions', () => {
    const code = redirectCode({
      host: 'a'.repeat(253),
      status: 301,
      statusForOthers: 308,
      rememberSeconds: 1e9,
      httpsSeconds: 1e9,
    });
    expect(code.length).toBeLessThan(10_240);
  });
});

describe('rules', () => {
  const refuse = (build: Build, message: string) =>
    expect(() => redirect(build)).toThrow(new Error(`DomainRedirect at 'acme-edge/Redirect':\n  - ${message}`));

  test('there are names', () => {
    refuse(() => ({ names: [] }), 'names is []: give the host names to redirect, such as ["example.com"]');
  });

  test('names are host names', () => {
    refuse(
      () => ({ names: ['https://example.com', 'Example.com'] }),
      'names is ["https://example.com","Example.com"]: give lower-case host names without scheme, path or final dot, such as "example.com"',
    );
  });

  test('each name once', () => {
    refuse(
      () => ({ names: ['example.com', 'example.fr', 'example.com'] }),
      'names is ["example.com"]: give each name once',
    );
  });

  test.each(['https://www.example.com', '*.example.com', 'www.example.com/de'])('%s is no target', (to) => {
    refuse(
      () => ({ to }),
      `to is "${to}": give one lower-case host name without scheme or path, such as "www.example.com"`,
    );
  });

  test('no circles', () => {
    refuse(
      () => ({ to: 'example.fr' }),
      'to is "example.fr": it is one of the names that are redirected, so it would lead to itself: take it out of names',
    );
  });

  test('the certificate is from us-east-1', () => {
    refuse(
      (stack) => ({ certificate: new acm.Certificate(stack, 'Regional', { domainName: 'example.com' }) }),
      'certificate is "eu-west-1": CloudFront takes certificates from us-east-1 only: request one there, in a stack with env.region "us-east-1" or by hand, and give that',
    );
  });

  test('each name is in a zone', () => {
    refuse(
      (stack) => ({ hostedZones: [zone(stack, 'example.com')] }),
      'hostedZones is ["example.com"]: example.fr, www.example.fr is in none of these zones: add the zone that holds it, or leave hostedZones out and make the records where the zones are',
    );
  });

  test('browsers do not remember for ever', () => {
    refuse(
      () => ({ kind: RedirectKind.permanent(Duration.days(31)) }),
      'kind is 2678400: browsers cannot be told otherwise for so many seconds: give RedirectKind.permanent() at most 30 days',
    );
  });

  test('the rules of every distribution hold', () => {
    refuse(
      () => ({ webAclArn: 'arn' }),
      'webAclArn is "arn": give the ARN of a WAFv2 web ACL with scope CLOUDFRONT, which is made in us-east-1: "arn:aws:wafv2:us-east-1:<account>:global/webacl/<name>/<id>"',
    );
  });
});

test('names, zones, target and kind come, change and go in place', () => {
  const before = template().toJSON() as Record<string, never>;
  const after = template((stack) => ({
    ...zones(stack),
    names: ['example.com', 'example.fr'],
    to: 'app.example.com',
    kind: RedirectKind.temporary(),
    webAclArn: WEB_ACL,
  })).toJSON() as Record<string, never>;
  expect(growthFaults(before, after)).toEqual([]);
});

test('passes the policy checks', () => {
  expect(policyFindings((stack) => void redirect(zones, stack))).toEqual([]);
});
