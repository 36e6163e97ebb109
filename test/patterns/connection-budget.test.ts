import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as fc from 'fast-check';
import { DatabaseEngine, DatabaseTuning, GrowthStage, QueueOrder } from '../../index';
import {
  budgetOf,
  ConnectionBudget,
  mostTasks,
  poolSizeOf,
  roomPerTask,
  worstCase,
} from '../../patterns/connection-budget';
import { base, make, templatesOf } from './support';

const TIMES = { longestJob: Duration.seconds(30), jobDuration: Duration.seconds(2) };
const subscribers = (count: number) => ({
  order: QueueOrder.standard(),
  subscribers: Array.from({ length: count }, (_, i) => ({ name: `Subscriber${i}`, ...TIMES })),
});
const SAMPLE = { ...base, jobs: { order: QueueOrder.standard(), ...TIMES }, events: subscribers(1) };

describe('every stage has room for all connections that its tasks may open', () => {
  test.each(GrowthStage.all().map((stage) => [stage.name, stage] as const))('%s', (_, stage) => {
    const props = { ...SAMPLE, stage };
    const budget = budgetOf(props);
    const size = poolSizeOf(props);
    expect(worstCase(budget, size)).toBeLessThanOrEqual(budget.instanceConnections!);
    // Nobody needs to be told fewer than the stage foresees.
    expect(size).toBe(stage.sizes.database.connectionsPerTask);
  });
});

test('the first ten thousand users would have opened more than their database takes', () => {
  const budget = budgetOf({ ...SAMPLE, stage: GrowthStage.TEN_THOUSAND });
  expect(mostTasks(budget)).toBe(2 * (24 + 20 * 2));
  expect(worstCase(budget, 10)).toBeGreaterThan(budget.instanceConnections!);
});

test('whatever there is, the room that is told is never passed, and one more would pass it', () => {
  const budgets = fc.record<ConnectionBudget>({
    webTasks: fc.integer({ min: 1, max: 500 }),
    workerTasks: fc.integer({ min: 0, max: 500 }),
    pools: fc.integer({ min: 0, max: 20 }),
    instanceConnections: fc.integer({ min: 21, max: 5000 }),
    readReplicas: fc.integer({ min: 0, max: 15 }),
    proxy: fc.boolean(),
  });
  fc.assert(
    fc.property(budgets, (budget) => {
      const room = roomPerTask(budget);
      if (room === Infinity) return expect(budget).toMatchObject({ proxy: true, readReplicas: 0 });
      expect(worstCase(budget, room)).toBeLessThanOrEqual(budget.instanceConnections! - 20 || 0);
      return expect(worstCase(budget, room + 1)).toBeGreaterThan(budget.instanceConnections! - 20);
    }),
  );
});

describe('what the containers are told', () => {
  const told = (template: Template) =>
    Object.values(template.findResources('AWS::ECS::TaskDefinition'))
      .flatMap(
        ({ Properties }) => Properties.ContainerDefinitions as { Environment?: { Name: string; Value: string }[] }[],
      )
      .flatMap(({ Environment = [] }) => Environment)
      .find(({ Name }) => Name === 'DATABASE_POOL_SIZE')?.Value;
  const toldAt = (props: Partial<typeof base>) => told(templatesOf(make(props)).web);

  test('is what the stage foresees', () => {
    expect(toldAt({ stage: GrowthStage.ONE })).toBe('5');
  });

  test('is fewer where more pools of workers share the database', () => {
    expect(toldAt({ ...SAMPLE, events: subscribers(3), stage: GrowthStage.TEN_THOUSAND })).toBe('3');
  });

  test('follows a number of connections that somebody chose', () => {
    const tuning = DatabaseTuning.postgres({ maxConnections: 70 });
    expect(toldAt({ stage: GrowthStage.HUNDRED, database: { tuning, engine: DatabaseEngine.postgres() } })).toBe('2');
  });
});

test('a database that is too small for its tasks is an error', () => {
  const stage = GrowthStage.TEN_THOUSAND.customize({ database: { instanceType: new ec2.InstanceType('t4g.small') } });
  expect(() => make({ ...SAMPLE, stage })).toThrow(
    "ScalableApp at 'Shop':\n" +
      '  - stage.sizes.database.instanceType is "t4g.small": up to 128 tasks at once, of the web and of each pool of workers, twice while a deployment goes on, have less than 2 connections each: customize the stage with a larger database.instanceType, fewer web.maxTasks or workers.maxTasks, or more database.readReplicas',
  );
});

test('a number of connections is one', () => {
  const stage = GrowthStage.ONE.customize({ database: { connectionsPerTask: 1 } });
  expect(() => make({ stage })).toThrow(
    'stage.sizes.database.connectionsPerTask is 1: give a whole number from 2 to 100',
  );
});
