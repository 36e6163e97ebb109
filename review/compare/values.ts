import { isObject } from '../read/unreadable';

/**
 * Whether CloudFormation takes two values for the same: `1` and `"1"`, `true` and `"true"`, and objects whose keys
 * come in another order. Stricter than cloudformation-diff, which takes `"007"` for `7` and an empty string for zero.
 */
export function sameValue(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (isScalar(left) && isScalar(right)) return String(left) === String(right);
  if (Array.isArray(left)) {
    return Array.isArray(right) && left.length === right.length && left.every((item, i) => sameValue(item, right[i]));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  const lookUps = [left, right].map((side) => side['Fn::FindInMap']);
  if (lookUps.every(Array.isArray)) return sameLookUp(lookUps[0], lookUps[1]);
  return keys.every((key) => Object.hasOwn(right, key) && sameValue(left[key], right[key]));
}

/** The items that the other list does not have, wherever they stand; a list may be too long to compare each with each. */
export function itemsWithout(items: readonly unknown[], others: readonly unknown[]): unknown[] {
  const known = new Set(others.map(identity));
  return items.filter((item) => !known.has(identity(item)));
}

/** A text that two values share exactly where they are the same value. */
function identity(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(identity).join(',')}]`;
  if (!isObject(value)) return isScalar(value) ? JSON.stringify(String(value)) : String(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${identity(value[key])}`).join(',')}}`;
}

export const isTrue = (value: unknown): boolean => value === true || value === 'true';

/** The order of bytes, which no locale changes. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The name of the intrinsic function that a value is, if it is one. */
export function intrinsicOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const keys = Object.keys(value);
  const single = keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'));
  return single ? keys[0] : undefined;
}

/** Rebuilds a value from the leaves; parts that `replace` leaves as they are stay the same objects. */
export function mapValue(value: unknown, replace: (node: Record<string, unknown>) => unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => mapValue(item, replace));
    return items.every((item, i) => item === value[i]) ? value : items;
  }
  if (!isObject(value)) return value;
  const replaced = replace(value);
  if (replaced !== value) return replaced;
  const entries = Object.entries(value).map(([key, item]) => [key, mapValue(item, replace)] as const);
  return entries.every(([key, item]) => item === value[key]) ? value : Object.fromEntries(entries);
}

export function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/**
 * Whether two look-ups give the same for every key that can be looked up. A stack that is deployed was given a key
 * that is there: without a default, entries that only one of the maps has are of no matter.
 */
function sameLookUp(left: readonly unknown[], right: readonly unknown[]): boolean {
  const [[old, ...oldKeys], [young, ...youngKeys]] = [left, right];
  if (!isObject(old) || !isObject(young)) return sameValue(old, young) && sameValue(oldKeys, youngKeys);
  if (!sameValue(oldKeys.slice(0, 2), youngKeys.slice(0, 2))) return false;
  const [before, after] = [cellsOf(old, oldKeys[2]), cellsOf(young, youngKeys[2])];
  const keys = [...new Set([...before.cells.keys(), ...after.cells.keys()])];
  const compared = keys.flatMap((key) => {
    const [was, is] = [before, after].map(({ cells, fallback }) => (cells.has(key) ? cells.get(key) : fallback));
    return was === undefined || is === undefined ? [] : [sameValue(was, is)];
  });
  return compared.length > 0 && compared.every(Boolean) && sameValue(before.fallback, after.fallback);
}

function cellsOf(table: Record<string, unknown>, options: unknown) {
  const cells = new Map<string, unknown>();
  for (const [top, row] of Object.entries(table)) {
    for (const [second, value] of Object.entries(isObject(row) ? row : {})) cells.set(`${top}/${second}`, value);
  }
  return { cells, fallback: isObject(options) ? options.DefaultValue : undefined };
}
