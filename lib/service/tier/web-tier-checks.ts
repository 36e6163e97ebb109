import { Rule } from '../../internal/validation';
import { Compute } from './compute';
import { TierSettings } from './settings';
import { faultsRule, tierRules } from './tier-checks';

/** What a `WebTier` is given, with the defaults of what is the same for all compute. */
export interface WebTierSettings extends TierSettings {
  readonly compute: Compute;
}

/** All that must hold of a `WebTier`; what it computes with has rules of its own. */
export const WEB_TIER_RULES: readonly Rule<WebTierSettings>[] = [
  ...tierRules<WebTierSettings>(),
  faultsRule<WebTierSettings>('compute', (p) => p.compute._faults()),
];
