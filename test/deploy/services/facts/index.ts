import { Behaviours, PropertyChange } from '../../engine/replacement';
import { CACHE_AND_SEARCH_FACTS } from './caches-and-search';
import { COMPUTE_AND_IDENTITY_FACTS } from './compute-and-identity';
import { DATABASE_FACTS } from './databases';
import { ChangeFact, IN_PLACE, refused, REPLACED } from './fact';
import { serviceChanges } from './service-models';

export { addressOf } from './addresses';
export { shedBy } from './shedding';
export { holdsData, holdsSomething } from './data-holders';

/** What is documented of single changes, by sources that the review engine does not use. */
export const CHANGE_FACTS: readonly ChangeFact[] = [
  ...DATABASE_FACTS,
  ...CACHE_AND_SEARCH_FACTS,
  ...COMPUTE_AND_IDENTITY_FACTS,
];

const BY_PROPERTY = new Map(
  CHANGE_FACTS.flatMap((fact) => fact.properties.map((name): [string, ChangeFact] => [`${fact.type}.${name}`, fact])),
);

/**
 * What becomes of a change: first what is documented of it; then, where the specification leaves it open or takes it for
 * an update, whether the service has an operation that makes it.
 */
export const factsOfChange: Behaviours = (type, property, change, specified) => {
  const documented = BY_PROPERTY.get(`${type}.${property}`)?.decide(change);
  if (documented !== undefined) return documented;
  const changes = serviceChanges(type, property);
  if (specified.undecided === true) {
    if (changes === undefined) return undefined;
    return changes ? IN_PLACE : REPLACED;
  }
  return changes === false && specified.effect === 'in-place' && !isTags(property) && !bothOff(change)
    ? refused(`${property} is given when the resource is created: the service has no operation that changes it`)
    : undefined;
};

/** A switch that is off, and one that is not given, are one. */
const bothOff = ({ before, after }: PropertyChange) =>
  [before, after].every((value) => value === undefined || String(value) === 'false');

/** Tags are changed by operations of their own. */
const isTags = (property: string) => /Tags/.test(property);
