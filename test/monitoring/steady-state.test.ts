import { Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { SteadyState } from '../../lib/monitoring/steady-state';
import { SteadyStateLevel } from '../../lib/monitoring/steady-state-level';

import { quickApp } from '../edge/support';
import { evaluate } from './metric-maths';
import { alarms, expression, HOME, metric, Watched, watchedApp } from './support';

const BASIC = SteadyStateLevel.basic();
const FULL = SteadyStateLevel.full();
const EMAIL = { emails: ['oncall@example.com'] };
const names = (watched: Watched) => Object.keys(alarms(watched.stacks.ops)).sort();

describe('what is watched', () => {
  test('at the basic level: errors and hosts, and no dashboard', () => {
    const watched = watchedApp(BASIC);
    expect(names(watched)).toEqual(['Errors', 'NoHealthyHosts', 'UnhealthyHosts']);
    Template.fromStack(watched.stacks.ops).resourceCountIs('AWS::CloudWatch::Dashboard', 0);
    expect(watched.steadyState.dashboard).toBeUndefined();
  });

  test('at the full level: early signs as well', () => {
    expect(names(watchedApp(FULL))).toEqual([
      'Errors',
      'HostsBelowMinimum',
      'NoHealthyHosts',
      'RejectedConnections',
      'ServiceCpu',
      'ServiceMemory',
      'SlowAnswersP95',
      'SlowAnswersP99',
      'UnhealthyHosts',
    ]);
  });

  test('a minimum of one task needs no alarm besides that for none', () => {
    expect(names(watchedApp(FULL, () => ({ minTasks: 1 })))).not.toContain('HostsBelowMinimum');
  });

  test('the errors of CloudFront where its metrics are, in us-east-1', () => {
    const there = watchedApp(BASIC, undefined, { ...HOME, region: 'us-east-1' });
    const alarm = alarms(there.stacks.ops).FrontDoorErrors;
    expect(alarm).toMatchObject({ Threshold: 1, EvaluationPeriods: 2, TreatMissingData: 'notBreaching' });
    expect(metric(alarm)).toMatchObject({
      Stat: 'Average',
      Period: 300,
      Metric: {
        Namespace: 'AWS/CloudFront',
        MetricName: '5xxErrorRate',
        Dimensions: [
          {
            Name: 'DistributionId',
            Value: { 'Fn::GetStackOutput': expect.objectContaining({ StackName: 'acme-edge' }) },
          },
          { Name: 'Region', Value: 'Global' },
        ],
      },
    });
    expect(names(watchedApp(BASIC))).not.toContain('FrontDoorErrors');
  });

  test('the errors of a second distribution, too', () => {
    const stack = new Stack(quickApp(), 'acme-ops', { env: { ...HOME, region: 'us-east-1' } });
    const distribution = (id: string) =>
      cloudfront.Distribution.fromDistributionAttributes(stack, id, {
        distributionId: id,
        domainName: 'd.example.com',
      });
    new SteadyState(stack, 'SteadyState', {
      level: BASIC,
      distribution: distribution('DOOR'),
      apiDistribution: distribution('API'),
      ...EMAIL,
    });
    const { ApiErrors, FrontDoorErrors } = alarms(stack);
    const of = (id: string) => ({
      Metric: { Dimensions: [{ Name: 'DistributionId', Value: id }, expect.anything()] },
    });
    expect(metric(ApiErrors)).toMatchObject(of('API'));
    expect(metric(FrontDoorErrors)).toMatchObject(of('DOOR'));
    expect(ApiErrors.Threshold).toBe(FrontDoorErrors.Threshold);
  });

  test('any one thing alone', () => {
    const stack = new Stack(quickApp(), 'acme-ops', { env: HOME });
    const alarm = cloudwatch.Alarm.fromAlarmArn(stack, 'A', 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:a');
    const steadyState = new SteadyState(stack, 'SteadyState', { level: FULL, alarms: [alarm], ...EMAIL });
    expect(steadyState.alarms).toEqual([alarm]);
    Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::Alarm', 0);
  });
});

describe('errors', () => {
  const alarm = () => alarms(watchedApp(BASIC).stacks.ops).Errors;
  const percent = (values: { elb?: number; target?: number; requests?: number }) =>
    evaluate(expression(alarm()), { elb: undefined, target: undefined, requests: undefined, ...values });

  test('ring above 1 % within five minutes', () => {
    expect(alarm()).toMatchObject({
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
    });
    const [, ...metrics] = alarm().Metrics as { MetricStat: { Period: number; Stat: string } }[];
    expect(metrics.map((query) => query.MetricStat)).toEqual([
      expect.objectContaining({ Period: 300, Stat: 'Sum' }),
      expect.objectContaining({ Period: 300, Stat: 'Sum' }),
      expect.objectContaining({ Period: 300, Stat: 'Sum' }),
    ]);
  });

  test.each([
    ['no traffic at all', {}, 0],
    ['no failures: the codes report nothing', { requests: 500 }, 0],
    ['one bad request of one user', { requests: 1, target: 1 }, 0],
    ['five of a thousand', { requests: 1000, target: 5 }, 0.5],
    ['fifty of a thousand', { requests: 1000, target: 50 }, 5],
    ['no target at all: the load balancer counts no request then', { elb: 80 }, 100],
    ['both kinds', { requests: 90, target: 5, elb: 10 }, 15],
  ])('%s', (_, values, expected) => {
    expect(percent(values) ?? 0).toBe(expected);
  });
});

describe('hosts', () => {
  const both = (name: string, group0?: number, group1?: number) =>
    evaluate(expression(alarms(watchedApp(FULL).stacks.ops)[name]), {
      healthy0: group0,
      healthy1: group1,
      unhealthy0: group0,
      unhealthy1: group1,
    });

  test('are counted over both target groups, whichever is live', () => {
    expect(both('NoHealthyHosts', 3, undefined)).toBe(3);
    expect(both('NoHealthyHosts', undefined, 3)).toBe(3);
    expect(both('NoHealthyHosts', 0, 3)).toBe(3);
    expect(both('UnhealthyHosts', 2, 1)).toBe(3);
    expect(both('HostsBelowMinimum', undefined, undefined)).toBeUndefined();
  });

  test('by the group and its load balancer, the fewest healthy and the most unhealthy', () => {
    const all = alarms(watchedApp(FULL).stacks.ops);
    for (const [name, stat] of [
      ['NoHealthyHosts', 'Minimum'],
      ['UnhealthyHosts', 'Maximum'],
    ])
      for (const index of [1, 2])
        expect(metric(all[name], index)).toMatchObject({
          Stat: stat,
          Period: 60,
          Metric: {
            Namespace: 'AWS/ApplicationELB',
            Dimensions: [
              { Name: 'LoadBalancer', Value: { 'Fn::GetStackOutput': expect.anything() } },
              { Name: 'TargetGroup', Value: { 'Fn::GetStackOutput': expect.anything() } },
            ],
          },
        });
  });

  test('silence is bad news where hosts should be, and none where they should not', () => {
    const all = alarms(watchedApp(FULL).stacks.ops);
    expect(all.NoHealthyHosts).toMatchObject({ Threshold: 1, EvaluationPeriods: 3, TreatMissingData: 'breaching' });
    expect(all.UnhealthyHosts).toMatchObject({ Threshold: 1, EvaluationPeriods: 5, TreatMissingData: 'notBreaching' });
    expect(all.HostsBelowMinimum).toMatchObject({ Threshold: 2, EvaluationPeriods: 10, TreatMissingData: 'breaching' });
  });

  test('an imported target group is known by its ARN', () => {
    const stack = new Stack(quickApp(), 'acme-ops', { env: HOME });
    const arn = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:';
    const loadBalancer = elbv2.ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'Lb', {
      loadBalancerArn: `${arn}loadbalancer/app/mine/0123456789abcdef`,
      securityGroupId: 'sg-0123456789abcdef0',
    });
    const group = elbv2.ApplicationTargetGroup.fromTargetGroupAttributes(stack, 'Group', {
      targetGroupArn: `${arn}targetgroup/mine/0123456789abcdef`,
    });
    new SteadyState(stack, 'SteadyState', { level: BASIC, loadBalancer, targetGroups: [group], ...EMAIL });
    const [, query] = alarms(stack).NoHealthyHosts.Metrics as { MetricStat: { Metric: { Dimensions: object[] } } }[];
    expect(query.MetricStat.Metric.Dimensions).toEqual([
      { Name: 'LoadBalancer', Value: 'app/mine/0123456789abcdef' },
      { Name: 'TargetGroup', Value: 'targetgroup/mine/0123456789abcdef' },
    ]);
  });
});

describe('early signs', () => {
  test('thresholds and how long they must be crossed', () => {
    const all = alarms(watchedApp(FULL).stacks.ops);
    expect(all.SlowAnswersP95).toMatchObject({
      Threshold: 1,
      EvaluationPeriods: 3,
      EvaluateLowSampleCountPercentile: 'ignore',
      TreatMissingData: 'notBreaching',
    });
    expect(metric(all.SlowAnswersP95)).toMatchObject({ Stat: 'p95', Period: 300 });
    expect(all.SlowAnswersP99.Threshold).toBe(3);
    expect(metric(all.SlowAnswersP99)).toMatchObject({ Stat: 'p99', Period: 300 });
    expect(all.RejectedConnections).toMatchObject({ Threshold: 1, EvaluationPeriods: 1 });
    expect(metric(all.RejectedConnections)).toMatchObject({ Stat: 'Sum' });
    for (const [name, MetricName] of [
      ['ServiceCpu', 'CPUUtilization'],
      ['ServiceMemory', 'MemoryUtilization'],
    ]) {
      expect(all[name]).toMatchObject({ Threshold: 85, EvaluationPeriods: 3 });
      expect(metric(all[name])).toMatchObject({
        Stat: 'Average',
        Metric: {
          Namespace: 'AWS/ECS',
          MetricName,
          Dimensions: [
            expect.objectContaining({ Name: 'ClusterName' }),
            expect.objectContaining({ Name: 'ServiceName' }),
          ],
        },
      });
    }
  });

  test('thresholds of your own', () => {
    const all = alarms(
      watchedApp(FULL, () => ({
        thresholds: {
          errorPercent: 5,
          errorsAtLeast: 20,
          latencyP95: Duration.millis(300),
          latencyP99: Duration.seconds(2),
          serviceCpuPercent: 70,
          serviceMemoryPercent: 60,
        },
      })).stacks.ops,
    );
    expect(all.Errors.Threshold).toBe(5);
    expect(evaluate(expression(all.Errors), { elb: 19, target: undefined, requests: undefined })).toBe(0);
    expect(all.SlowAnswersP95.Threshold).toBe(0.3);
    expect(all.SlowAnswersP99.Threshold).toBe(2);
    expect(all.ServiceCpu.Threshold).toBe(70);
    expect(all.ServiceMemory.Threshold).toBe(60);
  });

  test('every alarm says what to look at', () => {
    for (const alarm of Object.values(alarms(watchedApp(FULL).stacks.ops)))
      expect(alarm.AlarmDescription).toMatch(/(See|Compare|Ask|Raise|Look|look) /);
  });
});
