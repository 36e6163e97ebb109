import { distinct, each } from '../internal/checks/blocks';
import { Check } from '../internal/checks/check';
import { FanOutProps } from './fan-out-props';

/** The rules of a `FanOut`. */
export const FAN_OUT_CHECKS: readonly Check<FanOutProps>[] = [
  each(
    'subscriberAccounts',
    (p) => p.subscriberAccounts,
    (account) => /^\d{12}$/.test(account),
    'give account IDs of twelve digits',
  ),
  distinct('subscriberAccounts', (p) => p.subscriberAccounts, 'give each account once'),
];
