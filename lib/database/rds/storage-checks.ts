import { Rule } from '../../internal/validation';
import { rule } from '../shared/common-checks';
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

const within = (value: number, { least, most }: { least: number; most: number }) =>
  Number.isInteger(value) && value >= least && value <= most;

/** Whether somebody asks for other figures than those of storage that is not striped. */
const asks = ({ storageGiB, performance }: PerformanceInput, figure: keyof StoragePerformance) =>
  !isStriped(storageGiB) && performance[figure] !== baselineOf(storageGiB)[figure];

const LARGER = (name: string, baseline: string) =>
  `RDS takes ${name} for storage of 400 GiB and more; below, gp3 has ${baseline}. Raise storageGiB, or leave it out`;

export const PERFORMANCE_RULES: readonly Rule<PerformanceInput>[] = [
  rule(
    'storageIops',
    ({ performance, storageGiB }) => [performance.iops, storageGiB],
    (input) => asks(input, 'iops'),
    LARGER('storageIops', '3,000'),
  ),
  rule(
    'storageThroughputMiBps',
    ({ performance, storageGiB }) => [performance.throughputMiBps, storageGiB],
    (input) => asks(input, 'throughputMiBps'),
    LARGER('storageThroughputMiBps', '125'),
  ),
  rule(
    'storageIops',
    ({ performance }) => performance.iops,
    ({ storageGiB, performance }) => isStriped(storageGiB) && !within(performance.iops, STRIPED_IOPS),
    'gp3 storage of 400 GiB and more takes whole numbers from 12000 to 64000',
  ),
  rule(
    'storageThroughputMiBps',
    ({ performance }) => performance.throughputMiBps,
    ({ storageGiB, performance }) => isStriped(storageGiB) && !within(performance.throughputMiBps, STRIPED_THROUGHPUT),
    'gp3 storage of 400 GiB and more takes whole numbers from 500 to 4000',
  ),
  rule(
    'storageThroughputMiBps > storageIops / 4',
    ({ performance }) => [performance.throughputMiBps, performance.iops],
    ({ performance }) => performance.throughputMiBps > performance.iops * MOST_THROUGHPUT_PER_IOPS,
    ({ performance }) =>
      `RDS gives 1 MiB a second for every 4 operations at most. Raise storageIops to ${performance.throughputMiBps / MOST_THROUGHPUT_PER_IOPS} or more`,
  ),
];
