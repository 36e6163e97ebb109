import { intrinsicOf, sameValue } from '../compare/values';
import { isObject, own } from '../read/unreadable';

/** Stands in a path for each element of a list, or each value of a map. */
const EACH = '*';

/** The values at the given paths; those that are not set are left out. */
export function valuesAt(
  properties: Readonly<Record<string, unknown>>,
  paths: readonly string[],
): Record<string, unknown> {
  const found = paths.map((path) => [path, valueAt(properties, path.split('/'))] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined).map(([path, v]) => [path, normalise(v)]));
}

function valueAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined || value === undefined) return value;
  // What a function gives is known at deploy time only: it stands for all that is inside.
  if (intrinsicOf(value) !== undefined) return value;
  if (key !== EACH) return isObject(value) ? valueAt(own(value, key), rest) : undefined;
  if (Array.isArray(value)) return value.map((item) => valueAt(item, rest) ?? null);
  if (!isObject(value)) return undefined;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, valueAt(item, rest) ?? null]));
}

/** Keys in the order of bytes, so that equal values have equal text. */
export function normalise(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalise);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, normalise(value[key])]));
}

/** Whole, since an acceptance accepts this text: a value that were cut would stand for all that begin alike. */
export function written(value: unknown): string {
  return value === undefined ? 'unset' : JSON.stringify(normalise(value));
}

/** Whether a recorded value still holds. Below a list, items that are added change none of those recorded. */
export function holds(path: string, recorded: unknown, current: unknown): boolean {
  if (!path.split('/').includes(EACH)) return sameValue(recorded, current);
  if (Array.isArray(recorded) && Array.isArray(current)) {
    return recorded.every((item, i) => holds(path.slice(path.indexOf(EACH) + 1), item, current[i]));
  }
  return recorded === undefined || sameValue(recorded, current);
}
