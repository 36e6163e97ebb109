import * as fc from 'fast-check';
import {
  INSTANCE_VCPUS,
  instancesFor,
  interfacesOf,
  tasksPerInstance,
} from '../../../lib/service/capacity/instance-plan';

const instance = fc.record({
  vCpus: fc.constantFrom(...INSTANCE_VCPUS),
  ratio: fc.constantFrom(2, 4, 8),
  trunking: fc.boolean(),
});
const task = fc.constantFrom(
  { cpu: 256, memoryMiB: 512 },
  { cpu: 1024, memoryMiB: 2048 },
  { cpu: 2048, memoryMiB: 16384 },
  { cpu: 4096, memoryMiB: 8192 },
);
const shape = (i: { vCpus: number; ratio: number; trunking: boolean }) => ({
  vCpus: i.vCpus,
  memoryMiB: i.vCpus * i.ratio * 1024,
  trunking: i.trunking,
});

test('tasks on an instance fit its CPU, memory and network, and one more does not', () => {
  fc.assert(
    fc.property(instance, task, (i, t) => {
      const holds = tasksPerInstance(shape(i), t);
      const usable = shape(i).memoryMiB * 0.93 - 256;
      const network = interfacesOf(i.vCpus) - 1;
      const fits = (n: number) =>
        n * t.cpu <= i.vCpus * 1024 && n * t.memoryMiB <= usable && (i.trunking || n <= network);
      expect(holds).toBeGreaterThanOrEqual(0);
      if (holds > 0) expect(fits(holds)).toBe(true);
      if (!i.trunking && usable > 0) expect(fits(holds + 1)).toBe(false);
    }),
  );
});

test('trunking never means fewer tasks', () => {
  fc.assert(
    fc.property(instance, task, (i, t) => {
      const own = tasksPerInstance(shape({ ...i, trunking: false }), t);
      expect(tasksPerInstance(shape({ ...i, trunking: true }), t)).toBeGreaterThanOrEqual(own);
    }),
  );
});

test('the instances hold all tasks, zone by zone, below the target', () => {
  const load = fc.record({
    tasks: fc.integer({ min: 1, max: 5000 }),
    zones: fc.integer({ min: 1, max: 3 }),
    targetPercent: fc.integer({ min: 1, max: 100 }),
  });
  fc.assert(
    fc.property(load, fc.integer({ min: 1, max: 60 }), ({ tasks, zones, targetPercent }, perInstance) => {
      const instances = instancesFor({ tasks, zones, targetPercent }, perInstance);
      const filled = Math.floor((instances * targetPercent) / 100 + 1e-9);
      expect(Math.floor(filled / zones) * perInstance).toBeGreaterThanOrEqual(Math.ceil(tasks / zones));
      expect(instancesFor({ tasks: tasks + 1, zones, targetPercent }, perInstance)).toBeGreaterThanOrEqual(instances);
    }),
  );
});

test.each([
  // m7g.xlarge: four interfaces, so three tasks though four fit its CPU.
  [{ vCpus: 4, memoryMiB: 16384, trunking: false }, { cpu: 1024, memoryMiB: 2048 }, 3],
  [{ vCpus: 4, memoryMiB: 16384, trunking: true }, { cpu: 1024, memoryMiB: 2048 }, 4],
  // c7g.xlarge: memory is less than what it is sold with.
  [{ vCpus: 4, memoryMiB: 8192, trunking: true }, { cpu: 1024, memoryMiB: 2048 }, 3],
  [{ vCpus: 2, memoryMiB: 4096, trunking: false }, { cpu: 256, memoryMiB: 4096 }, 0],
])('%j holds %j: %i', (i, t, expected) => {
  expect(tasksPerInstance(i, t)).toBe(expected);
});
