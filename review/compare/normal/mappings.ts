import { AssemblyStack } from '../../model';
import { isObject } from '../../read/unreadable';
import { isScalar, sameValue } from '../values';
import { allowedValues } from './parameters';
import { soleEntry } from './sole-entry';

/**
 * What `Fn::FindInMap` may give: the one value where all that can be looked up is equal, else the function with those
 * rows and values of the map that can be, in place of its name. So what else is in the map makes no difference.
 */
export function lookedUp(stack: AssemblyStack, [map, top, second, options]: readonly unknown[]): unknown {
  const table = tableOf(stack, map);
  const fallback = isObject(options) && 'DefaultValue' in options ? options.DefaultValue : undefined;
  if (!table) return { 'Fn::FindInMap': withDefault([map, top, second], fallback) };
  const rows = possible(stack, top, table).map(([key, row]): [string, Record<string, unknown>] => [
    key,
    Object.fromEntries(possible(stack, second, isObject(row) ? row : {})),
  ]);
  const values = rows.flatMap(([, row]) => Object.values(row));
  const missed = values.length === 0 || (fallback !== undefined && !(isScalar(top) && isScalar(second)));
  const all = missed && fallback !== undefined ? [...values, fallback] : values;
  if (all.length > 0 && all.every((value) => sameValue(value, all[0]))) return all[0];
  const seen = rows.filter(([, row]) => Object.keys(row).length > 0);
  return { 'Fn::FindInMap': withDefault([Object.fromEntries(seen), top, second], fallback) };
}

function tableOf(stack: AssemblyStack, map: unknown): Record<string, unknown> | undefined {
  if (isObject(map) && soleEntry(map)[0]?.startsWith('Fn::') !== true && !('Ref' in map)) return map;
  const maps = isObject(stack.template.Mappings) ? stack.template.Mappings : {};
  const table = typeof map === 'string' && Object.hasOwn(maps, map) ? maps[map] : undefined;
  return isObject(table) ? table : undefined;
}

/** The entries that a key can find: its own, those of the values that its parameter allows, else all. */
function possible(stack: AssemblyStack, key: unknown, table: Record<string, unknown>): [string, unknown][] {
  const [name, argument] = soleEntry(key);
  const allowed = name === 'Ref' && typeof argument === 'string' ? allowedValues(stack, argument) : undefined;
  const keys = isScalar(key) ? [String(key)] : (allowed ?? Object.keys(table));
  return keys.flatMap((one): [string, unknown][] => (Object.hasOwn(table, one) ? [[one, table[one]]] : []));
}

function withDefault(argument: unknown[], fallback: unknown): unknown[] {
  return fallback === undefined ? argument : [...argument, { DefaultValue: fallback }];
}
