import { Duration, Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AccessLogs } from '../../../lib/edge/distribution/access-logs';
import { Fallback } from '../../../lib/edge/front-door/fallback';
import { FrontDoorProps } from '../../../lib/edge/front-door/front-door-props';
import { testApp } from '../../support/app';
import { CERTIFICATE, domain, edgeApp, findings, HOME } from '../support';

describe('rules', () => {
  const refuse = (props: (edge: Stack) => Partial<FrontDoorProps>, message: string, env = HOME) =>
    expect(() => edgeApp(props, env)).toThrow(new Error(`FrontDoor at 'acme-edge/FrontDoor':\n  - ${message}`));

  test('a domain has names', () => {
    refuse(
      (edge) => ({ domain: { ...domain(edge), names: [] } }),
      'domain.names is []: give the host names that users type, such as ["www.example.com"], or leave domain out',
    );
  });

  test('names are host names', () => {
    refuse(
      (edge) => ({
        domain: { ...domain(edge, ['https://www.example.com', 'WWW.example.com']), hostedZone: undefined },
      }),
      'domain.names is ["https://www.example.com","WWW.example.com"]: give lower-case host names without scheme, path or final dot, such as "www.example.com"',
    );
  });

  test('copies that are given are of paths that have one', () => {
    refuse(
      () => ({ fallback: Fallback.pageAndCopies(['/', '/prices'], { copies: { '/': 'Hi', '/help': 'Help' } }) }),
      'fallback.copies is ["/","/help"]: give copies of paths that are among those of pageAndCopies; that of "/" is for your build to upload',
    );
  });

  const WRONG_REGION =
    'domain.certificate is "eu-west-1": CloudFront takes certificates from us-east-1 only: request one there, in a stack with env.region "us-east-1" or by hand, and give that';

  test('an imported certificate is from us-east-1', () => {
    refuse(
      (edge) => ({
        domain: {
          names: ['www.example.com'],
          certificate: acm.Certificate.fromCertificateArn(edge, 'C', CERTIFICATE.replace('us-east-1', 'eu-west-1')),
        },
      }),
      WRONG_REGION,
    );
  });

  test('a certificate of the app is from a us-east-1 stack', () => {
    refuse(
      (edge) => ({
        domain: {
          names: ['www.example.com'],
          certificate: new acm.Certificate(edge, 'C', { domainName: 'www.example.com' }),
        },
      }),
      WRONG_REGION,
    );
  });

  test('the zone holds the names', () => {
    refuse(
      (edge) => ({ domain: domain(edge, ['www.example.com', 'www.badexample.com']) }),
      'domain.hostedZone is "example.com": www.badexample.com is not in this zone: give the zone that holds it, or leave hostedZone out and make the records where the zone is',
    );
  });

  test('the web ACL is global', () => {
    const regional = 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/acme/3c1f6ab2';
    refuse(
      () => ({ webAclArn: regional }),
      `webAclArn is "${regional}": give the ARN of a WAFv2 web ACL with scope CLOUDFRONT, which is made in us-east-1: "arn:aws:wafv2:us-east-1:<account>:global/webacl/<name>/<id>"`,
    );
  });

  test.each(['assets', '/assets/', '/assets/*', '/'])('the path %j is none for assets', (assetsPath) => {
    refuse(
      () => ({ assetsPath }),
      `assetsPath is "${assetsPath}": give a path that starts with a slash and does not end with one, such as "/assets"`,
    );
  });

  test('the timeout is within the quota', () => {
    refuse(
      () => ({ originReadTimeout: Duration.minutes(5) }),
      'originReadTimeout is 300: give 1 to 120 seconds; more needs a higher quota, and a job that takes so long belongs in a queue',
    );
  });

  test('no logs without a reason', () => {
    refuse(
      () => ({ accessLogs: AccessLogs.off('n/a') }),
      'accessLogs is "n/a": say why nobody will miss the logs, in a sentence: AccessLogs.off("…")',
    );
  });

  test('the keep-alive is within the quota', () => {
    refuse(
      () => ({ originKeepAlive: Duration.minutes(10) }),
      "originKeepAlive is 600: give 1 to 300 seconds, less than the load balancer's idle timeout",
    );
  });

  describe('in an opt-in Region', () => {
    const there = { ...HOME, region: 'af-south-1' };
    const message =
      'accessLogs is "af-south-1": CloudFront does not deliver logs to buckets in opt-in Regions: use AccessLogs.inBucket() with a bucket in a Region such as us-east-1, or AccessLogs.off(reason)';

    test('no logs go to a bucket', () => {
      refuse(() => ({ accessLogs: AccessLogs.standard() }), message, there);
      refuse((edge) => ({ accessLogs: AccessLogs.inBucket(new s3.Bucket(edge, 'Logs')) }), message, there);
    });

    test('logs go to a bucket elsewhere', () => {
      const { door } = edgeApp(
        (edge) => ({
          accessLogs: AccessLogs.inBucket(
            s3.Bucket.fromBucketAttributes(edge, 'Logs', { bucketName: 'acme-logs', region: 'us-east-1' }),
          ),
        }),
        there,
      );
      expect(door.accessLogsBucket?.bucketName).toBe('acme-logs');
    });

    test('there are none by default, and the policy report says why', () => {
      const { app, door } = edgeApp(undefined, there, testApp());
      expect(door.accessLogsBucket).toBeUndefined();
      expect(findings(app)).toEqual([]);
    });
  });
});
