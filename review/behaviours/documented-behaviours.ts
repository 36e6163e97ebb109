import { DocumentedBehaviour } from './behaviour';
import { CACHES_AND_SEARCH } from './caches-and-search';
import { COMPUTE_AND_NETWORK } from './compute-and-network';
import { CUSTOM_RESOURCES } from './custom-resources';
import { DYNAMODB } from './dynamodb';
import { RDS } from './rds';
import { SECURITY_AND_OPERATIONS } from './security-and-operations';

/**
 * What the documentation says of changes that the resource specification leaves open ("may replace"), or has wrong.
 * A property that is in neither stays "may replace", for a reader to decide.
 */
export const DOCUMENTED_BEHAVIOURS: readonly DocumentedBehaviour[] = [
  ...RDS,
  ...DYNAMODB,
  ...CACHES_AND_SEARCH,
  ...COMPUTE_AND_NETWORK,
  ...SECURITY_AND_OPERATIONS,
  ...CUSTOM_RESOURCES,
];

const BY_NAME = new Map(
  DOCUMENTED_BEHAVIOURS.flatMap((behaviour) =>
    behaviour.properties.map((property): [string, DocumentedBehaviour] => [`${behaviour.type}.${property}`, behaviour]),
  ),
);

/** The documented behaviour of a property, if it has one in the table. */
export function documentedBehaviour(type: string, property: string): DocumentedBehaviour | undefined {
  return BY_NAME.get(`${type}.${property}`);
}
