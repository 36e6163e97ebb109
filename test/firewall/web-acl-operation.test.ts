import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as logs from 'aws-cdk-lib/aws-logs';
import { WebAclLogging } from '../../lib/firewall/web-acl-logging';
import { WebAclScope } from '../../lib/firewall/web-acl-scope';
import { evaluate } from '../monitoring/metric-maths';
import { aclStack, buildAcl, GLOBAL, REGIONAL, synthAcl } from './support';

const regional = WebAclScope.regional();

describe('logs', () => {
  const CONFIGURATION = 'AWS::WAFv2::LoggingConfiguration';

  test('have what a rule matched, without secrets, in a group whose name WAF takes', () => {
    const template = synthAcl();
    const [id, group] = Object.entries(template.findResources('AWS::Logs::LogGroup'))[0];
    expect(group.Properties).toMatchObject({ RetentionInDays: 30 });
    expect(group.Properties.LogGroupName).toMatch(/^aws-waf-logs-edge-WebAcl-[0-9A-F]{8}$/);
    expect(group.DeletionPolicy).toBe('Delete');
    template.hasResourceProperties(CONFIGURATION, {
      ResourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('WebAcl'), 'Arn'] },
      LogDestinationConfigs: [{ 'Fn::Join': ['', ['arn:aws:logs:us-east-1:123456789012:log-group:', { Ref: id }]] }],
      RedactedFields: [{ SingleHeader: { Name: 'authorization' } }, { SingleHeader: { Name: 'cookie' } }],
      LoggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          {
            Behavior: 'KEEP',
            Requirement: 'MEETS_ANY',
            Conditions: ['BLOCK', 'COUNT', 'EXCLUDED_AS_COUNT', 'CAPTCHA', 'CHALLENGE'].map((Action) => ({
              ActionCondition: { Action },
            })),
          },
        ],
      },
    });
  });

  test('are allowed before they begin, for this account alone', () => {
    const template = synthAcl();
    const [policy] = Object.keys(template.findResources('AWS::Logs::ResourcePolicy'));
    template.hasResource(CONFIGURATION, { DependsOn: [policy] });
    const { PolicyName, PolicyDocument } = template.findResources('AWS::Logs::ResourcePolicy')[policy].Properties;
    expect(PolicyName).toMatch(/^aws-waf-logs-edge-/);
    const text = JSON.stringify(PolicyDocument);
    expect(text).toContain('delivery.logs.amazonaws.com');
    expect(text).toContain('arn:aws:logs:us-east-1:123456789012:*');
    expect(text).toContain('aws:SourceAccount');
  });

  test('have all requests, other secrets left out, on demand', () => {
    const template = synthAcl({
      logging: WebAclLogging.cloudWatch({
        retention: logs.RetentionDays.ONE_YEAR,
        allRequests: true,
        redactHeaders: ['X-Api-Key', 'Cookie'],
        redactQueryString: true,
      }),
    });
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 365 });
    template.hasResourceProperties(CONFIGURATION, {
      LoggingFilter: Match.absent(),
      RedactedFields: [
        ...['authorization', 'cookie', 'x-api-key'].map((Name) => ({ SingleHeader: { Name } })),
        { QueryString: {} },
      ],
    });
  });

  test('and samples show no secret either, nor do the details of a match', () => {
    const protects = (template: Template, protections: object[]) =>
      template.hasResourceProperties('AWS::WAFv2::WebACL', {
        DataProtectionConfig: {
          DataProtections: protections.map((Field) => ({
            Field,
            Action: 'SUBSTITUTION',
            ExcludeRuleMatchDetails: false,
            ExcludeRateBasedDetails: false,
          })),
        },
      });
    const headers = (...more: string[]) => ({
      FieldType: 'SINGLE_HEADER',
      FieldKeys: ['authorization', 'cookie', ...more],
    });
    protects(synthAcl(), [headers()]);
    protects(synthAcl({ logging: WebAclLogging.off('a preview that nobody visits') }), [headers()]);
    protects(
      synthAcl({ logging: WebAclLogging.cloudWatch({ redactHeaders: ['X-Api-Key'], redactQueryString: true }) }),
      [headers('x-api-key'), { FieldType: 'QUERY_STRING' }],
    );
  });

  test('are off for a reason', () => {
    const template = synthAcl({ logging: WebAclLogging.off('a preview that nobody visits') });
    for (const type of [CONFIGURATION, 'AWS::Logs::LogGroup', 'AWS::Logs::ResourcePolicy'])
      template.resourceCountIs(type, 0);
  });
});

