import { Duration, Token } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { wholeUnits } from '../internal/checks/blocks';
import { Check } from '../internal/checks/check';

/** What the rules look at: the props with defaults. */
export interface DurableBucketInput {
  readonly keepOldVersionsFor: Duration;
  readonly corsRules: readonly s3.CorsRule[];
}

const WRITES = [s3.HttpMethods.PUT, s3.HttpMethods.POST, s3.HttpMethods.DELETE];

export const DURABLE_BUCKET_CHECKS: readonly Check<DurableBucketInput>[] = [
  wholeUnits(
    'keepOldVersionsFor',
    (input) => input.keepOldVersionsFor,
    'days',
    { least: 1 },
    'give a whole number of days, 1 or more: it is the time to undo an overwrite or a deletion',
  ),
  {
    prop: 'corsRules',
    value: (input) => input.corsRules.map((rule) => rule.allowedOrigins),
    broken: (input) =>
      input.corsRules.some(
        (rule) =>
          rule.allowedMethods.some((method) => WRITES.includes(method)) &&
          rule.allowedOrigins.some((origin) => !Token.isUnresolved(origin) && origin === '*'),
      ),
    fix: () => "do not let pages of any origin write: give your app's origin, such as https://www.example.com",
  },
];

export interface LogBucketInput {
  readonly keepFor: Duration;
}

export const LOG_BUCKET_CHECKS: readonly Check<LogBucketInput>[] = [
  wholeUnits('keepFor', (input) => input.keepFor, 'days', { least: 1 }, 'give a whole number of days, 1 or more'),
];
