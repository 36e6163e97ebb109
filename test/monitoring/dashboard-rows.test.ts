import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { WorkerPool } from '../../lib/messaging/worker-pool';
import { SteadyStateLevel } from '../../lib/monitoring/steady-state-level';
import { SteadyStateProps } from '../../lib/monitoring/steady-state-props';
import { containers, workQueue } from '../messaging/support';
import { growthFaults } from '../support/growth';
import { HOME, Watched, watchedApp } from './support';

/** A pool in a stack of its own, whose queue is in another, before the stack that has the dashboard. */
function poolElsewhere(ops: Stack): WorkerPool {
  const stack = (name: string) => new Stack(ops.node.root as never, `acme-${name}`, { env: HOME });
  const jobs = workQueue(stack('messaging'));
  const workers = stack('workers');
  return new WorkerPool(workers, 'Pool', { queue: jobs, workers: containers(workers) });
}

const withRow = (ops: Stack): Partial<SteadyStateProps> => ({ rows: [poolElsewhere(ops).dashboardRow('Receipts')] });

function bodyOf(watched: Watched): { titles: string[]; text: string } {
  const [dashboard] = Object.values(Template.fromStack(watched.stacks.ops).findResources('AWS::CloudWatch::Dashboard'));
  const [, parts] = dashboard.Properties.DashboardBody['Fn::Join'] as [string, (string | object)[]];
  const { widgets } = JSON.parse(parts.map((part) => (typeof part === 'string' ? part : 'token')).join('')) as {
    widgets: { properties: { title: string } }[];
  };
  return { titles: widgets.map(({ properties }) => properties.title), text: JSON.stringify(parts) };
}

test('rows stand below the rest, and read what another stack has by weak references', () => {
  const watched = watchedApp(SteadyStateLevel.full(), withRow);
  const { titles, text } = bodyOf(watched);

  expect(titles.slice(-4)).toEqual([
    'Database: seconds behind',
    'Receipts: jobs',
    'Receipts: age of the oldest job (s)',
    'Receipts: workers',
  ]);
  expect(text).toContain('"Fn::GetStackOutput":{"StackName":"acme-workers"');
  expect(text).toContain('"Fn::GetStackOutput":{"StackName":"acme-messaging"');
  expect(watched.stacks.ops.dependencies.map((stack) => stack.stackName)).toContain('acme-workers');
});

test('the basic level has no dashboard, and does not read for one', () => {
  const plain = Template.fromStack(watchedApp(SteadyStateLevel.basic()).stacks.ops).toJSON();
  const rows = Template.fromStack(watchedApp(SteadyStateLevel.basic(), withRow).stacks.ops).toJSON();

  expect(rows).toEqual(plain);
});

test('a row comes and goes in place', () => {
  const plain = Template.fromStack(watchedApp(SteadyStateLevel.full()).stacks.ops).toJSON() as Record<string, never>;
  const rows = Template.fromStack(watchedApp(SteadyStateLevel.full(), withRow).stacks.ops).toJSON() as typeof plain;

  expect(growthFaults(plain, rows)).toEqual([]);
  expect(growthFaults(rows, plain)).toEqual([]);
  expect(Object.keys(rows.Resources)).toEqual(Object.keys(plain.Resources));
});
