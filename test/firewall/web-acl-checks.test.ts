import { Duration, Token } from 'aws-cdk-lib';
import fc from 'fast-check';
import { Countries } from '../../lib/firewall/countries';
import { IpList, parseRange } from '../../lib/firewall/ip-list';
import { ManagedRules } from '../../lib/firewall/managed-rules';
import { PaidRules } from '../../lib/firewall/paid-rules';
import { RateLimit } from '../../lib/firewall/rate-limit';
import { WebAclLogging } from '../../lib/firewall/web-acl-logging';
import { WebAclProps } from '../../lib/firewall/web-acl-props';
import { WebAclScope } from '../../lib/firewall/web-acl-scope';
import { aclStack, buildAcl, GLOBAL, REGIONAL, synthAcl } from './support';

const regional = WebAclScope.regional();
const GLOBAL_ONLY =
  "CloudFront takes web ACLs from us-east-1 alone, whatever the app's Region. Make this one in a stack with env.region " +
  "'us-east-1', and give its webAclArn to the distribution: the reference crosses Regions by itself";
const ADDRESSES = "write addresses or ranges such as '192.0.2.44', '192.0.2.0/24' or '2001:db8::/32'; no range is /0";
const REQUESTS = 'write a whole number from 10 to 2000000000';
const NAMES = 'two rules have the same name. Give one rate limit a `name` of its own, or leave one group out';
const HEADER = "write the name of a header, such as 'x-api-key', up to 64 characters";
const PATH = "write a path that begins with a slash, such as '/login', up to 200 characters";
const perIp = (requests: number, more = {}) => [RateLimit.perIp({ requests, ...more })];
const many = (count: number) =>
  Array.from({ length: count }, (_, i) => RateLimit.perIp({ requests: 100, name: `Limit${i}` }));

test.each<[string, Partial<WebAclProps>, { account?: string; region?: string }?]>([
  [`scope is ["CLOUDFRONT","eu-west-1"]: ${GLOBAL_ONLY}`, {}, REGIONAL],
  [`scope is ["CLOUDFRONT","a Region that is not known yet"]: ${GLOBAL_ONLY}`, {}, {}],
  [
    `forwardedIpHeader is "X-Forwarded-For": CloudFront sees viewers' own addresses, and anybody can send this header. ` +
      'Leave it out',
    { forwardedIpHeader: 'X-Forwarded-For' },
  ],
  [
    'managedRules (outcomes) is ["AWSManagedRulesATPRuleSet"]: WAF looks at answers in front of CloudFront alone. Leave ' +
      'outcomes out, or protect the distribution',
    {
      scope: regional,
      managedRules: [PaidRules.accountTakeover({ loginPath: '/login', outcomes: { success: [200], failure: [401] } })],
    },
    REGIONAL,
  ],
  [
    'rules is 0: a web ACL without rules costs money and lets everything through. Give managedRules or rateLimits',
    { managedRules: [], rateLimits: [] },
  ],
  [
    'capacity is 0: a web ACL has up to 5000 WCU',
    { capacity: 0, managedRules: [], rateLimits: [], countries: undefined },
  ],
  ['capacity is 5001: a web ACL has up to 5000 WCU', { capacity: 5001 }],
  [
    'capacity is 1500: the rules need 1502 WCU (RatePerIp 2, CommonRuleSet 700, KnownBadInputsRuleSet 200, SQLiRuleSet 200, ' +
      'LinuxRuleSet 200, WindowsRuleSet 200). Leave some out, or raise capacity to 1502: above 1500, each further 500 WCU ' +
      'add 0.20 $ a million requests',
    {
      managedRules: [
        ManagedRules.core(),
        ManagedRules.knownBadInputs(),
        ManagedRules.sqlInjection(),
        ManagedRules.linux(),
        ManagedRules.windows(),
      ],
    },
  ],
  [
    'capacity is 5000: the rules need 5002 WCU (RatePerIp 2, all_rules 5000). Leave some out: a web ACL has no more than ' +
      '5000',
    { capacity: 5000, managedRules: [ManagedRules.of({ vendor: 'Acme', name: 'all_rules', capacityUnits: 5000 })] },
  ],
  [`rules (names) is ["RatePerIp"]: ${NAMES}`, { rateLimits: [...perIp(100), ...perIp(200)] }],
  [
    `rules (names) is ["AmazonIpReputationList"]: ${NAMES}`,
    { managedRules: [ManagedRules.ipReputation(), ManagedRules.ipReputation({ onTrial: true })] },
  ],
  [
    'rules (names) is ["log ins"]: a name has up to 128 letters, digits, hyphens and underscores',
    { rateLimits: perIp(100, { name: 'log ins' }) },
  ],
  [
    'managedRules (version) is ["AWSManagedRulesAmazonIpReputationList"]: this group is a list that changes all day and has ' +
      'no versions. Leave version out',
    { managedRules: [ManagedRules.ipReputation({ version: 'Version_1.0' })] },
  ],
  [
    `managedRules (version) is ["1.20"]: write a version as WAF lists it, such as 'Version_1.20'`,
    { managedRules: [ManagedRules.core({ version: '1.20' })] },
  ],
  [
    'rateLimits is 11: a web ACL has up to 10 rate limits. Limit by header, or several paths by one prefix',
    { rateLimits: many(11) },
  ],
  [`rateLimits (requests) is [9]: ${REQUESTS}`, { rateLimits: perIp(9) }],
  [`rateLimits (requests) is [10.5]: ${REQUESTS}`, { rateLimits: perIp(10.5) }],
  [
    'rateLimits (window in seconds) is [180]: WAF counts over 1, 2, 5 or 10 minutes',
    { rateLimits: perIp(100, { window: Duration.minutes(3) }) },
  ],
  [`pathPrefix is ["login"]: ${PATH}`, { rateLimits: perIp(100, { pathPrefix: 'login' }) }],
  [`pathPrefix is ["login"]: ${PATH}`, { managedRules: [PaidRules.botControl({ pathPrefix: 'login' })] }],
  [`headers is ["x api key"]: ${HEADER}`, { rateLimits: [RateLimit.perHeader('x api key', { requests: 100 })] }],
  [`headers is ["a:b"]: ${HEADER}`, { logging: WebAclLogging.cloudWatch({ redactHeaders: ['a:b'] }) }],
  [`headers is ["a b"]: ${HEADER}`, { scope: regional, forwardedIpHeader: 'a b' }, REGIONAL],
  [`allow is ["192.0.2.256"]: ${ADDRESSES}`, { allow: IpList.of('192.0.2.1', '192.0.2.256') }],
  [`deny is ["0.0.0.0/0","::/0","example.com"]: ${ADDRESSES}`, { deny: IpList.of('0.0.0.0/0', '::/0', 'example.com') }],
  [
    'deny (number of addresses) is 10001: an IP set holds up to 10000. Write ranges',
    { deny: IpList.of(...Array.from({ length: 10_001 }, (_, i) => `10.0.${i >> 8}.${i & 255}`)) },
  ],
  [
    `countries is ["fr"]: write countries by two capital letters (ISO 3166-1), such as 'FR'`,
    { countries: Countries.only(['fr', 'BE']) },
  ],
  [
    'countries (number) is 0: name 1 to 50 countries; with more, name the others by the opposite',
    { countries: Countries.except([]) },
  ],
  [
    'logging is "why": say why nobody will miss the logs, in a sentence: WebAclLogging.off("…")',
    { logging: WebAclLogging.off('why') },
  ],
  ['blockedPerMinute is 0: an alarm needs a threshold above zero', { blockedPerMinute: 0 }],
])('%s', (message, props, env = GLOBAL) => {
  const [prop] = message.split(' is ');
  let error: Error | undefined;
  try {
    buildAcl(aclStack(env), props);
  } catch (caught) {
    error = caught as Error;
  }
  expect(error?.message).toContain(`\n  - ${message}`);
  // The one case with two faults says so in its props; every other has this one alone.
  if (prop !== 'capacity' || !message.includes('is 0')) {
    expect(error?.message).toBe(`WebAcl at 'edge/WebAcl':\n  - ${message}`);
  }
});

