import { check } from '../../internal/checks/blocks';
import { Check } from '../../internal/checks/check';

import { DatabaseSource } from './database-source';

/** What is checked of a source. */
export interface SourceInput {
  readonly source: DatabaseSource;
  readonly hasOwnKey: boolean;
}

const RESOURCE_ID = /^db-[A-Z0-9]+$/;
const AUTOMATED_BACKUP = /^arn:[\w-]+:rds:[\w-]+:\d{12}:auto-backup:ab-[\w-]+$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

const broken = (value: string | undefined, form: RegExp) => value !== undefined && !form.test(value);
const isMoment = (text: string) => MOMENT.test(text) && !Number.isNaN(Date.parse(text));

export const SOURCE_CHECKS: readonly Check<SourceInput>[] = [
  check(
    'source (resource ID)',
    ({ source }) => source._properties.sourceDbiResourceId,
    ({ source }) => broken(source._properties.sourceDbiResourceId, RESOURCE_ID),
    "give the DbiResourceId of the other database, such as 'db-ABCDEFGHIJKLMNOPQRSTUVWXYZ', not its name",
  ),
  check(
    'source (backup copy)',
    ({ source }) => source._properties.sourceDbInstanceAutomatedBackupsArn,
    ({ source }) => broken(source._properties.sourceDbInstanceAutomatedBackupsArn, AUTOMATED_BACKUP),
    "give the ARN of the copies in this Region, such as 'arn:aws:rds:us-west-2:123456789012:auto-backup:ab-…'",
  ),
  check(
    'source (time)',
    ({ source }) => source._properties.restoreTime,
    ({ source }) => source._properties.restoreTime !== undefined && !isMoment(source._properties.restoreTime),
    "write a moment in UTC, such as '2026-03-31T09:30:00Z'",
  ),
  check(
    'source without encryptionKey',
    ({ source }) => source._properties,
    ({ source, hasOwnKey }) => source._restores && !hasOwnKey,
    'a restored database keeps the key of what it is restored from. Give that key as encryptionKey',
  ),
];
