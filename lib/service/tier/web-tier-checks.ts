import { faultless } from '../../internal/checks/blocks';
import { Check } from '../../internal/checks/check';
import { Compute } from './compute';
import { TierSettings } from './settings';
import { tierChecks } from './tier-checks';

/** What a `WebTier` is given, with the defaults of what is the same for all compute. */
export interface WebTierSettings extends TierSettings {
  readonly compute: Compute;
}

/** All that must hold of a `WebTier`; what it computes with has checks of its own. */
export const WEB_TIER_CHECKS: readonly Check<WebTierSettings>[] = [
  ...tierChecks<WebTierSettings>(),
  faultless<WebTierSettings>('compute', (p) => p.compute._faults()),
];