test('every failure is told at once', () => {
  expect(() => buildAcl(aclStack(REGIONAL), { rateLimits: perIp(1), deny: IpList.of('x') })).toThrow(
    /scope is [^]*rateLimits \(requests\) is [^]*deny is /,
  );
});

test('bounds are inclusive', () => {
  expect(() =>
    buildAcl(aclStack(), {
      capacity: 5000,
      managedRules: [ManagedRules.of({ vendor: 'Acme', name: 'all_rules', capacityUnits: 4980 })],
      rateLimits: [
        ...many(8),
        ...perIp(10, { name: 'Least' }),
        ...perIp(2_000_000_000, { window: Duration.minutes(10) }),
      ],
    }),
  ).not.toThrow();
});

test('tokens are left to the deployment', () => {
  const address = Token.asString({ Ref: 'Office' });
  synthAcl({ allow: IpList.of(address) }).hasResourceProperties('AWS::WAFv2::IPSet', {
    IPAddressVersion: 'IPV4',
    Addresses: [{ Ref: 'Office' }],
  });
  expect(() =>
    buildAcl(aclStack(), { rateLimits: [RateLimit.perIp({ requests: Token.asNumber({ Ref: 'Requests' }) })] }),
  ).not.toThrow();
});

describe('ranges', () => {
  test.each([
    ['192.0.2.44', 'IPV4', '192.0.2.44/32'],
    ['192.0.2.0/24', 'IPV4', '192.0.2.0/24'],
    ['10.0.0.0/1', 'IPV4', '10.0.0.0/1'],
    ['::1', 'IPV6', '::1/128'],
    ['2001:DB8::/32', 'IPV6', '2001:db8::/32'],
    ['1:2:3:4:5:6:7:8', 'IPV6', '1:2:3:4:5:6:7:8/128'],
    ['::/1', 'IPV6', '::/1'],
  ])('%s is one', (text, version, cidr) => {
    expect(parseRange(text)).toEqual({ version, cidr });
  });

  test.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '01.2.3.4',
    '1.2.3.4/33',
    '1.2.3.4/',
    '1.2.3.4/8/8',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8',
    '12345::',
    'g::',
    '::1/129',
    '1.2.3.4/-1',
  ])('%j is none', (text) => {
    expect(parseRange(text)).toBeUndefined();
  });

  test('every address of either version is one', () => {
    fc.assert(fc.property(fc.ipV4(), (text) => parseRange(text)?.version === 'IPV4'));
    // WAF has no use for the form that embeds an IPv4 address.
    fc.assert(
      fc.property(
        fc.ipV6().filter((text) => !text.includes('.')),
        (text) => parseRange(text)?.version === 'IPV6',
      ),
    );
  });
});
