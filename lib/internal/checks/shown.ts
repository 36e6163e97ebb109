import { Duration, Size, SizeRoundingBehavior, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';

const UNITS: readonly (readonly [number, string])[] = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
];

/** A duration as people say it, in the largest unit that it is a whole number of. */
export function words(duration: Duration): string {
  if (duration.isUnresolved()) return 'a token';
  const seconds = duration.toSeconds({ integral: false });
  if (seconds !== 0 && seconds < 1) return counted(duration.toMilliseconds({ integral: false }), 'millisecond');
  const [size, unit] = UNITS.find(([length]) => seconds >= length && seconds % length === 0) ?? [1, 'second'];
  return counted(seconds / size, unit);
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** A value in a message: JSON where it has a form in JSON, and words where it has none. */
export function shown(value: unknown): string {
  if (typeof value === 'string' && !Token.isUnresolved(value)) return JSON.stringify(value);
  if (value === null || value === undefined || typeof value === 'boolean') return String(value);
  if (Construct.isConstruct(value)) return `the construct '${value.node.path}'`;
  if (Token.isUnresolved(value)) return 'a token';
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return `[${value.map(shown).join(',')}]`;
  if (typeof value === 'object') return shownObject(value);
  return String(value);
}

function shownObject(value: object): string {
  if (value instanceof Duration) return words(value);
  if (value instanceof Size) return `${value.toMebibytes({ rounding: SizeRoundingBehavior.NONE })} MiB`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return `an object of the class ${value.constructor.name}`;
  return `{${Object.entries(value)
    .map(([name, each]) => `${JSON.stringify(name)}:${shown(each)}`)
    .join(',')}}`;
}
