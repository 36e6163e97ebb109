import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AuroraReaders } from '../../../lib/database/aurora/aurora-readers';
import { SteadyState } from '../../../lib/monitoring/steady-state';
import { SteadyStateLevel } from '../../../lib/monitoring/steady-state-level';
import { SteadyStateProps } from '../../../lib/monitoring/steady-state-props';
import { ENV, quickApp } from '../support';
import { addAurora, AuroraTestProps, provisioned } from './aurora-support';

type Watch = (database: ReturnType<typeof addAurora>) => Partial<SteadyStateProps>;

function dashboardOf(watch: Watch, props: AuroraTestProps = {}): string {
  const app = quickApp();
  const database = addAurora(app, { readers: AuroraReaders.fixed(1), ...props });
  const ops = new Stack(app, 'ops', { env: ENV });
  new SteadyState(ops, 'SteadyState', { level: SteadyStateLevel.full(), ...watch(database) });
  const [dashboard] = Object.values(Template.fromStack(ops).findResources('AWS::CloudWatch::Dashboard'));
  return JSON.stringify(dashboard.Properties).replaceAll('\\"', '"');
}

test.each([
  ['ServerlessDatabaseCapacity', {}],
  ['FreeableMemory', { capacity: provisioned }],
])('its row shows what it has by role: %s', (capacity, props) => {
  const body = dashboardOf((database) => ({ alarms: database.alarms, rows: [database.dashboardRow('Cars')] }), props);

  for (const metric of ['CPUUtilization', 'DatabaseConnections', capacity]) {
    for (const role of ['WRITER', 'READER'])
      expect(body).toMatch(new RegExp(`"${metric}","DBClusterIdentifier",.*"${role}"`));
  }
  expect(body).toContain('"AuroraReplicaLagMaximum","DBClusterIdentifier"');
  expect(body).toContain('Cars: milliseconds behind');
});

test('it is a database that SteadyState takes as well, by its instances', () => {
  const body = dashboardOf((database) => ({ database }));
  expect(body).toContain('"CPUUtilization","DBInstanceIdentifier"');
  expect(body).toContain('Reader 1');
});