describe('the alarm', () => {
  const dimensions = (template: Template) =>
    Object.values(template.findResources('AWS::CloudWatch::Alarm'))[0].Properties.Dimensions.map(
      ({ Name }: { Name: string }) => Name,
    );

  const metrics = (template: Template) =>
    Object.values(template.findResources('AWS::CloudWatch::Alarm'))[0].Properties.Metrics as {
      Expression?: string;
      MetricStat?: { Metric: { MetricName: string; Dimensions: { Name: string }[] } };
    }[];

  test('goes by the share of refused requests, where many are', () => {
    const template = synthAcl();
    template.hasResourceProperties('AWS::CloudWatch::Alarm', { Threshold: 10, EvaluationPeriods: 3 });
    const [{ Expression }, ...counts] = metrics(template);
    expect(counts.map(({ MetricStat }) => MetricStat!.Metric.MetricName).sort()).toEqual([
      'AllowedRequests',
      'BlockedRequests',
    ]);
    for (const { MetricStat } of counts)
      expect(MetricStat!.Metric.Dimensions.map(({ Name }) => Name)).toEqual(['Rule', 'WebACL']);
    const percent = (blocked?: number, allowed?: number) => evaluate(Expression!, { blocked, allowed }) ?? 0;
    expect(percent(undefined, 900)).toBe(0);
    expect(percent(99, 1)).toBe(0);
    expect(percent(100, 900)).toBe(10);
    expect(percent(300)).toBe(100);
  });

  test('goes by a number, where one is given, by the metrics of its scope', () => {
    const global = synthAcl({ blockedPerMinute: 1000 });
    global.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/WAFV2',
      MetricName: 'BlockedRequests',
      Threshold: 1000,
      EvaluationPeriods: 5,
    });
    expect(dimensions(global)).toEqual(['Rule', 'WebACL']);
    expect(dimensions(synthAcl({ scope: regional, blockedPerMinute: 1000 }, REGIONAL))).toEqual([
      'Region',
      'Rule',
      'WebACL',
    ]);
  });
});

describe('protect', () => {
  const balancer = (stack: Stack, id = 'Balancer') =>
    elbv2.ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, id, {
      loadBalancerArn: `arn:aws:elasticloadbalancing:${stack.region}:123456789012:loadbalancer/app/${id}/1234567890abcdef`,
      securityGroupId: 'sg-12345678',
    });

  test('puts it in front of load balancers', () => {
    const stack = aclStack(REGIONAL);
    const acl = buildAcl(stack, { scope: regional });
    acl.protect(balancer(stack));
    acl.protect(balancer(stack, 'Other'));
    const associations = Object.values(Template.fromStack(stack).findResources('AWS::WAFv2::WebACLAssociation'));
    expect(associations.map(({ Properties }) => Properties.ResourceArn)).toEqual([
      expect.stringContaining('/Balancer/'),
      expect.stringContaining('/Other/'),
    ]);
    expect(acl.alarms).toHaveLength(1);
  });

  test('refuses one for CloudFront', () => {
    const stack = aclStack();
    expect(() => buildAcl(stack).protect(balancer(stack))).toThrow(
      "WebAcl at 'edge/WebAcl': its scope is CLOUDFRONT, and a load balancer takes a regional one. Make another with " +
        'WebAclScope.regional(), or give webAclArn to the distribution in front of the load balancer',
    );
  });

  test('refuses a load balancer of another Region', () => {
    const here = aclStack(REGIONAL);
    const there = new Stack(here.node.root as never, 'there', { env: GLOBAL });
    expect(() => buildAcl(here, { scope: regional }).protect(balancer(there))).toThrow(
      "WebAcl at 'edge/WebAcl': it is in eu-west-1, and the load balancer in us-east-1. Make a web ACL in the load " +
        "balancer's Region",
    );
  });
});
