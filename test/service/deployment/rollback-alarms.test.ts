import { Duration } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { basicAlarms, loadBalancerAlarms } from '../../../lib/monitoring/alarms';
import { LoadBalancerMetrics } from '../../../lib/monitoring/load-balancer-metrics';
import { thresholdSettingsOf, RollbackThresholds, SteadyStateThresholds } from '../../../lib/monitoring/thresholds';
import { Deployment } from '../../../lib/service/deployment/deployment';
import { RollbackAlarms } from '../../../lib/service/deployment/rollback-alarms';
import { evaluate } from '../../monitoring/metric-maths';
import { build, only, template } from '../fixture';

const thresholds = fc.record(
  {
    errorPercent: fc.double({ min: 0.01, max: 100, noNaN: true }),
    errorsAtLeast: fc.integer({ min: 1, max: 10_000 }),
    latencyP95: fc.integer({ min: 1, max: 60_000 }).map((ms) => Duration.millis(ms)),
  },
  { requiredKeys: [] },
);

test('a rollback comes at the figures that page, unless it is given its own', () => {
  fc.assert(
    fc.property(thresholds, thresholds, (given: SteadyStateThresholds, rollback: RollbackThresholds) => {
      const { errorPercent, errorsAtLeast, latencyP95 } = thresholdSettingsOf(given);
      expect(thresholdSettingsOf(given).rollback).toEqual({ errorPercent, errorsAtLeast, latencyP95 });
      expect(thresholdSettingsOf({ ...given, rollback }).rollback).toEqual({
        errorPercent: rollback.errorPercent ?? errorPercent,
        errorsAtLeast: rollback.errorsAtLeast ?? errorsAtLeast,
        latencyP95: rollback.latencyP95 ?? latencyP95,
      });
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
    const seconds: number[] = rollback.Metrics.flatMap((metric: { MetricStat?: { Period: number } }) =>
      metric.MetricStat ? [metric.MetricStat.Period] : [],
    );
    expect(new Set(seconds).size).toBe(1);
    expect((rollback.EvaluationPeriods * seconds[0]) / 60).toBeLessThan(page);
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

interface Row {
  readonly Id: string;
  readonly Expression?: string;
  readonly ReturnData?: boolean;
  readonly MetricStat?: {
    Stat: string;
    Period: number;
    Metric: { MetricName: string; Dimensions: { Name: string }[] };
  };
}

test('errors are those of the worse group, or of all with the load balancer', () => {
  const { Metrics, ...rest } = alarm(/Errors/);
  expect(rest).toMatchObject({
    Threshold: 1,
    ComparisonOperator: 'GreaterThanThreshold',
    EvaluationPeriods: 1,
    TreatMissingData: 'notBreaching',
  });
  const rows = Metrics as Row[];
  expect(rows.filter((row) => row.ReturnData !== false).map((row) => row.Expression)).toEqual([
    'MAX([blue, green, together])',
  ]);
  const stats = rows.flatMap(({ Id, MetricStat }) =>
    MetricStat
      ? [
          [
            Id,
            MetricStat.Stat,
            MetricStat.Period,
            MetricStat.Metric.MetricName,
            MetricStat.Metric.Dimensions.length,
          ].join(' '),
        ]
      : [],
  );
  expect(stats.sort()).toEqual([
    'balancerErrors Sum 180 HTTPCode_ELB_5XX_Count 1',
    'balancerRequests Sum 180 RequestCount 1',
    'blueErrors Sum 180 HTTPCode_Target_5XX_Count 2',
    'blueRequests Sum 180 RequestCount 2',
    'greenErrors Sum 180 HTTPCode_Target_5XX_Count 2',
    'greenRequests Sum 180 RequestCount 2',
  ]);
});

/** What an alarm of some expressions sees, from the values of its metrics. */
function seen(name: RegExp, values: Record<string, number>): number {
  const rows = alarm(name).Metrics as Row[];
  const known: Record<string, number | undefined> = Object.fromEntries(rows.map(({ Id }) => [Id, values[Id]]));
  for (const { Id, Expression } of [...rows].reverse().filter((row) => row.Expression && row.ReturnData === false)) {
    known[Id] = evaluate(Expression!, known);
  }
  const whole = rows.find((row) => row.ReturnData !== false)!;
  return evaluate(whole.Expression!, known) ?? 0;
}

test.each([
  ['no traffic at all', {}, 0],
  ['one error a minute at 30 requests a minute', { blueRequests: 90, blueErrors: 3, balancerRequests: 90 }, 0],
  ['four of a canary of ten', { greenRequests: 10, greenErrors: 4, blueRequests: 900, balancerRequests: 910 }, 0],
  ['five of a canary of ten', { greenRequests: 10, greenErrors: 5, blueRequests: 900, balancerRequests: 910 }, 50],
  ['half a percent of many', { blueRequests: 10_000, blueErrors: 50, balancerRequests: 10_000 }, 0.5],
  ['no target at all', { balancerErrors: 80 }, 100],
  [
    'a few everywhere, which together page',
    { blueRequests: 45, blueErrors: 2, greenRequests: 45, greenErrors: 2, balancerErrors: 10, balancerRequests: 90 },
    14,
  ],
])('errors: %s', (_, values, percent) => {
  expect(seen(/Errors/, values)).toBe(percent);
});

test('slow answers are those of the slower group, in each of three minutes', () => {
  const properties = alarm(/SlowAnswers/);
  expect(properties).toMatchObject({ Threshold: 1, EvaluationPeriods: 3, DatapointsToAlarm: 3 });
  expect(JSON.stringify(properties.Metrics).match(/"p95"/g)).toHaveLength(2);
  expect(JSON.stringify(properties.Metrics).match(/"Period":60/g)).toHaveLength(4);
});

test.each([
  ['one of a few', { greenRequests: 33, greenLatency: 9 }, 0],
  // 5 % of 34 are slow in each of three minutes: five requests.
  ['five in three minutes', { greenRequests: 34, greenLatency: 9, blueRequests: 300, blueLatency: 0.1 }, 9],
])('slow answers: %s', (_, values, seconds) => {
  expect(seen(/SlowAnswers/, values)).toBe(seconds);
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
  expect(alarms.map((found) => found.Threshold)).toEqual([4, 0.25]);
  expect(JSON.stringify(alarms)).toContain('IF(SUM([blueErrors]) >= 50,');
});

test('they take the thresholds of the service where they have none of their own', () => {
  const thresholds = { errorPercent: 4, rollback: { errorPercent: 2, latencyP95: Duration.seconds(2) } };
  const made = template(() => ({ deployment: Deployment.blueGreen(), thresholds }));
  const alarms = Object.values(made.findResources('AWS::CloudWatch::Alarm')).map((found) => found.Properties);
  expect(alarms.map((found) => found.Threshold)).toEqual([2, 2]);
});

test('thresholds of the service are checked', () => {
  expect(() => build(() => ({ thresholds: { rollback: { errorPercent: 0 } } }))).toThrow(
    'errorPercent 0 must be above 0 and up to 100',
  );
});
