import { fullDiff } from '@aws-cdk/cloudformation-diff';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SteadyStateLevel } from '../../lib/monitoring/steady-state-level';
import { findings } from '../edge/support';
import { testApp } from '../support/app';
import { HOME, Watched, watchedApp } from './support';

const BASIC = SteadyStateLevel.basic();
const FULL = SteadyStateLevel.full();

describe('the dashboard', () => {
  const body = (watched: Watched) => {
    const [dashboard] = Object.values(
      Template.fromStack(watched.stacks.ops).findResources('AWS::CloudWatch::Dashboard'),
    );
    const [, parts] = dashboard.Properties.DashboardBody['Fn::Join'] as [string, (string | object)[]];
    return {
      properties: dashboard.Properties as object,
      widgets: JSON.parse(parts.map((part) => (typeof part === 'string' ? part : 'token')).join('')).widgets as {
        type: string;
        properties: { title: string; region: string; metrics?: unknown[]; alarms?: string[] };
      }[],
    };
  };

  test('shows users, app, service and database, from the outside in', () => {
    const { widgets } = body(watchedApp(FULL));
    expect(widgets.map((widget) => widget.properties.title)).toEqual([
      'Alarms that page',
      'Notices',
      'Users: requests',
      'Users: errors (%)',
      'App: requests and failures',
      'App: seconds to answer',
      'App: hosts',
      'Service: CPU (%)',
      'Service: memory (%)',
      'Database: CPU (%)',
      'Database: connections',
      'Database: seconds to read',
      'Database: bytes free',
      'Database: seconds to write',
      'Database: seconds behind',
    ]);
    expect(widgets.slice(0, 2).map((widget) => widget.properties.alarms?.length)).toEqual([7, 6]);
  });

  test('shows CloudFront from us-east-1, wherever it stands itself', () => {
    const { widgets } = body(watchedApp(FULL));
    expect(widgets[2].properties.region).toBe('us-east-1');
    expect(widgets[4].properties.region).not.toBe('us-east-1');
  });

  test('has no name of its own, which would collide', () => {
    expect(Object.keys(body(watchedApp(FULL)).properties)).toEqual(['DashboardBody']);
  });
});

describe('growth', () => {
  const diff = (from: Stack, to: Stack) =>
    fullDiff(Template.fromStack(from).toJSON(), Template.fromStack(to).toJSON()).resources;

  test('from basic to full creates, and changes nothing that is there', () => {
    const [from, to] = [watchedApp(BASIC), watchedApp(FULL)];
    const impacts: string[] = [];
    diff(from.stacks.ops, to.stacks.ops).forEachDifference((_, change) => impacts.push(change.changeImpact));
    expect(impacts).toHaveLength(7);
    expect(new Set(impacts)).toEqual(new Set(['WILL_CREATE']));
  });

  test('other stacks keep their resources as they are, at any level', () => {
    const resources = (watched: Watched) =>
      [watched.stacks.web, watched.stacks.data, watched.stacks.edge].map(
        (stack) => Template.fromStack(stack).toJSON().Resources,
      );
    const [from, to] = [watchedApp(BASIC), watchedApp(FULL)];
    expect(resources(to)).toEqual(resources(from));
    for (const stack of [to.stacks.web, to.stacks.data, to.stacks.edge])
      expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toMatch(/acme-ops|Fn::ImportValue|"Export"/);
  });

  test('more replicas, addresses and tasks change in place', () => {
    const from = watchedApp(FULL, undefined, HOME, 1);
    const to = watchedApp(
      FULL,
      () => ({ minTasks: 4, emails: ['oncall@example.com', 'cto@example.com'], notifyRecovery: true }),
      HOME,
      3,
    );
    const impacts = new Set<string>();
    diff(from.stacks.ops, to.stacks.ops).forEachDifference((_, change) => impacts.add(change.changeImpact));
    expect(impacts).toEqual(new Set(['WILL_CREATE', 'WILL_UPDATE']));
  });
});

describe('policy', () => {
  test.each([BASIC, FULL])('nothing is found in the stack that watches, at level $name', (level) => {
    const { app, stacks } = watchedApp(level, undefined, HOME, 1, testApp());
    expect(findings(app).filter((finding) => finding.includes(stacks.ops.stackName))).toEqual([]);
  });
});
