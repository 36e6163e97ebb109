import { Bounds, check, isWholeWithin } from '../../internal/checks/blocks';
import { Check } from '../../internal/checks/check';
import {
  baselineOf,
  isStriped,
  MOST_THROUGHPUT_PER_IOPS,
  STRIPED_IOPS,
  STRIPED_THROUGHPUT,
  StoragePerformance,
} from './gp3-storage';

/** What is checked of the storage's figures. */
export interface PerformanceInput {
  readonly storageGiB: number;
  readonly performance: StoragePerformance;
}

/** A figure of storage that is not striped, which has what comes with its size and nothing else. */
function onSmallStorage(prop: string, figure: keyof StoragePerformance, baseline: string): Check<PerformanceInput> {
  return check(
    prop,
    ({ performance, storageGiB }) => [performance[figure], storageGiB],
    ({ performance, storageGiB }) => !isStriped(storageGiB) && performance[figure] !== baselineOf(storageGiB)[figure],
    `RDS takes a value for storage of 400 GiB and more; below, gp3 gives ${baseline}. Raise storageGiB, or leave it out`,
  );
}

function onStripedStorage(prop: string, figure: keyof StoragePerformance, bounds: Bounds): Check<PerformanceInput> {
  return check(
    prop,
    ({ performance, storageGiB }) => [performance[figure], storageGiB],
    ({ performance, storageGiB }) => isStriped(storageGiB) && !isWholeWithin(performance[figure], bounds),
    `gp3 storage of 400 GiB and more takes whole numbers from ${bounds.least} to ${bounds.most}`,
  );
}

export const PERFORMANCE_CHECKS: readonly Check<PerformanceInput>[] = [
  onSmallStorage('storageIops with storageGiB', 'iops', '3000'),
  onSmallStorage('storageThroughputMiBps with storageGiB', 'throughputMiBps', '125'),
  onStripedStorage('storageIops with storageGiB', 'iops', STRIPED_IOPS),
  onStripedStorage('storageThroughputMiBps with storageGiB', 'throughputMiBps', STRIPED_THROUGHPUT),
  check(
    'storageThroughputMiBps > storageIops / 4',
    ({ performance }) => [performance.throughputMiBps, performance.iops],
    ({ performance }) => performance.throughputMiBps > performance.iops * MOST_THROUGHPUT_PER_IOPS,
    ({ performance }) =>
      `RDS gives 1 MiB a second for every 4 operations at most. Raise storageIops to ${performance.throughputMiBps / MOST_THROUGHPUT_PER_IOPS} or more`,
  ),
];
