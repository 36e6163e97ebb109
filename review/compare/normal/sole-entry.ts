import { isObject } from '../../read/unreadable';

/** The name and the argument of what may be an intrinsic function: an object with one key. */
export function soleEntry(value: unknown): [name: string | undefined, argument: unknown] {
  if (!isObject(value)) return [undefined, undefined];
  let name: string | undefined;
  for (const key in value) {
    if (name !== undefined) return [undefined, undefined];
    name = key;
  }
  return name === undefined ? [undefined, undefined] : [name, value[name]];
}
