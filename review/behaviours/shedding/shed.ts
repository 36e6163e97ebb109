import { intrinsicOf } from '../../compare/values';
import { Severity } from '../../model';
import { isObject } from '../../read/unreadable';

/** What an update in place gives up. */
export interface Shed {
  readonly severity: Severity;
  /** What happens, with the values in it, after the resource's name. */
  readonly what: string;
}

/** A property whose update in place can delete data, end its recovery or make it unreadable. */
export interface SheddingProperty {
  readonly types: readonly string[];
  /** The top-level property. */
  readonly property: string;
  readonly remedy: string;
  readonly source: string;
  /** What is given up when the property goes from one value to the other; both may be unset. */
  judge(before: unknown, after: unknown): Shed[];
}

/** The value under a path of keys, without those of the top-level property. */
export function within(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined), value);
}

/** A number, also where the template spells it as a string; undefined where only the deployment knows it. */
export function numberFrom(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

export const isOn = (value: unknown): boolean => value === true || value === 'true';

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

interface Period {
  readonly types: readonly string[];
  readonly property: string;
  /** The path below the property, where the number is not the property itself. */
  readonly path?: readonly string[];
  /** What the service takes when the template says nothing; `Infinity` for "kept for ever". */
  readonly unset: number;
  readonly unit: string;
  /** What becomes of what is older than the new period. */
  readonly older: string;
  /** What happens at 0, where that turns it off. */
  readonly off?: string;
  /** @default hazard */
  readonly severity?: Severity;
  readonly remedy: string;
  readonly source: string;
}

/** A time for which something is kept, and which is made shorter. */
export function keptShorter(period: Period): SheddingProperty {
  const { types, property, path = [], unset, unit, older, off, severity = 'hazard', remedy, source } = period;
  const name = [property, ...path].join('.');
  const read = (value: unknown) => {
    const found = within(value, path);
    return found === undefined ? unset : numberFrom(found);
  };
  const show = (value: number) => (value === Infinity ? 'no end' : `${value} ${unit}`);
  return {
    types,
    property,
    remedy,
    source,
    judge(before, after) {
      const [from, to] = [read(before), read(after)];
      // Only the deployment knows the new one.
      if (to === undefined)
        return [{ severity: 'caution', what: `changes ${name} to a value that only the deployment knows: ${older}` }];
      // 0 is "never" for some services, and they say so by `unset: Infinity`.
      const [old, now] = [from === undefined ? Infinity : ended(from, unset), ended(to, unset)];
      if (now >= old) return [];
      if (now === 0 && off !== undefined) return [{ severity: 'hazard', what: `turns ${name} off: ${off}` }];
      return [{ severity, what: `goes from ${show(old)} to ${show(now)} of ${name}: ${older}` }];
    },
  };
}

/** Where nothing said means "for ever", 0 means it as well. */
const ended = (value: number, unset: number) => (value === 0 && unset === Infinity ? Infinity : value);

interface Switch {
  readonly types: readonly string[];
  readonly property: string;
  readonly path?: readonly string[];
  /** Whether a value is the state that keeps data or its recovery. */
  keeps(value: unknown): boolean;
  readonly what: string;
  readonly severity?: Severity;
  readonly remedy: string;
  readonly source: string;
}

/** A switch that is turned from the state that keeps to the one that does not. */
export function keptNoMore({ path = [], keeps, what, severity = 'hazard', ...rest }: Switch): SheddingProperty {
  return {
    types: rest.types,
    property: rest.property,
    remedy: rest.remedy,
    source: rest.source,
    judge(before, after) {
      const [old, now] = [within(before, path), within(after, path)];
      if (!keeps(old) || keeps(now)) return [];
      return [intrinsicOf(now) === undefined ? { severity, what } : { severity: 'caution', what: `may ${what}` }];
    },
  };
}
