import { derivedKey, derivedScope } from './derived';
import { Key, Scope } from './key';
import { ACCESS } from './table/access';
import { APIS } from './table/apis';
import { COMPUTE } from './table/compute';
import { DATA } from './table/data';
import { MORE_NAMES } from './table/names';
import { NETWORK } from './table/network';
import { OPERATIONS } from './table/operations';

/** Keys that do not follow from the specification, or other ones than follow from it. */
export const TABLE: Readonly<Record<string, readonly Key[]>> = {
  ...ACCESS,
  ...APIS,
  ...COMPUTE,
  ...DATA,
  ...MORE_NAMES,
  ...NETWORK,
  ...OPERATIONS,
};

const known = new Map<string, readonly Key[]>();

/** The keys of which two resources of a type cannot share one; none where it has none that a template sets. */
export function keysOf(type: string): readonly Key[] {
  let keys = known.get(type);
  if (!keys) {
    const derived = derivedKey(type);
    keys = Object.hasOwn(TABLE, type) ? TABLE[type] : derived ? [derived] : [];
    known.set(type, keys);
  }
  return keys;
}

export function scopeOf(type: string, key: Key): Scope {
  // Keys of one space are compared, so that they are the same ones' everywhere.
  return key.scope ?? derivedScope((key.space ?? type).split(' ')[0]);
}
