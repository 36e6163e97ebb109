import { intrinsicOf } from '../../compare/values';
import { isObject, own } from '../../read/unreadable';

/** Stands for a value that only the deployment knows. */
export const UNKNOWN = Symbol('unknown');

/** The value under a path such as `A.B` or `List.*.B`; unknown where an intrinsic function stands on the way to it. */
export function read(value: unknown, path: readonly string[]): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (intrinsicOf(value)) return UNKNOWN;
  if (key === '*') return Array.isArray(value) ? value.map((item) => read(item, rest)) : undefined;
  return isObject(value) ? read(own(value, key), rest) : undefined;
}

export const isUnknown = (value: unknown): boolean =>
  value === UNKNOWN || (Array.isArray(value) && value.includes(UNKNOWN));
