import { aws_s3 as s3, Duration, Token } from 'aws-cdk-lib';
import { Check } from '../internal/checks/check';

/** What the rules look at: the props with defaults. */
export interface DurableBucketInput {
  readonly keepOldVersionsFor: Duration;
  readonly corsRules: readonly s3.CorsRule[];
}

const WRITES = [s3.HttpMethods.PUT, s3.HttpMethods.POST, s3.HttpMethods.DELETE];
const days = (duration: Duration) => duration.toDays({ integral: false });
const wholeDays = (duration: Duration) => Number.isInteger(days(duration)) && days(duration) >= 1;

export const DURABLE_BUCKET_CHECKS: readonly Check<DurableBucketInput>[] = [
  {
    prop: 'keepOldVersionsFor',
    value: (input) => (input.keepOldVersionsFor.isUnresolved() ? undefined : `${days(input.keepOldVersionsFor)} days`),
    broken: (input) => !input.keepOldVersionsFor.isUnresolved() && !wholeDays(input.keepOldVersionsFor),
    fix: () => 'give a whole number of days, 1 or more: it is the time to undo an overwrite or a deletion',
  },
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
  {
    prop: 'keepFor',
    value: (input) => (input.keepFor.isUnresolved() ? undefined : `${days(input.keepFor)} days`),
    broken: (input) => !input.keepFor.isUnresolved() && !wholeDays(input.keepFor),
    fix: () => 'give a whole number of days, 1 or more',
  },
];
