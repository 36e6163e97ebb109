import { Check } from '../internal/checks/check';
import { ACCESS_CHECKS, AccessInput, wholeWithin } from './access-checks';

/** What is checked of a `ServerlessCache`: its props after defaults. */
export interface ServerlessCacheInput extends AccessInput {
  readonly subnetCount: number;
  readonly maxDataGb: number;
  readonly maxEcpuPerSecond: number;
  readonly snapshotTime: string;
}

/** Source: DataStorage and ECPUPerSecond in the ElastiCache API reference. */
const DATA_GB = { least: 1, most: 5000 };
const ECPU = { least: 1000, most: 15_000_000 };

export const SERVERLESS_CACHE_CHECKS: readonly Check<ServerlessCacheInput>[] = [
  {
    prop: 'vpcSubnets (number of subnets)',
    value: (input) => input.subnetCount,
    broken: (input) => input.subnetCount < 2 || input.subnetCount > 3,
    fix: () =>
      'a serverless cache takes subnets in two or three zones, for good. Pass those of all zones, used yet or not',
  },
  {
    prop: 'maxDataGb',
    value: (input) => input.maxDataGb,
    broken: (input) => !wholeWithin(input.maxDataGb, DATA_GB),
    fix: () => 'write whole GB from 1 to 5000',
  },
  {
    prop: 'maxEcpuPerSecond',
    value: (input) => input.maxEcpuPerSecond,
    broken: (input) => !wholeWithin(input.maxEcpuPerSecond, ECPU),
    fix: () => 'write a whole number from 1000 to 15000000',
  },
  {
    prop: 'snapshotTime',
    value: (input) => input.snapshotTime,
    broken: (input) => !/^([01]\d|2[0-3]):[0-5]\d$/.test(input.snapshotTime),
    fix: () => "write a time of day in UTC, such as '03:00'",
  },
  ...ACCESS_CHECKS,
];
