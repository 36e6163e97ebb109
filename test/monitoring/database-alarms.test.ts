import { Duration, Stack } from 'aws-cdk-lib';
import * as rds from 'aws-cdk-lib/aws-rds';
import { DatabaseAlarms, DatabaseAlarmsProps } from '../../lib/monitoring/database-alarms';
import { SteadyStateLevel } from '../../lib/monitoring/steady-state-level';
import { quickApp } from '../edge/support';
import { evaluate } from './metric-maths';
import { AlarmProperties, alarms, expression, HOME } from './support';

const instance = (stack: Stack, id: string) =>
  rds.DatabaseInstance.fromDatabaseInstanceAttributes(stack, id, {
    instanceIdentifier: id.toLowerCase(),
    instanceEndpointAddress: `${id}.example.com`,
    port: 5432,
    securityGroups: [],
  });

function make(props: (stack: Stack) => Partial<DatabaseAlarmsProps> = () => ({})) {
  const stack = new Stack(quickApp(), 'acme-data', { env: HOME });
  const made = new DatabaseAlarms(stack, 'Alarms', {
    instance: instance(stack, 'Writer'),
    allocatedStorageGiB: 100,
    ...props(stack),
  });
  return { stack, made };
}
const plain = (alarm: AlarmProperties) => ({
  metric: alarm.MetricName,
  statistic: alarm.Statistic,
  of: (alarm.Dimensions as { Value: string }[])[0].Value,
  threshold: alarm.Threshold,
  periods: alarm.EvaluationPeriods,
  missing: alarm.TreatMissingData,
});

test('storage and CPU by default', () => {
  const all = alarms(make().stack);
  expect(Object.keys(all).sort()).toEqual(['Cpu', 'FreeStorage']);
  expect(plain(all.FreeStorage)).toEqual({
    metric: 'FreeStorageSpace',
    statistic: 'Minimum',
    of: 'writer',
    threshold: Math.floor(7 * 1024 ** 3),
    periods: 2,
    missing: 'notBreaching',
  });
  expect(plain(all.Cpu)).toEqual({
    metric: 'CPUUtilization',
    statistic: 'Average',
    of: 'writer',
    threshold: 80,
    periods: 3,
    missing: 'breaching',
  });
});

test('connections where the limit is known, and the lag of each replica by its own name', () => {
  const { stack, made } = make((scope) => ({
    maxConnections: 400,
    replicas: [instance(scope, 'ReaderA'), instance(scope, 'ReaderB')],
    replicaLag: Duration.seconds(20),
  }));
  const all = alarms(stack);
  expect(Object.keys(all).sort()).toEqual(['Connections', 'Cpu', 'FreeStorage', 'LagReaderA', 'LagReaderB']);
  expect(plain(all.Connections)).toMatchObject({ metric: 'DatabaseConnections', statistic: 'Maximum', threshold: 320 });
  expect(all.LagReaderA).toMatchObject({ Threshold: 20, EvaluationPeriods: 1, TreatMissingData: 'breaching' });
  expect(made.replicas).toHaveLength(2);
  expect(made.alarms).toHaveLength(5);
});

test('broken replication, which MySQL reports as -1, is a long lag', () => {
  const { stack } = make((scope) => ({ replicas: [instance(scope, 'Reader')] }));
  const lag = (seconds: number) => evaluate(expression(alarms(stack).LagReader), { lag: seconds });
  expect([lag(-1), lag(0), lag(90)]).toEqual([86400, 0, 90]);
});

test('storage only at the basic level, and more of it on the way up under the same ids', () => {
  const basic = Object.keys(alarms(make(() => ({ level: SteadyStateLevel.basic() })).stack));
  expect(basic).toEqual(['FreeStorage']);
  expect(Object.keys(alarms(make(() => ({ maxConnections: 100 })).stack))).toEqual(expect.arrayContaining(basic));
});

test('lists are copies', () => {
  const { made } = make();
  made.alarms.pop();
  made.replicas.push(made.instance);
  expect([made.alarms.length, made.replicas.length]).toEqual([2, 0]);
});

test.each([
  [{ allocatedStorageGiB: 0 }, 'allocatedStorageGiB is 0: give the storage that the instance starts with, in GiB'],
  [{ maxConnections: 0 }, "maxConnections is 0: give the engine's limit (max_connections), 1 or more"],
  [{ freeStoragePercent: 101 }, 'freeStoragePercent is 101: give a percentage above 0 and up to 100'],
  [{ cpuPercent: 0 }, 'cpuPercent is 0: give a percentage above 0 and up to 100'],
])('refuses %j', (props, message) => {
  expect(() => make(() => props)).toThrow(new Error(`DatabaseAlarms at 'acme-data/Alarms':\n  - ${message}`));
});
