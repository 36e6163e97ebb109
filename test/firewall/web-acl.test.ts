import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ManagedRules } from '../../lib/firewall/managed-rules';
import { PaidRules } from '../../lib/firewall/paid-rules';
import { RateLimit } from '../../lib/firewall/rate-limit';
import { WebAclScope } from '../../lib/firewall/web-acl-scope';
import { aclStack, buildAcl, REGIONAL, rulesOf, synthAcl } from './support';

const ACL = 'AWS::WAFv2::WebACL';
const regional = WebAclScope.regional();

const PATH = (prefix: string) => ({
  ByteMatchStatement: {
    FieldToMatch: { UriPath: {} },
    PositionalConstraint: 'STARTS_WITH',
    SearchString: prefix,
    TextTransformations: [
      { Priority: 0, Type: 'URL_DECODE' },
      { Priority: 1, Type: 'NORMALIZE_PATH' },
      { Priority: 2, Type: 'LOWERCASE' },
    ],
  },
});

test('by default limits addresses, and has three groups of rules', () => {
  const stack = aclStack();
  const acl = buildAcl(stack);
  const template = Template.fromStack(stack);
  const rules = rulesOf(template);
  expect(Object.values(rules).map(({ Name, Priority }) => [Name, Priority])).toEqual([
    ['RatePerIp', 100],
    ['AmazonIpReputationList', 200],
    ['CommonRuleSet', 201],
    ['KnownBadInputsRuleSet', 202],
  ]);
  // 2 + 25 + 700 + 200
  expect(acl.capacityUnits).toBe(927);
  template.hasResourceProperties(ACL, {
    Scope: 'CLOUDFRONT',
    Name: Match.absent(),
    DefaultAction: { Allow: {} },
    VisibilityConfig: { MetricName: Match.stringLikeRegexp('^edge-WebAcl-'), CloudWatchMetricsEnabled: true },
  });
  for (const { Name, VisibilityConfig } of Object.values(rules)) {
    expect(VisibilityConfig).toEqual({
      MetricName: Name,
      CloudWatchMetricsEnabled: true,
      SampledRequestsEnabled: true,
    });
  }
});

describe('managed rules', () => {
  test('let bodies of any size pass the core rules, and take the recommended version', () => {
    const { CommonRuleSet, KnownBadInputsRuleSet } = rulesOf(synthAcl());
    expect(CommonRuleSet.Statement).toEqual({
      ManagedRuleGroupStatement: {
        VendorName: 'AWS',
        Name: 'AWSManagedRulesCommonRuleSet',
        RuleActionOverrides: [{ Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } }],
      },
    });
    expect(CommonRuleSet.OverrideAction).toEqual({ None: {} });
    expect(CommonRuleSet.Action).toBeUndefined();
    expect(KnownBadInputsRuleSet.Statement.ManagedRuleGroupStatement).toEqual({
      VendorName: 'AWS',
      Name: 'AWSManagedRulesKnownBadInputsRuleSet',
    });
  });

  test('are pinned, refuse large bodies, count single rules, or count all', () => {
    const managedRules = [
      ManagedRules.core({ version: 'Version_1.20', refuseLargeBodies: true, countOnly: ['NoUserAgent_HEADER'] }),
      ManagedRules.sqlInjection({ onTrial: true }),
    ];
    const { CommonRuleSet, SQLiRuleSet } = rulesOf(synthAcl({ managedRules }));
    expect(CommonRuleSet.Statement.ManagedRuleGroupStatement).toMatchObject({
      Version: 'Version_1.20',
      RuleActionOverrides: [{ Name: 'NoUserAgent_HEADER', ActionToUse: { Count: {} } }],
    });
    expect(SQLiRuleSet.OverrideAction).toEqual({ Count: {} });
  });

  test.each([
    [ManagedRules.adminProtection(), 'AWSManagedRulesAdminProtectionRuleSet', 100],
    [ManagedRules.linux(), 'AWSManagedRulesLinuxRuleSet', 200],
    [ManagedRules.unix(), 'AWSManagedRulesUnixRuleSet', 100],
    [ManagedRules.windows(), 'AWSManagedRulesWindowsRuleSet', 200],
    [ManagedRules.php(), 'AWSManagedRulesPHPRuleSet', 100],
    [ManagedRules.wordPress(), 'AWSManagedRulesWordPressRuleSet', 100],
    [ManagedRules.anonymousIps(), 'AWSManagedRulesAnonymousIpList', 50],
    [ManagedRules.of({ vendor: 'Fortinet', name: 'all_rules', capacityUnits: 1000 }), 'all_rules', 1000],
    [ManagedRules.of({ name: 'AWSManagedRulesNew', capacityUnits: 10 }), 'AWSManagedRulesNew', 10],
  ])('take the capacity of their group: %#', (group, name, capacity) => {
    const stack = aclStack();
    const acl = buildAcl(stack, { managedRules: [group], rateLimits: [] });
    expect(acl.capacityUnits).toBe(capacity);
    const [rule] = Object.values(rulesOf(Template.fromStack(stack)));
    expect(rule.Statement.ManagedRuleGroupStatement.Name).toBe(name);
  });
});

