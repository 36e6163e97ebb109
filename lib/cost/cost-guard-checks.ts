import { Token } from 'aws-cdk-lib';
import { Check } from '../internal/checks/check';

/** What the rules look at. */
export interface CostGuardInput {
  readonly monthlyLimitUsd: number;
  readonly emails: readonly string[];
  readonly tagKey?: string;
  readonly tagValue?: string;
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const literal = (emails: readonly string[]) => emails.filter((email) => !Token.isUnresolved(email));

export const COST_GUARD_CHECKS: readonly Check<CostGuardInput>[] = [
  {
    prop: 'monthlyLimitUsd',
    value: (input) => input.monthlyLimitUsd,
    broken: (input) => !(input.monthlyLimitUsd > 0) || !Number.isFinite(input.monthlyLimitUsd),
    fix: () => 'give the US dollars a month that are not to be exceeded, more than 0',
  },
  {
    prop: 'emails',
    value: (input) => input.emails,
    broken: (input) => input.emails.length === 0,
    fix: () => 'give at least one address: a guard that nobody hears guards nothing',
  },
  {
    prop: 'emails',
    value: (input) => input.emails,
    broken: (input) => literal(input.emails).some((email) => !EMAIL.test(email)),
    fix: (input) =>
      `${literal(input.emails)
        .filter((email) => !EMAIL.test(email))
        .join(', ')} is no e-mail address`,
  },
  {
    prop: 'emails',
    value: (input) => input.emails,
    broken: (input) => new Set(input.emails).size < input.emails.length,
    fix: () => 'give each address once',
  },
  {
    prop: 'onlyTag',
    value: (input) => [input.tagKey, input.tagValue],
    broken: (input) => input.tagKey === '' || input.tagValue === '' || (input.tagKey?.startsWith('user:') ?? false),
    fix: () => 'give the key and value of a cost allocation tag as they are on the resources, without the prefix user:',
  },
];
