import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Countries } from '../../lib/firewall/countries';
import { IpList } from '../../lib/firewall/ip-list';
import { ManagedRules } from '../../lib/firewall/managed-rules';
import { PaidRules } from '../../lib/firewall/paid-rules';
import { RateLimit } from '../../lib/firewall/rate-limit';
import { WebAclScope } from '../../lib/firewall/web-acl-scope';
import { policyFindings } from '../support/growth';
import { buildAcl, GLOBAL } from './support';

// cdk-nag's AwsSolutions and the built-in CloudFormation validation, over all variants in one stack: a synth with
// both takes seconds.
test('no finding is left on any web ACL', () => {
  const build = (stack: Stack) => {
    buildAcl(new Construct(stack, 'Default'));
    buildAcl(new Construct(stack, 'Regional'), {
      scope: WebAclScope.regional(),
      forwardedIpHeader: 'X-Forwarded-For',
      deny: IpList.of('192.0.2.0/24'),
    });
    buildAcl(new Construct(stack, 'All'), {
      allow: IpList.of('192.0.2.0/24', '2001:db8::/32'),
      deny: IpList.of('198.51.100.7'),
      countries: Countries.only(['FR'], { onTrial: true }),
      rateLimits: [
        RateLimit.perIp({ requests: 2000 }),
        RateLimit.perIpAndHeader('x-api-key', { requests: 100, pathPrefix: '/api' }),
      ],
      managedRules: [
        ManagedRules.core({ version: 'Version_1.20', countOnly: ['NoUserAgent_HEADER'] }),
        PaidRules.targetedBotControl({ pathPrefix: '/checkout', onTrial: true }),
        PaidRules.accountTakeover({ loginPath: '/login', outcomes: { success: [200], failure: [401] } }),
        PaidRules.accountCreation({ pagePath: '/signup', creationPath: '/api/signup', json: false }),
      ],
      blockedPerMinute: 1000,
    });
  };
  expect(policyFindings(build, GLOBAL)).toEqual([]);
});
