import { Duration } from 'aws-cdk-lib';
import { AccessLogs } from '../../lib/edge/distribution/access-logs';
import { OriginFacing } from '../../lib/edge/origin/origin-facing-prefix-lists';
import { StaticSite } from '../../lib/edge/static-site/static-site';
import { ManagedRules } from '../../lib/firewall/managed-rules';
import { RateLimit } from '../../lib/firewall/rate-limit';
import { WebAcl } from '../../lib/firewall/web-acl';
import { WebAclScope } from '../../lib/firewall/web-acl-scope';
import { PrivateLoadBalancer } from '../../lib/service/entrance/private-load-balancer';
import { integApp } from './support/app';
import { emptied } from './support/emptied';
import { testNetwork } from './support/network';
import { staysTheSame } from './support/stays';

// In front of CloudFront a web ACL lets a plain request through and refuses an attack; and one of the Region stands in
// front of a load balancer.
const { stack: makeStack, test } = integApp('web-acl');
const stack = makeStack('integ-web-acl');
const global = new WebAcl(stack, 'Global', {
  scope: WebAclScope.cloudFront(),
  rateLimits: [RateLimit.perIp({ requests: 2000 })],
  managedRules: [ManagedRules.core(), ManagedRules.knownBadInputs()],
});
const site = new StaticSite(stack, 'Site', {
  webAclArn: global.webAclArn,
  accessLogs: AccessLogs.off('a test of an hour'),
});
emptied(site.bucket);
staysTheSame(stack, 'Global', global.webAclArn);

const network = testNetwork(stack);
const entrance = new PrivateLoadBalancer(stack, 'Entrance', {
  vpc: network.vpc,
  subnets: network.isolatedSubnets,
  originFacing: OriginFacing.peer(stack),
});
const regional = new WebAcl(stack, 'Regional', { scope: WebAclScope.regional() });
regional.protect(entrance.loadBalancer);
staysTheSame(stack, 'Entrance', entrance.loadBalancer.loadBalancerArn);
const checks = test([stack]);
const url = `https://${site.domainName}/index.html`;

checks.call('S3', 'putObject', {
  Bucket: site.bucket.bucketName,
  Key: 'index.html',
  Body: 'hello',
  ContentType: 'text/html',
});
checks.http(url, {}, { status: 200, body: 'hello' }, { within: Duration.minutes(5) });
checks.http(`${url}?q=<script>alert(1)</script>`, {}, { status: 403 });
checks.http(`${url}?q=$%7Bjndi:ldap://example.com/a%7D`, {}, { status: 403 });
checks.holds(
  'CloudWatchLogs',
  'filterLogEvents',
  { logGroupName: global.logGroup!.logGroupName },
  { 'events.0.message.action': 'BLOCK' },
  { within: Duration.minutes(10), allow: ['logs:FilterLogEvents'] },
);
checks.holds(
  'WAFV2',
  'getWebACLForResource',
  { ResourceArn: entrance.loadBalancer.loadBalancerArn },
  { 'WebACL.ARN': regional.webAclArn },
  { allow: ['wafv2:GetWebACLForResource', 'wafv2:GetWebACL', 'elasticloadbalancing:DescribeWebACLAssociation'] },
);
