import { Template } from 'aws-cdk-lib/assertions';
import { ManagedRules } from '../../lib/firewall/managed-rules';
import { RateLimit } from '../../lib/firewall/rate-limit';
import { evaluate } from '../monitoring/metric-maths';
import { aclStack, buildAcl, rulesOf, synthAcl } from './support';

const overridesOf = (template: Template) =>
  (rulesOf(template).CommonRuleSet.Statement.ManagedRuleGroupStatement.RuleActionOverrides as { Name: string }[]).map(
    ({ Name }) => Name,
  );
const label = (name: string) => ({
  LabelMatchStatement: { Scope: 'LABEL', Key: `awswaf:managed:aws:core-rule-set:${name}` },
});
const path = (prefix: string) => ({
  ByteMatchStatement: expect.objectContaining({ PositionalConstraint: 'STARTS_WITH', SearchString: prefix }),
});

describe('where users upload', () => {
  test('the core rules on bodies leave a label, and refuse by it everywhere else', () => {
    const template = synthAcl({ uploadPaths: ['/Uploads'] });
    expect(overridesOf(template)).toEqual(['SizeRestrictions_BODY', 'CrossSiteScripting_BODY']);
    const { BodiesOutsideOfUploads: rule, KnownBadInputsRuleSet } = rulesOf(template);
    expect(rule.Priority).toBeGreaterThan(KnownBadInputsRuleSet.Priority);
    expect(rule.Action).toEqual({ Block: {} });
    expect(rule.Statement).toEqual({
      AndStatement: {
        Statements: [label('CrossSiteScripting_Body'), { NotStatement: { Statement: path('/uploads') } }],
      },
    });
  });

  test('the size of bodies is one of them where it refuses, and there may be more paths', () => {
    const stack = aclStack();
    const managedRules = [ManagedRules.core({ refuseLargeBodies: true })];
    const acl = buildAcl(stack, { managedRules, uploadPaths: ['/uploads', '/photos'] });
    expect(rulesOf(Template.fromStack(stack)).BodiesOutsideOfUploads.Statement).toEqual({
      AndStatement: {
        Statements: [
          { OrStatement: { Statements: [label('CrossSiteScripting_Body'), label('SizeRestrictions_Body')] } },
          { NotStatement: { Statement: { OrStatement: { Statements: [path('/uploads'), path('/photos')] } } } },
        ],
      },
    });
    // The limit, the core rules, two labels and two paths.
    expect(acl.capacityUnits).toBe(2 + 700 + 2 + 2 * 32);
  });

  test.each([
    ['no path is given', {}],
    ['there are no core rules', { uploadPaths: ['/uploads'], managedRules: [ManagedRules.sqlInjection()] }],
    [
      'the rules only count anyway',
      { uploadPaths: ['/uploads'], managedRules: [ManagedRules.core({ countOnly: ['CrossSiteScripting_BODY'] })] },
    ],
  ])('it takes no further rule where %s', (_, props) => {
    expect(Object.keys(rulesOf(synthAcl(props)))).not.toContain('BodiesOutsideOfUploads');
  });

  test('refuses what is no path', () => {
    expect(() => synthAcl({ uploadPaths: ['uploads'] })).toThrow(
      `pathPrefix is ["uploads"]: write a path that begins with a slash, such as '/login', up to 200 characters`,
    );
  });
});

test('callers of an API may come without a user agent', () => {
  expect(overridesOf(synthAcl({ managedRules: [ManagedRules.core({ anyUserAgent: true })] }))).toEqual([
    'SizeRestrictions_BODY',
    'NoUserAgent_HEADER',
    'UserAgent_BadBots_HEADER',
  ]);
});

describe('managed rules on trial', () => {
  const template = synthAcl({ managedRulesOnTrial: true, uploadPaths: ['/uploads'] });

  test('only count, all of them, and limits of requests refuse', () => {
    const { RatePerIp, BodiesOutsideOfUploads, ...groups } = rulesOf(template);
    for (const { OverrideAction } of Object.values(groups)) expect(OverrideAction).toEqual({ Count: {} });
    expect(BodiesOutsideOfUploads.Action).toEqual({ Count: {} });
    expect(RatePerIp.Action).toMatchObject({ Block: {} });
  });

  test('ring where they would refuse users', () => {
    const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
    const alarm = alarms.find(({ Properties }) => /on trial/.test(Properties.AlarmDescription))!.Properties;
    const [{ Expression }, ...counts] = alarm.Metrics;
    const rules = counts.map(({ MetricStat: { Metric } }: { MetricStat: { Metric: never } }) => Metric);
    expect(
      rules.map(({ MetricName, Dimensions }: { MetricName: string; Dimensions: { Value: string }[] }) => [
        MetricName,
        Dimensions[0].Value,
      ]),
    ).toEqual([
      ['AllowedRequests', 'ALL'],
      ...['AmazonIpReputationList', 'CommonRuleSet', 'KnownBadInputsRuleSet', 'BodiesOutsideOfUploads'].map((rule) => [
        'CountedRequests',
        rule,
      ]),
    ]);
    expect(alarm).toMatchObject({ Threshold: 1, EvaluationPeriods: 3, ComparisonOperator: 'GreaterThanThreshold' });
    const percent = (matched0?: number, matched1?: number, allowed?: number) =>
      evaluate(Expression, { matched0, matched1, matched2: undefined, matched3: undefined, allowed }) ?? 0;
    expect(percent(undefined, 19, 100)).toBe(0);
    expect(percent(10, 10, 1980)).toBe(1);
    expect(percent(20)).toBe(100);
  });

  test('have no alarm once they are in force', () => {
    synthAcl().resourceCountIs('AWS::CloudWatch::Alarm', 1);
  });

  test('count within what an alarm takes, however many there are', () => {
    const rateLimits = Array.from({ length: 10 }, (_, i) =>
      RateLimit.perIp({ requests: 100, name: `Limit${i}`, onTrial: true }),
    );
    const alarms = Object.values(synthAcl({ rateLimits }).findResources('AWS::CloudWatch::Alarm'));
    // The expression is one more.
    for (const { Properties } of alarms) expect(Properties.Metrics.length).toBeLessThanOrEqual(11);
  });
});
