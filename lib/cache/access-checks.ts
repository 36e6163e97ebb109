import { whole } from '../internal/checks/blocks';
import { Check } from '../internal/checks/check';
import { accessStringFault } from './access-string';

/** What is checked of who may log in. */
export interface AccessInput {
  readonly accessString: string;
  readonly snapshotDays: number;
  readonly rotationDays: number | undefined;
}

const SNAPSHOT_DAYS = { least: 0, most: 35 };
const ROTATION_DAYS = { least: 1, most: 1000 };

/** The rules that caches with nodes and without have in common. */
export const ACCESS_CHECKS: readonly Check<AccessInput>[] = [
  {
    prop: 'accessString',
    value: (input) => input.accessString,
    broken: (input) => accessStringFault(input.accessString) !== undefined,
    fix: (input) => `${accessStringFault(input.accessString)}. Write for example 'on ~app:* +@read +@write'`,
  },
  whole(
    'snapshotRetention (days)',
    (input) => input.snapshotDays,
    SNAPSHOT_DAYS,
    'snapshots are kept for 0 to 35 whole days',
  ),
  whole(
    'access (rotation in days)',
    (input) => input.rotationDays,
    ROTATION_DAYS,
    'passwords rotate every 1 to 1000 whole days. Write CacheRotation.every(Duration.days(30))',
  ),
];
