import { Predicate } from '../../behaviours/limits/update-limit';

/** A change in place after which nothing comes through, or nothing is worked off. */
export interface Cut {
  readonly type: string;
  /** The property, with those within it after dots. */
  readonly path: string;
  readonly when: Predicate;
  /** A hazard cuts all at once; a caution may well be meant, or leaves other ways. */
  readonly severity: 'hazard' | 'caution';
  readonly what: string;
  readonly remedy: string;
  readonly source: string;
}

export const DOCS = 'https://docs.aws.amazon.com';
