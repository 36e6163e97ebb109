import models from './service-models.json';

/**
 * What AWS's own service models say, derived by `scripts/service-facts`: what an operation changes, what is given at
 * creation alone, and how a service says that there is one already.
 */

interface ServiceFacts {
  readonly changes: readonly string[];
  readonly creationOnly: readonly string[];
  readonly taken?: string;
}

const TYPES: Readonly<Record<string, ServiceFacts>> = models.types;

/** Where the facts come from, for messages. */
export const MODELS_SOURCE = `${models.source} ${models.version}, ${models.date}`;

/** Whether the service can change a property of what exists; undefined where its model does not say. */
export function serviceChanges(type: string, property: string): boolean | undefined {
  const facts = TYPES[type];
  if (facts?.changes.includes(property)) return true;
  return facts?.creationOnly.includes(property) ? false : undefined;
}

/** The error by which a service says that there is one of this name already. */
export function takenError(type: string): string | undefined {
  return TYPES[type]?.taken;
}
