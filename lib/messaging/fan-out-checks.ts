import { Token } from 'aws-cdk-lib';
import { Rule } from '../internal/validation';
import { FanOutProps } from './fan-out-props';

const badAccounts = (p: FanOutProps) =>
  (p.subscriberAccounts ?? []).filter((account) => !Token.isUnresolved(account) && !/^\d{12}$/.test(account));

/** The rules of a `FanOut`. */
export const FAN_OUT_RULES: readonly Rule<FanOutProps>[] = [
  {
    prop: 'subscriberAccounts',
    value: badAccounts,
    broken: (p) => badAccounts(p).length > 0,
    fix: () => 'give account IDs of twelve digits',
  },
  {
    prop: 'subscriberAccounts',
    value: (p) => p.subscriberAccounts,
    broken: (p) => new Set(p.subscriberAccounts).size < (p.subscriberAccounts?.length ?? 0),
    fix: () => 'give each account once',
  },
];
