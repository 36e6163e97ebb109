import { durabilityOf } from '../../review/compare/durability';
import { specifiedTypes } from '../../review/compare/spec';
import { Key } from '../../review/keys/key';
import { keysOf, scopeOf, TABLE } from '../../review/keys/keys-of';
import { inService } from '../../review/types/in-service';

/** What the review takes a type for: what it holds, what others hold of it, and which keys of it are unique. */
export interface TypeFacts {
  readonly durability: string;
  /** How grave it is when another one takes its place though it holds no data. */
  readonly service?: string;
  readonly keys?: readonly string[];
}

/** Every type of the specification, as the review takes it. */
export function typesTable(): Record<string, TypeFacts> {
  return Object.fromEntries(specifiedTypes().map((type) => [type, factsOf(type)]));
}

function factsOf(type: string): TypeFacts {
  const keys = keysOf(type).map((key) => `${Object.hasOwn(TABLE, type) ? 'table' : 'derived'}: ${textOf(type, key)}`);
  const service = inService(type)?.severity;
  return {
    durability: durabilityOf(type),
    ...(service === undefined ? {} : { service }),
    ...(keys.length === 0 ? {} : { keys }),
  };
}

function textOf(type: string, key: Key): string {
  const parts = key.parts.map(
    ({ path, optional, as }) => `${path}${optional ? '?' : ''}${as === 'value' ? '' : `:${as}`}`,
  );
  const each = key.each === undefined ? '' : ` each of ${key.each}`;
  return `${key.outcome} in ${scopeOf(type, key)}${each} by ${parts.join(' ') || 'being one'}`;
}
