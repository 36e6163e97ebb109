import { Duration } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { basicAlarms, loadBalancerAlarms } from '../../../lib/monitoring/alarms';
import { LoadBalancerMetrics } from '../../../lib/monitoring/load-balancer-metrics';
import { thresholdSettingsOf, SteadyStateThresholds } from '../../../lib/monitoring/thresholds';
import { Deployment } from '../../../lib/service/deployment/deployment';
import { RollbackAlarms, rollbackLimits } from '../../../lib/service/deployment/rollback-alarms';
import { build, only, template } from '../fixture';

const thresholds = fc.record(
  {
    errorPercent: fc.double({ min: 0.01, max: 100, noNaN: true }),
    errorsAtLeast: fc.integer({ min: 1, max: 10_000 }),
    latencyP95: fc.integer({ min: 1, max: 60_000 }).map((ms) => Duration.millis(ms)),
  },
  { requiredKeys: [] },
);

test('whatever pages somebody would have rolled the deployment back', () => {
  fc.assert(
    fc.property(thresholds, (given: SteadyStateThresholds) => {
      const paging = thresholdSettingsOf(given);
      const limits = rollbackLimits(given);
      expect(limits.errorPercent).toBeLessThan(paging.errorPercent);
      expect(limits.errorPercent).toBeGreaterThan(0);
      // As many in each of five minutes are enough to page.
      expect(limits.errorsAtLeast * 5).toBeGreaterThanOrEqual(paging.errorsAtLeast);
      expect((limits.errorsAtLeast - 1) * 5).toBeLessThan(paging.errorsAtLeast);
      expect(limits.latencySeconds).toBeLessThanOrEqual(paging.latencyP95.toMilliseconds() / 1000);
    }),
  );
});

const { web } = build();
const metrics = new LoadBalancerMetrics(web.loadBalancer, web.targetGroups);
const paging = [...basicAlarms(metrics, thresholdSettingsOf()), ...loadBalancerAlarms(metrics, thresholdSettingsOf())];

const made = template(() => ({ deployment: Deployment.blueGreen() }));
const alarm = (name: RegExp) =>
  Object.entries(made.findResources('AWS::CloudWatch::Alarm')).find(([id]) => name.test(id))![1].Properties;

test('they see a fault in less time than it takes to page', () => {
  const pagingMinutes = (id: string) => {
    const found = paging.find((spec) => spec.id === id)!;
    // Both alarms of the steady state count over five minutes.
    return found.periods * 5;
  };
  for (const [rollback, page] of [
    [alarm(/Errors/), pagingMinutes('Errors')],
    [alarm(/SlowAnswers/), pagingMinutes('SlowAnswersP95')],
  ] as const) {
    const periods = rollback.Metrics.map((metric: { MetricStat?: { Period: number } }) => metric.MetricStat?.Period);
    expect(new Set(periods)).toEqual(new Set([60, undefined]));
    expect(rollback.EvaluationPeriods).toBeLessThan(page);
  }
});

test('the service names them, and waits for them, and they do not wait for it', () => {
  const names = Object.keys(made.findResources('AWS::CloudWatch::Alarm'));
  expect(names).toHaveLength(2);
  const service = only(made, 'AWS::ECS::Service');
  expect(service.properties.DeploymentConfiguration.Alarms).toEqual({
    AlarmNames: names.map((Ref) => ({ Ref })),
    Enable: true,
    Rollback: true,
  });
  for (const found of Object.values(made.findResources('AWS::CloudWatch::Alarm'))) {
    expect(JSON.stringify(found)).not.toContain(service.id);
    expect(found.Properties).not.toHaveProperty('AlarmActions');
  }
});

test('errors are those of the worse group, or the load balancer', () => {
  const { Metrics, ...rest } = alarm(/Errors/);
  expect(rest).toMatchObject({
    Threshold: 0.5,
    ComparisonOperator: 'GreaterThanThreshold',
    EvaluationPeriods: 3,
    DatapointsToAlarm: 2,
    TreatMissingData: 'notBreaching',
  });
  const rows = Metrics as {
    Id: string;
    Expression?: string;
    ReturnData?: boolean;
    MetricStat?: { Stat: string; Metric: { MetricName: string; Dimensions: { Name: string }[] } };
  }[];
  expect(Object.fromEntries(rows.filter((row) => row.Expression).map((row) => [row.Id, row.Expression]))).toEqual({
    expr_1: 'MAX([blue, green, balancer])',
    blue: 'IF(blueErrors >= 1, 100 * blueErrors / blueRequests, 0)',
    green: 'IF(greenErrors >= 1, 100 * greenErrors / greenRequests, 0)',
    balancer: 'IF(balancerErrors >= 1, 100 * balancerErrors / SUM([balancerRequests, balancerErrors]), 0)',
  });
  expect(rows.filter((row) => row.ReturnData !== false).map((row) => row.Id)).toEqual(['expr_1']);
  const stats = rows.flatMap(({ Id, MetricStat }) =>
    MetricStat
      ? [[Id, MetricStat.Stat, MetricStat.Metric.MetricName, MetricStat.Metric.Dimensions.length].join(' ')]
      : [],
  );
  expect(stats.sort()).toEqual([
    'balancerErrors Sum HTTPCode_ELB_5XX_Count 1',
    'balancerRequests Sum RequestCount 1',
    'blueErrors Sum HTTPCode_Target_5XX_Count 2',
    'blueRequests Sum RequestCount 2',
    'greenErrors Sum HTTPCode_Target_5XX_Count 2',
    'greenRequests Sum RequestCount 2',
  ]);
});

test('slow answers are those of the slower group', () => {
  const properties = alarm(/SlowAnswers/);
  expect(properties).toMatchObject({ Threshold: 1, EvaluationPeriods: 3, DatapointsToAlarm: 3 });
  expect(JSON.stringify(properties.Metrics)).toContain('MAX([blue, green])');
  expect(JSON.stringify(properties.Metrics).match(/"p95"/g)).toHaveLength(2);
});

test('they follow the thresholds of the steady state', () => {
  const followed = template(() => ({
    deployment: Deployment.linear({
      rollbackAlarms: RollbackAlarms.steadyState({
        errorPercent: 4,
        errorsAtLeast: 50,
        latencyP95: Duration.millis(250),
      }),
    }),
  }));
  const alarms = Object.values(followed.findResources('AWS::CloudWatch::Alarm')).map((found) => found.Properties);
  expect(alarms.map((found) => found.Threshold)).toEqual([2, 0.25]);
  expect(JSON.stringify(alarms)).toContain('IF(blueErrors >= 10,');
});
