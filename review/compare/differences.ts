import { isObject, own } from '../read/unreadable';
import { compareText, intrinsicOf, itemsWithout, sameValue } from './values';

/** One place inside a property where two values differ. */
export interface Difference {
  /** Below the property, such as `ContainerDefinitions[0].Cpu`, or `Subnets[]` for an item that a list gains or loses. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * The smallest places in which two values differ, so that a change deep in a big property can be read.
 * An intrinsic function is one value: its inside means nothing alone.
 */
export function differences(before: unknown, after: unknown, path = ''): Difference[] {
  if (sameValue(before, after)) return [];
  if (isPlain(before) && isPlain(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareText);
    return keys.flatMap((key) => differences(own(before, key), own(after, key), path === '' ? key : `${path}.${key}`));
  }
  if (Array.isArray(before) && Array.isArray(after)) return listDifferences(before, after, path);
  return [{ path, before, after }];
}

/** Items that are objects are compared where they stand; of others, positions say less than what comes and goes. */
function listDifferences(before: readonly unknown[], after: readonly unknown[], path: string): Difference[] {
  if (before.length === after.length && before.every(isPlain) && after.every(isPlain)) {
    return before.flatMap((item, i) => differences(item, after[i], `${path}[${i}]`));
  }
  const [gone, come] = [itemsWithout(before, after), itemsWithout(after, before)];
  if (gone.length === 0 && come.length === 0) return [{ path, before, after }];
  return [
    ...gone.map((item) => ({ path: `${path}[]`, before: item, after: undefined })),
    ...come.map((item) => ({ path: `${path}[]`, before: undefined, after: item })),
  ];
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return isObject(value) && intrinsicOf(value) === undefined;
}
