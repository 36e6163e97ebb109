import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { WebAcl } from '../../lib/firewall/web-acl';
import { WebAclScope } from '../../lib/firewall/web-acl-scope';
import { SteadyState } from '../../lib/monitoring/steady-state';
import { SteadyStateLevel } from '../../lib/monitoring/steady-state-level';
import { edgeApp, findings, HOME, quickApp } from '../edge/support';
import { testApp } from '../support/app';

/**
 * CloudFront's metrics are in us-east-1. Where the app is elsewhere, a small stack there watches the distribution, after
 * the stack that has it; what CloudFront needs from us-east-1 stands in another one, before it.
 */
function watchedFromUsEast1(app = quickApp()) {
  const there = (name: string) => new Stack(app, name, { env: { account: HOME.account, region: 'us-east-1' } });
  const global = there('acme-edge-global');
  const webAcl = new WebAcl(global, 'WebAcl', { scope: WebAclScope.cloudFront(), blockedPerMinute: 1000 });
  const { door, edge } = edgeApp(() => ({ webAclArn: webAcl.webAclArn }), HOME, app);
  const watch = there('acme-edge-ops');
  new SteadyState(watch, 'SteadyState', {
    level: SteadyStateLevel.basic(),
    distribution: door.distribution,
    alarms: webAcl.alarms,
    emails: ['oncall@example.com'],
  });
  return { app, global, edge, watch };
}

const names = (stack: Stack) => stack.dependencies.map(({ stackName }) => stackName).sort();

test('an alarm in us-east-1 watches a distribution of another Region, without a cycle', () => {
  const { global, edge, watch } = watchedFromUsEast1();

  Template.fromStack(watch).hasResourceProperties('AWS::CloudWatch::Alarm', {
    Metrics: [
      Match.objectLike({
        MetricStat: Match.objectLike({
          Metric: {
            Namespace: 'AWS/CloudFront',
            MetricName: '5xxErrorRate',
            Dimensions: [
              {
                Name: 'DistributionId',
                Value: { 'Fn::GetStackOutput': Match.objectLike({ StackName: 'acme-edge', Region: 'eu-west-1' }) },
              },
              { Name: 'Region', Value: 'Global' },
            ],
          },
        }),
      }),
    ],
    AlarmActions: [{ Ref: Match.stringLikeRegexp('^SteadyStateTopic') }],
  });
  expect(names(watch)).toEqual(['acme-edge', 'acme-edge-global']);
  expect(names(edge)).toContain('acme-edge-global');
  expect(names(global)).toEqual([]);
});

test('and hears of the web ACL in the other stack there', () => {
  const [rule] = Object.values(Template.fromStack(watchedFromUsEast1().watch).findResources('AWS::Events::Rule'));

  expect(rule.Properties.EventPattern.resources).toEqual([
    { 'Fn::GetStackOutput': expect.objectContaining({ StackName: 'acme-edge-global' }) },
  ]);
});

test('cdk-nag and the validation of CloudFormation find nothing', () => {
  expect(findings(watchedFromUsEast1(testApp()).app)).toEqual([]);
});