describe('paid rules', () => {
  const groupOf = (rules: ManagedRules, props = {}) => {
    const stack = aclStack();
    const acl = buildAcl(stack, { managedRules: [rules], rateLimits: [], ...props });
    const [rule] = Object.values(rulesOf(Template.fromStack(stack)));
    return { capacity: acl.capacityUnits, group: rule.Statement.ManagedRuleGroupStatement };
  };

  test('control bots, on some paths alone where told so', () => {
    expect(groupOf(PaidRules.botControl())).toEqual({
      capacity: 50,
      group: {
        VendorName: 'AWS',
        Name: 'AWSManagedRulesBotControlRuleSet',
        ManagedRuleGroupConfigs: [{ AWSManagedRulesBotControlRuleSet: { InspectionLevel: 'COMMON' } }],
      },
    });
    const targeted = groupOf(PaidRules.targetedBotControl({ pathPrefix: '/Checkout' }));
    expect(targeted.capacity).toBe(82);
    expect(targeted.group).toMatchObject({
      ManagedRuleGroupConfigs: [{ AWSManagedRulesBotControlRuleSet: { InspectionLevel: 'TARGETED' } }],
      ScopeDownStatement: PATH('/checkout'),
    });
  });

  test('watch logins', () => {
    const outcomes = { success: [200], failure: [401, 403] };
    expect(groupOf(PaidRules.accountTakeover({ loginPath: '/login', outcomes })).group).toEqual({
      VendorName: 'AWS',
      Name: 'AWSManagedRulesATPRuleSet',
      ManagedRuleGroupConfigs: [
        {
          AWSManagedRulesATPRuleSet: {
            LoginPath: '/login',
            RequestInspection: {
              PayloadType: 'JSON',
              UsernameField: { Identifier: '/username' },
              PasswordField: { Identifier: '/password' },
            },
            ResponseInspection: { StatusCode: { SuccessCodes: [200], FailureCodes: [401, 403] } },
          },
        },
      ],
    });
  });

  test('watch sign-ups by form', () => {
    const rules = PaidRules.accountCreation({
      pagePath: '/signup',
      creationPath: '/api/signup',
      json: false,
      usernameField: 'login',
    });
    expect(groupOf(rules).group.ManagedRuleGroupConfigs).toEqual([
      {
        AWSManagedRulesACFPRuleSet: {
          RegistrationPagePath: '/signup',
          CreationPath: '/api/signup',
          RequestInspection: {
            PayloadType: 'FORM_ENCODED',
            UsernameField: { Identifier: 'login' },
            PasswordField: { Identifier: 'password' },
            EmailField: { Identifier: 'email' },
          },
        },
      },
    ]);
  });
});

describe('rate limits', () => {
  const limit = (rateLimit: RateLimit, props = {}) => {
    const stack = aclStack();
    const acl = buildAcl(stack, { rateLimits: [rateLimit], managedRules: [], ...props });
    const [rule] = Object.values(rulesOf(Template.fromStack(stack)));
    return { rule, units: acl.capacityUnits, statement: rule.Statement.RateBasedStatement };
  };

  test('by address answer 429, over five minutes', () => {
    const { rule, units, statement } = limit(RateLimit.perIp({ requests: 500 }));
    expect(statement).toEqual({ Limit: 500, EvaluationWindowSec: 300, AggregateKeyType: 'IP' });
    expect(rule.Action).toEqual({ Block: { CustomResponse: { ResponseCode: 429 } } });
    expect(units).toBe(2);
  });

  test('on a path count every spelling of it', () => {
    const options = { requests: 20, window: Duration.minutes(1), pathPrefix: '/Login', name: 'Logins', onTrial: true };
    const { rule, units, statement } = limit(RateLimit.perIp(options));
    expect(rule.Name).toBe('Logins');
    expect(rule.Action).toEqual({ Count: {} });
    expect(statement).toEqual({
      Limit: 20,
      EvaluationWindowSec: 60,
      AggregateKeyType: 'IP',
      ScopeDownStatement: PATH('/login'),
    });
    expect(units).toBe(34);
  });

  const HEADER = { Header: { Name: 'x-api-key', TextTransformations: [{ Priority: 0, Type: 'NONE' }] } };

  test('by header, and by address and header', () => {
    const perHeader = limit(RateLimit.perHeader('x-api-key', { requests: 100 }));
    expect(perHeader.statement).toMatchObject({ AggregateKeyType: 'CUSTOM_KEYS', CustomKeys: [HEADER] });
    expect(perHeader.units).toBe(32);
    const both = limit(RateLimit.perIpAndHeader('x-api-key', { requests: 100 }));
    expect(both.statement).toMatchObject({ AggregateKeyType: 'CUSTOM_KEYS', CustomKeys: [{ IP: {} }, HEADER] });
    expect(both.units).toBe(62);
  });

  test('read the address that a proxy forwards', () => {
    const template = synthAcl(
      {
        scope: regional,
        forwardedIpHeader: 'X-Forwarded-For',
        rateLimits: [
          RateLimit.perIp({ requests: 100 }),
          RateLimit.perHeader('x-api-key', { requests: 100 }),
          RateLimit.perIpAndHeader('x-api-key', { requests: 100 }),
        ],
      },
      REGIONAL,
    );
    const { RatePerIp, RatePerHeader, RatePerIpAndHeader } = rulesOf(template);
    const ForwardedIPConfig = { HeaderName: 'X-Forwarded-For', FallbackBehavior: 'NO_MATCH' };
    expect(RatePerIp.Statement.RateBasedStatement).toMatchObject({
      AggregateKeyType: 'FORWARDED_IP',
      ForwardedIPConfig,
    });
    expect(RatePerHeader.Statement.RateBasedStatement.ForwardedIPConfig).toBeUndefined();
    expect(RatePerIpAndHeader.Statement.RateBasedStatement).toMatchObject({
      CustomKeys: [{ ForwardedIP: {} }, HEADER],
      ForwardedIPConfig,
    });
  });
});
