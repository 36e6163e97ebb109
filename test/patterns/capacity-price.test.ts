import * as ecs from 'aws-cdk-lib/aws-ecs';
import { instancesFor, INSTANCE_VCPUS, tasksPerInstance } from '../../lib/service/capacity/instance-plan';
import { instanceTypesOf, MEMORY_RATIOS } from '../../lib/service/capacity/instance-types';
import { StageRow, STAGE_TABLE } from '../../patterns/stage-table';
import { MONTH_HOURS, priceList } from '../../review/prices/prices';

const price = priceList();
const VOLUME_GIB = 50;

interface Shape {
  readonly vCpus: number;
  readonly memoryGiBPerVCpu: number;
}

const SHAPES: Shape[] = INSTANCE_VCPUS.flatMap((vCpus) =>
  MEMORY_RATIOS.map((memoryGiBPerVCpu) => ({ vCpus, memoryGiBPerVCpu })),
);

/** USD an hour for so many web tasks of a stage. */
function onFargate({ sizes }: StageRow, tasks: number): number {
  const { cpu, memoryMiB } = sizes.web;
  return tasks * ((cpu / 1024) * price('fargate', 'arm vCPU') + (memoryMiB / 1024) * price('fargate', 'arm GB'));
}

/** The same on the cheapest type of one shape, with trunking, at its best: tasks fill the instances to `targetPercent`. */
function onInstances({ sizes }: StageRow, tasks: number, shape: Shape, targetPercent: number): number {
  const perInstance = tasksPerInstance(
    { vCpus: shape.vCpus, memoryMiB: shape.vCpus * shape.memoryGiBPerVCpu * 1024, trunking: true },
    { cpu: sizes.web.cpu, memoryMiB: sizes.web.memoryMiB },
  );
  if (perInstance === 0) return Infinity;
  const instances = instancesFor({ tasks, zones: sizes.network.zonesInUse, targetPercent }, perInstance);
  const types = instanceTypesOf({ ...shape, architecture: ecs.CpuArchitecture.ARM64 });
  const cheapest = Math.min(...types.map((type) => price('ec2', type.toString())));
  return instances * (cheapest + (VOLUME_GIB * price('ebs', 'gp3 GB')) / MONTH_HOURS);
}

/** How many percent of Fargate's price a shape saves where it saves least: at minimum, and at maximum. */
function saved(row: StageRow, shape: Shape, targetPercent: number): number {
  return Math.min(
    ...[row.sizes.web.minTasks, row.sizes.web.maxTasks].map(
      (tasks) => 100 * (1 - onInstances(row, tasks, shape, targetPercent) / onFargate(row, tasks)),
    ),
  );
}

const best = (row: StageRow, targetPercent: number): number =>
  Math.max(...SHAPES.map((shape) => saved(row, shape, targetPercent)));

/** EC2 capacity has room to spare for tasks to start as fast as on Fargate. Without it they wait for instances. */
const SPARE = 90;

test.each(STAGE_TABLE.map((row) => [row.name, row] as const))(
  '%s runs on what costs less at its minimum and at its maximum',
  (_, row) => {
    const cheaper = best(row, SPARE) > 0;
    expect({ onInstances: row.sizes.web.capacity._startsInstances }).toEqual({ onInstances: cheaper });
  },
);

test('full to the last task, as they are at no time between two, instances save 2.1 % at the most', () => {
  const full = Object.fromEntries(STAGE_TABLE.map((row) => [row.name, Math.round(10 * best(row, 100)) / 10]));
  expect(full).toEqual({
    one: -1388.2,
    hundred: -272,
    thousand: -86,
    'ten-thousand': -4.4,
    'hundred-thousand': -0.9,
    'half-million': -0.9,
    million: 2.1,
    'ten-million': 0.8,
  });
});

test('a deployment that runs all tasks twice changes nothing: instances and Fargate tasks double alike', () => {
  for (const row of STAGE_TABLE.filter(({ sizes }) => sizes.web.deployment.doublesTasks)) {
    const peak = { ...row, sizes: { ...row.sizes, web: { ...row.sizes.web, maxTasks: 2 * row.sizes.web.maxTasks } } };
    expect(best(peak, SPARE)).toBeLessThan(0);
  }
});
