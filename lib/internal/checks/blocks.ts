import { Duration, Token } from 'aws-cdk-lib';
import { Check } from './check';
import { words } from './shown';

/** What checks of constructs are declared from. A value that is left out is not asked, nor is one that is a token. */

type Fix<P> = string | ((props: P) => string);
type Given<P, T> = (props: P) => T | undefined;

export interface Bounds {
  readonly least: number;
  /** Without one there is no upper bound. */
  readonly most?: number;
}

export const isWithin = (value: number, { least, most = Infinity }: Bounds): boolean =>
  Number.isFinite(value) && value >= least && value <= most;

export const isWholeWithin = (value: number, bounds: Bounds): boolean =>
  Number.isInteger(value) && isWithin(value, bounds);

/** Two values of one message. Of a pair with a token, the token stands for both: the check is then not asked. */
export const pair = (...values: unknown[]): unknown => values.find((value) => Token.isUnresolved(value)) ?? values;

/** Any condition, such as one on two props. */
export function check<P>(prop: string, value: Given<P, unknown>, broken: (props: P) => boolean, fix: Fix<P>): Check<P> {
  const shown = (props: P) => {
    const given = value(props);
    return Array.isArray(given) ? pair(...(given as unknown[])) : given;
  };
  return { prop, value: shown, broken, fix: typeof fix === 'string' ? () => fix : fix };
}

/** A condition on one value. */
function one<P, T>(prop: string, of: Given<P, T>, holds: (value: T, props: P) => boolean, fix: Fix<P>): Check<P> {
  const broken = (props: P) => {
    const value = of(props);
    return value !== undefined && !holds(value, props);
  };
  return check(prop, of, broken, fix);
}

const inWords = ({ least, most }: Bounds) => (most === undefined ? `of ${least} or more` : `from ${least} to ${most}`);

/** A whole number within bounds. */
export function whole<P>(prop: string, of: Given<P, number>, bounds: Bounds, fix?: Fix<P>): Check<P> {
  return one(prop, of, (value) => isWholeWithin(value, bounds), fix ?? `give a whole number ${inWords(bounds)}`);
}

/** A port that something listens on. */
export function port<P>(prop: string, of: Given<P, number>): Check<P> {
  return whole(prop, of, { least: 1, most: 65_535 }, 'give a port from 1 to 65535');
}

/** A number above zero. */
export function positive<P>(prop: string, of: Given<P, number>, fix: Fix<P>): Check<P> {
  return one(prop, of, (value) => Number.isFinite(value) && value > 0, fix);
}

/** An alarm that no value would set off, or that every value does, is a mistake. */
export function threshold<P>(prop: string, of: Given<P, number>): Check<P> {
  return positive(`alarmThresholds.${prop}`, of, 'an alarm needs a threshold above zero');
}

export const isPercent = (value: number): boolean => value > 0 && value <= 100;

/** A share of something. */
export function percent<P>(prop: string, of: Given<P, number>): Check<P> {
  return one(prop, of, isPercent, 'give a percentage above 0, up to 100');
}

/** What scaling aims at: below, capacity idles; above, what there is is full before more has started. */
export function targetPercent<P>(prop: string, of: Given<P, number>): Check<P> {
  const fix = 'give a percentage from 10 to 90, as tasks above that are full before new ones have started';
  return one(prop, of, (value) => isWithin(value, { least: 10, most: 90 }), fix);
}

const secondsOf = (duration: Duration) => duration.toSeconds({ integral: false });

const UNITS = {
  seconds: secondsOf,
  minutes: (duration: Duration) => duration.toMinutes({ integral: false }),
  days: (duration: Duration) => duration.toDays({ integral: false }),
};

/** A duration of whole units within bounds. */
export function wholeUnits<P>(
  prop: string,
  of: Given<P, Duration>,
  unit: keyof typeof UNITS,
  bounds: Bounds,
  fix?: Fix<P>,
): Check<P> {
  const holds = (duration: Duration) => duration.isUnresolved() || isWholeWithin(UNITS[unit](duration), bounds);
  return one(prop, of, holds, fix ?? `give whole ${unit} ${inWords(bounds)}`);
}

/** A duration within bounds, both included. */
export function duration<P>(
  prop: string,
  of: Given<P, Duration>,
  least: Duration,
  most: Duration,
  fix?: Fix<P>,
): Check<P> {
  const holds = (value: Duration) =>
    value.isUnresolved() || isWithin(secondsOf(value), { least: secondsOf(least), most: secondsOf(most) });
  return one(prop, of, holds, fix ?? `give ${words(least)} to ${words(most)}`);
}

/** Text of a form. */
export function text<P>(prop: string, of: Given<P, string>, form: RegExp, fix: Fix<P>): Check<P> {
  return one(prop, of, (value) => form.test(value), fix);
}

/** A list whose members are all of a form; the message shows those that are not. */
export function each<P, T>(
  prop: string,
  of: Given<P, readonly T[]>,
  holds: (value: T) => boolean,
  fix: Fix<P>,
): Check<P> {
  const wrong = (props: P) => of(props)?.filter((value) => !Token.isUnresolved(value) && !holds(value));
  return check(prop, wrong, (props) => (wrong(props)?.length ?? 0) > 0, fix);
}

/** A list with a number of members. */
export function count<P>(prop: string, of: Given<P, readonly unknown[]>, bounds: Bounds, fix: Fix<P>): Check<P> {
  return one(prop, of, (list) => Token.isUnresolved(list) || isWithin(list.length, bounds), fix);
}

/** A list with no member twice; the message shows those that are. */
export function distinct<P>(prop: string, of: Given<P, readonly unknown[]>, fix: Fix<P>): Check<P> {
  const repeated = (props: P) => of(props)?.filter((value, i, all) => all.indexOf(value) !== i);
  return check(prop, repeated, (props) => (repeated(props)?.length ?? 0) > 0, fix);
}

/** One of a few values. */
export function oneOf<P, T>(prop: string, of: Given<P, T>, values: readonly T[], fix: Fix<P>): Check<P> {
  return one(prop, of, (value) => values.includes(value), fix);
}

/** The first of two numbers, which may not be above the second. `prop` says so: `min > max`. */
export function notAbove<P>(prop: string, low: Given<P, number>, high: Given<P, number>, fix: Fix<P>): Check<P> {
  const both = (props: P) =>
    low(props) === undefined || high(props) === undefined ? undefined : [low(props), high(props)];
  return check(prop, both, (props) => (low(props) ?? -Infinity) > (high(props) ?? Infinity), fix);
}

/** A reason that somebody else can judge. */
export function reason<P>(prop: string, of: Given<P, string>, fix: Fix<P>): Check<P> {
  return one(prop, of, (value) => value.trim().length >= 10, fix);
}

/** What a value says of itself. */
export function faultless<P>(prop: string, of: (props: P) => string[]): Check<P> {
  return check(
    prop,
    (props) => of(props).join('; '),
    (props) => of(props).length > 0,
    'give values within these bounds',
  );
}
