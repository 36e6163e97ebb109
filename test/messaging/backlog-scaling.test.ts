import { Duration } from 'aws-cdk-lib';
import { WorkerScaling } from '../../lib/messaging/worker-scaling';
import { buildPool, poolTemplate, resource } from './support';

const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';
const ALARM = 'AWS::CloudWatch::Alarm';
const byBacklog = (minTasks: number, maxTasks: number) =>
  WorkerScaling.byBacklog({ jobDuration: Duration.seconds(12), minTasks, maxTasks });

describe('scaling by backlog', () => {
  const template = poolTemplate({ containers: { scaling: byBacklog(1, 40) } });
  const policy = (prefix: string) => resource(template, POLICY, prefix).properties as never as Record<string, never>;

  test('tracks waiting messages for each running task, where a task at work counts', () => {
    const tracking = policy('PoolBacklogPolicy').TargetTrackingScalingPolicyConfiguration as never as {
      TargetValue: number;
      CustomizedMetricSpecification: { Metrics: { Id: string; Expression?: string; ReturnData: boolean }[] };
    };
    expect(tracking).toMatchObject({ TargetValue: 30, ScaleInCooldown: 300, ScaleOutCooldown: 240 });
    const { Metrics: metrics } = tracking.CustomizedMetricSpecification;
    expect(metrics.filter(({ Expression }) => Expression).map(({ Id, Expression }) => [Id, Expression])).toEqual([
      ['backlog', 'waiting / running'],
      ['capped', 'IF(backlog > 37.5, 37.5, backlog)'],
      ['occupied', 'IF(inWork > 0.8333 * running, 30, inWork / running * 36)'],
      ['load', 'MAX([capped, occupied])'],
    ]);
    expect(metrics.filter(({ ReturnData }) => ReturnData).map(({ Id }) => Id)).toEqual(['load']);
    // AWS takes ten at most.
    expect(metrics.length).toBeLessThanOrEqual(10);
  });

  test('counts running tasks without Container Insights', () => {
    expect(JSON.stringify(policy('PoolBacklogPolicy'))).toContain('"Stat":"SampleCount"');
    // At 20 seconds a task would have three samples a minute.
    expect(resource(template, 'AWS::ECS::Service').properties.Monitoring).toEqual({
      MetricConfigurations: [{ MetricNames: ['CPUUtilization'], ResolutionSeconds: 60 }],
    });
    expect(resource(template, 'AWS::ECS::Cluster').properties.ClusterSettings).toEqual([
      { Name: 'containerInsights', Value: 'disabled' },
    ]);
  });

  test('adds what a burst is missing, without filling what is late', () => {
    expect(policy('PoolBurstPolicy').StepScalingPolicyConfiguration).toMatchObject({
      AdjustmentType: 'ChangeInCapacity',
      Cooldown: 240,
    });
    const alarm = resource(template, ALARM, 'PoolBurst').properties as never as { Metrics: { Expression?: string }[] };
    expect(alarm).toMatchObject({ Threshold: 0, EvaluationPeriods: 1, TreatMissingData: 'notBreaching' });
    expect(alarm.Metrics[0]!.Expression).toBe('waiting / 30 - running');
  });

  test('leaves the fewest after fifteen idle minutes', () => {
    expect(policy('PoolIdlePolicy').StepScalingPolicyConfiguration).toMatchObject({
      AdjustmentType: 'ExactCapacity',
      StepAdjustments: [{ MetricIntervalUpperBound: 0, ScalingAdjustment: 1 }],
    });
    expect(resource(template, ALARM, 'PoolIdle').properties).toMatchObject({
      ComparisonOperator: 'LessThanOrEqualToThreshold',
      Threshold: 0,
      EvaluationPeriods: 15,
    });
  });

  test('wakes a pool of none only where the fewest is none', () => {
    template.resourceCountIs(POLICY, 3);
    const zero = poolTemplate({ containers: { scaling: byBacklog(0, 40) } });
    zero.resourceCountIs(POLICY, 4);
    const wake = resource(zero, ALARM, 'PoolWake').properties as never as { Metrics: { Expression?: string }[] };
    expect(wake.Metrics[0]!.Expression).toBe('IF(FILL(inWork, 0) > 0, 0, waiting / 30)');
    expect(resource(zero, POLICY, 'PoolIdlePolicy').properties.StepScalingPolicyConfiguration).toMatchObject({
      StepAdjustments: [{ ScalingAdjustment: 0 }],
    });
  });

  test('has policy names that follow from nothing', () => {
    const names = Object.values(template.findResources(POLICY)).map(({ Properties }) => Properties.PolicyName);
    expect(names.sort()).toEqual(['backlog-per-task', 'burst', 'idle']);
  });

  test('has an alarm for fifteen minutes at its maximum', () => {
    expect(resource(template, ALARM, 'PoolAtMaximum').properties).toMatchObject({
      Threshold: 40,
      EvaluationPeriods: 15,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    });
    expect(buildPool({ containers: { scaling: byBacklog(1, 40) } }).pool.alarms).toHaveLength(1);
  });

  test('has no policies where the bounds are equal', () => {
    poolTemplate({ containers: { scaling: byBacklog(4, 4) } }).resourceCountIs(POLICY, 0);
  });
});
