import { whole } from '../../internal/checks/blocks';
import { Check } from '../../internal/checks/check';
import { OriginSecretProps } from './origin-secret-props';

/** The checks of an `OriginSecret`. */
export const ORIGIN_SECRET_CHECKS: readonly Check<OriginSecretProps>[] = [
  whole('generation', (p) => p.generation, { least: 1 }, 'count from 1, and one up for each new secret'),
];
