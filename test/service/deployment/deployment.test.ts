import { fullDiff } from '@aws-cdk/cloudformation-diff';
import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Deployment } from '../../../lib/service/deployment/deployment';
import { DeploymentHook } from '../../../lib/service/deployment/deployment-hook';
import { RollbackAlarms } from '../../../lib/service/deployment/rollback-alarms';
import { growthFaults } from '../../support/growth';
import { only, template } from '../fixture';

type Json = Record<string, never>;

const deploying = (deployment: Deployment) => template(() => ({ deployment }));
const configuration = (of: Template) => only(of, 'AWS::ECS::Service').properties.DeploymentConfiguration;
const noAlarms = RollbackAlarms.none('The test looks at something else.');

describe('the configuration of', () => {
  const common = {
    MinimumHealthyPercent: 100,
    MaximumPercent: 200,
    DeploymentCircuitBreaker: { Enable: true, Rollback: true },
    Alarms: { AlarmNames: [], Enable: false, Rollback: false },
    LifecycleHooks: [],
  };

  test.each([
    ['a rolling deployment', Deployment.rolling(), { Strategy: 'ROLLING' }],
    [
      'a blue/green deployment',
      Deployment.blueGreen({ rollbackAlarms: noAlarms }),
      { Strategy: 'BLUE_GREEN', BakeTimeInMinutes: 10 },
    ],
    [
      'a canary deployment',
      Deployment.canary({ rollbackAlarms: noAlarms, percent: 1.1, canaryTime: Duration.minutes(5) }),
      {
        Strategy: 'CANARY',
        BakeTimeInMinutes: 10,
        CanaryConfiguration: { CanaryPercent: 1.1, CanaryBakeTimeInMinutes: 5 },
      },
    ],
    [
      'a linear deployment',
      Deployment.linear({ rollbackAlarms: noAlarms, bakeTime: Duration.hours(1) }),
      {
        Strategy: 'LINEAR',
        BakeTimeInMinutes: 60,
        LinearConfiguration: { StepPercent: 20, StepBakeTimeInMinutes: 3 },
      },
    ],
  ])('%s', (_, deployment, expected) => {
    expect(configuration(deploying(deployment))).toEqual({ ...common, ...expected });
    expect(deployment.doublesTasks).toBe(expected.Strategy !== 'ROLLING');
  });
});

describe('a switch of strategy', () => {
  const thresholds = { errorPercent: 2 };
  const shifts = {
    rollbackAlarms: RollbackAlarms.steadyState(thresholds),
    hooks: [DeploymentHook.smokeTest()],
  };
  const strategies: [string, Deployment][] = [
    ['rolling', Deployment.rolling()],
    ['blue/green', Deployment.blueGreen(shifts)],
    ['canary', Deployment.canary(shifts)],
    ['linear', Deployment.linear(shifts)],
  ];
  const made = new Map(strategies.map(([name, deployment]) => [name, deploying(deployment).toJSON() as Json]));
  const pairs = strategies.flatMap(([from]) =>
    strategies.filter(([to]) => to !== from).map(([to]): [string, string] => [from, to]),
  );
  /** What a smoke test and rollback alarms are made of. They go with the strategies that use them. */
  const helper = /SmokeTest|RollbackAlarms|HookRole/;

  test.each(pairs)('from %s to %s changes how the service deploys, and nothing else', (from, to) => {
    const [before, after] = [made.get(from)!, made.get(to)!];
    const changes: string[] = [];
    fullDiff(before, after).resources.forEachDifference((id, change) => {
      if (helper.test(id)) return;
      const properties = Object.keys(change.propertyUpdates);
      const others = Object.keys(change.otherChanges).filter((key) => key !== 'DependsOn');
      changes.push(`${change.newResourceType}: ${[...properties, ...others].join(', ')}`);
    });
    expect(changes).toEqual(['AWS::ECS::Service: DeploymentConfiguration']);
    expect(growthFaults(before, after).filter((fault) => !helper.test(fault))).toEqual([]);
    if (to !== 'rolling') expect(growthFaults(before, after)).toEqual([]);
  });

  test('leaves nothing of one strategy to the next, on a way through all of them', () => {
    const always = ['Alarms', 'DeploymentCircuitBreaker', 'LifecycleHooks', 'MaximumPercent', 'MinimumHealthyPercent'];
    const way: [string, string[]][] = [
      ['canary', ['BakeTimeInMinutes', 'CanaryConfiguration']],
      ['linear', ['BakeTimeInMinutes', 'LinearConfiguration']],
      ['rolling', []],
      ['blue/green', ['BakeTimeInMinutes']],
      ['canary', ['BakeTimeInMinutes', 'CanaryConfiguration']],
    ];
    for (const [name, own] of way)
      expect(Object.keys(configuration(Template.fromJSON(made.get(name)!))).sort()).toEqual(
        [...always, ...own, 'Strategy'].sort(),
      );
    // What every strategy reads is written out, so that rolling turns off what those before it had on.
    expect(configuration(Template.fromJSON(made.get('rolling')!))).toMatchObject({
      Strategy: 'ROLLING',
      Alarms: { AlarmNames: [], Enable: false, Rollback: false },
      LifecycleHooks: [],
    });
  });

  test('between those that shift traffic leaves alarms and hooks as they are', () => {
    const others = (name: string) =>
      Object.entries(made.get(name)!.Resources as Record<string, { Type: string }>).filter(
        ([, { Type }]) => Type !== 'AWS::ECS::Service',
      );
    expect(others('canary')).toEqual(others('blue/green'));
    expect(others('linear')).toEqual(others('blue/green'));
  });
});

test('alarms of yours roll back, too', () => {
  const made = template((_, stack) => ({
    deployment: Deployment.rolling({
      rollbackAlarms: RollbackAlarms.of(cloudwatch.Alarm.fromAlarmName(stack, 'Orders', 'orders-low')),
    }),
  }));
  expect(configuration(made).Alarms).toEqual({ AlarmNames: ['orders-low'], Enable: true, Rollback: true });
});
