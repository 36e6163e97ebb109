import { GrowthStage } from '../../index';

const stages = GrowthStage.all().map(({ name, sizes }) => ({ name, ...sizes.database }));
const pairs = stages.flatMap((from, i) => stages.slice(i + 1).map((to) => [from.name, to.name, from, to] as const));

/** RDS refuses a size that is less than a tenth above what storage autoscaling has made of it. */
test.each(pairs)('from %s to %s storage stays, or grows beyond all that it can have become', (_from, _to, from, to) => {
  const stays = to.storageGiB === from.storageGiB;
  expect(stays || to.storageGiB >= 1.1 * from.maxStorageGiB).toBe(true);
});

test.each(pairs)('from %s to %s neither its limit nor its figures shrink', (_from, _to, from, to) => {
  expect(to.maxStorageGiB).toBeGreaterThanOrEqual(from.maxStorageGiB);
  expect(to.storageIops ?? 0).toBeGreaterThanOrEqual(from.storageIops ?? 0);
  expect(to.storageThroughputMiBps ?? 0).toBeGreaterThanOrEqual(from.storageThroughputMiBps ?? 0);
});

test('databases with replicas have striped storage', () => {
  for (const { storageGiB, readReplicas } of stages) {
    if (readReplicas > 0) expect(storageGiB).toBeGreaterThanOrEqual(400);
  }
});
