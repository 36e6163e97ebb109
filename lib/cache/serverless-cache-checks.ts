import { text, whole } from '../internal/checks/blocks';
import { Check } from '../internal/checks/check';
import { ACCESS_CHECKS, AccessInput } from './access-checks';

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
  whole('maxDataGb', (input) => input.maxDataGb, DATA_GB, 'write whole GB from 1 to 5000'),
  whole('maxEcpuPerSecond', (input) => input.maxEcpuPerSecond, ECPU, 'write a whole number from 1000 to 15000000'),
  text(
    'snapshotTime',
    (input) => input.snapshotTime,
    /^([01]\d|2[0-3]):[0-5]\d$/,
    "write a time of day in UTC, such as '03:00'",
  ),
  ...ACCESS_CHECKS,
];
