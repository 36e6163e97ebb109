import { Rule } from '../../internal/validation';
import { OriginSecretProps } from './origin-secret-props';

/** The rules of an `OriginSecret`. */
export const ORIGIN_SECRET_RULES: readonly Rule<OriginSecretProps>[] = [
  {
    prop: 'generation',
    value: (p) => p.generation,
    broken: (p) => p.generation !== undefined && !(Number.isInteger(p.generation) && p.generation >= 1),
    fix: () => 'count from 1, and one up for each new secret',
  },
];
