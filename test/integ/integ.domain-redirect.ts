import { Duration } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { AccessLogs } from '../../lib/edge/distribution/access-logs';
import { DomainRedirect } from '../../lib/edge/redirect/domain-redirect';
import { integApp } from './support/app';
import { staysTheSame } from './support/stays';

// Two names of a zone lead to the main one, path and query kept. It needs a public zone in Route 53: the runner's own
// variables name it, and have values of nobody's where a snapshot is verified.
const { stack: makeStack, test } = integApp('domain-redirect');
const stack = makeStack('integ-domain-redirect');
const zoneName = process.env.CDK_INTEG_HOSTED_ZONE_NAME ?? 'example.com';
const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
  hostedZoneId: process.env.CDK_INTEG_HOSTED_ZONE_ID ?? 'Z23ABC4XYZL05B',
  zoneName,
});
const names = [`integ-old.${zoneName}`, `integ-older.${zoneName}`];
const redirect = new DomainRedirect(stack, 'Redirect', {
  names,
  to: `www.${zoneName}`,
  certificate: new acm.Certificate(stack, 'Certificate', {
    domainName: names[0],
    subjectAlternativeNames: [names[1]],
    validation: acm.CertificateValidation.fromDns(zone),
  }),
  hostedZones: [zone],
  accessLogs: AccessLogs.off('a test of an hour'),
});
staysTheSame(stack, 'Distribution', redirect.distribution.distributionArn);
const checks = test([stack]);

for (const name of names)
  for (const [method, status] of [
    ['GET', 301],
    ['POST', 308],
  ] as const)
    checks.http(
      `https://${name}/cars/17?color=red`,
      { method, redirect: 'manual' },
      { status, headers: { location: [`https://www.${zoneName}/cars/17?color=red`] } },
      { within: Duration.minutes(10) },
    );
