import { count, distinct, each, positive } from '../internal/checks/blocks';
import { Check } from '../internal/checks/check';

/** What the rules look at. */
export interface CostGuardInput {
  readonly monthlyLimitUsd: number;
  readonly emails: readonly string[];
  readonly tagKey?: string;
  readonly tagValue?: string;
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export const COST_GUARD_CHECKS: readonly Check<CostGuardInput>[] = [
  positive(
    'monthlyLimitUsd',
    (input) => input.monthlyLimitUsd,
    'give the US dollars a month that are not to be exceeded, more than 0',
  ),
  count(
    'emails',
    (input) => input.emails,
    { least: 1 },
    'give at least one address: a guard that nobody hears guards nothing',
  ),
  each(
    'emails',
    (input) => input.emails,
    (email) => EMAIL.test(email),
    'give e-mail addresses, such as "ops@example.com"',
  ),
  distinct('emails', (input) => input.emails, 'give each address once'),
  {
    prop: 'onlyTag',
    value: (input) => [input.tagKey, input.tagValue],
    broken: (input) => input.tagKey === '' || input.tagValue === '' || (input.tagKey?.startsWith('user:') ?? false),
    fix: () => 'give the key and value of a cost allocation tag as they are on the resources, without the prefix user:',
  },
];
