import { intrinsicOf, sameValue } from '../../compare/values';
import { Given, Predicate, Properties } from './update-limit';
import { read } from './value-path';

const isUnset = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

const isOn = (value: unknown): boolean => value === true || value === 'true';
const isOff = (value: unknown): boolean => isUnset(value) || value === false || value === 'false';

/** A number, also where the template spells it as text. */
function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

function compared(says: string, example: Predicate['example'], holds: (a: number, b: number) => boolean): Predicate {
  return {
    says,
    example,
    oneWay: true,
    holds: (before, after) => {
      const [was, is] = [numberOf(before), numberOf(after)];
      return was !== undefined && is !== undefined && holds(was, is);
    },
  };
}

export const decreased = compared('gets smaller', [200, 100], (was, is) => is < was);
export const increased = compared('gets larger', [100, 200], (was, is) => is > was);

/** From some to none; `fallback` is what the service takes where nothing is given. */
export const becomesZero = (fallback?: number): Predicate => ({
  says: 'becomes 0',
  example: [2, 0],
  oneWay: true,
  holds: (before, after) => {
    const was = isUnset(before) ? fallback : numberOf(before);
    return (was === undefined ? !isZero(before) : was > 0) && isZero(after);
  },
});

const isZero = (value: unknown): boolean => numberOf(value) === 0;

/** Growth by less than a factor. */
export const grownByLessThan = (factor: number): Predicate =>
  compared(
    `grows by less than ${Math.round((factor - 1) * 100)} %`,
    [1000, 1050],
    (was, is) => is > was && is < was * factor,
  );

export const moreThanDoubled = compared('is more than doubled', [2, 10], (was, is) => is > was * 2);
export const lessThanHalved = compared('gets less than half', [10, 2], (was, is) => is < was / 2);

/** Another value, whatever it is; `fallback` is what the service takes where nothing is given. */
export const changed = (example: Predicate['example'], fallback?: unknown): Predicate => ({
  says: 'changes',
  example,
  holds: (before, after) => !sameValue(isUnset(before) ? fallback : before, isUnset(after) ? fallback : after),
});

/** One value for another; neither is unset. */
export const switched = (example: Predicate['example']): Predicate => ({
  says: 'goes from one value to another',
  example,
  holds: (before, after) => !isUnset(before) && !isUnset(after) && !sameValue(before, after),
});

export const setLater = (example: unknown): Predicate => ({
  says: 'is set later',
  example: [undefined, example],
  oneWay: true,
  holds: (before, after) => isUnset(before) && !isUnset(after),
});

export const removed = (example: unknown): Predicate => ({
  says: 'is removed',
  example: [example, undefined],
  oneWay: true,
  holds: (before, after) => !isUnset(before) && isUnset(after),
});

/** What was set is changed or removed. */
export const changedOnceSet = (example: Predicate['example']): Predicate => ({
  says: 'is changed or removed once it is set',
  example,
  holds: (before, after) => !isUnset(before) && !sameValue(before, after),
});

export const turnedOn: Predicate = {
  says: 'is turned on',
  example: [false, true],
  oneWay: true,
  holds: (before, after) => isOff(before) && isOn(after),
};

export const turnedOff: Predicate = {
  says: 'is turned off',
  example: [true, false],
  oneWay: true,
  holds: (before, after) => isOn(before) && isOff(after),
};

/** Turned off, where it is on unless something else is said. */
export const turnedOffFromDefault: Predicate = {
  says: 'is turned off',
  example: [undefined, false],
  oneWay: true,
  holds: (before, after) => (isUnset(before) || isOn(before)) && (after === false || after === 'false'),
};

const listed = (values: readonly string[], value: unknown) => typeof value === 'string' && values.includes(value);

/** From one of some values to one of others; `fallback` is what the service takes where nothing is given. */
export const turned = (from: readonly string[], to: readonly string[], fallback?: string): Predicate => ({
  says: `goes from ${from.join(' or ')} to ${to.join(' or ')}`,
  example: [from[0], to[0]],
  oneWay: true,
  holds: (before, after) =>
    listed(from, isUnset(before) ? fallback : before) && listed(to, isUnset(after) ? fallback : after),
});

/** From a value that matches to another that matches. */
export const matched = (says: string, from: RegExp, to: RegExp, example: readonly [string, string]): Predicate => ({
  says,
  example,
  oneWay: true,
  holds: (before, after) =>
    typeof before === 'string' && typeof after === 'string' && from.test(before) && to.test(after),
});

/** The numbers of a version such as `1.31` or `OpenSearch_2.15`; undefined for what is none. */
export function versionOf(value: unknown): number[] | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  const match = typeof text === 'string' ? /(\d+(?:\.\d+)*)/.exec(text) : null;
  return match ? match[1].split('.').map(Number) : undefined;
}

/** Below zero where `a` is older. What only one of them says is not compared. */
export function compareVersions(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((number, i) => b[i] !== undefined && number !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}

const versions = (
  says: string,
  example: Predicate['example'],
  holds: (a: number[], b: number[]) => boolean,
): Predicate => ({
  says,
  example,
  oneWay: true,
  holds: (before, after) => {
    const [was, is] = [versionOf(before), versionOf(after)];
    return was !== undefined && is !== undefined && holds(was, is);
  },
});

export const wentBack = (example: Predicate['example']): Predicate =>
  versions('goes back to an older version', example, (was, is) => compareVersions(is, was) < 0);

export const wentUp = (example: Predicate['example']): Predicate =>
  versions('goes to a newer version', example, (was, is) => compareVersions(is, was) > 0);

/** The major version stays; an upgrade of that is judged by a rule of its own. PostgreSQL has one number for it. */
export const sameMajor: Given = {
  says: 'the major version stays',
  example: [
    { Engine: 'postgres', EngineVersion: '16.4' },
    { Engine: 'postgres', EngineVersion: '16.6' },
  ],
  holds: (before, after) => {
    const length = String(after.Engine).includes('postgres') ? 1 : 2;
    const [was, is] = [before, after].map((state) => versionOf(state.EngineVersion)?.slice(0, length));
    return was !== undefined && is !== undefined && sameValue(was, is);
  },
};

/** Kubernetes and others go from one minor version to the next. */
export const minorSkipped: Predicate = versions(
  'skips a minor version',
  ['1.30', '1.32'],
  (was, is) => was[0] === is[0] && is[1] !== undefined && was[1] !== undefined && is[1] - was[1] > 1,
);

/** Lists that lose one of their items. */
export const itemLost = (example: Predicate['example']): Predicate => ({
  says: 'loses an item',
  example,
  oneWay: true,
  holds: (before, after) => {
    if (!Array.isArray(before) || intrinsicOf(after)) return false;
    const kept: unknown[] = Array.isArray(after) ? after : [];
    return before.some((item) => !kept.some((other) => sameValue(item, other)));
  },
});

const at = (properties: Properties, path: string) => read(properties, path.split('.'));

/** A property of the resource has one of some values, before and after. */
export const where = (path: string, ...values: readonly (string | number | boolean)[]): Given => ({
  says: `${path} is ${values.join(' or ')}`,
  example: [nest(path, values[0]), nest(path, values[0])],
  holds: (before, after) => [before, after].every((state) => values.some((value) => sameValue(at(state, path), value))),
});

/** A property of the resource is not one of some values afterwards, nor left to the deployment. */
export const unless = (path: string, ...values: readonly (string | number | boolean)[]): Given => ({
  says: `${path} is not ${values.join(' or ')}`,
  example: [{}, {}],
  holds: (_, after) => {
    const value = at(after, path);
    return intrinsicOf(value) === undefined && !values.some((other) => sameValue(value, other));
  },
});

/** A property that is set afterwards. */
export const whereSet = (path: string, example: unknown): Given => ({
  says: `${path} is set`,
  example: [nest(path, example), nest(path, example)],
  holds: (_, after) => !isUnset(at(after, path)),
});

/** A property changes in the same update. */
export const together = (paths: readonly string[], example: Given['example']): Given => ({
  says: `${paths.join(', ')} changes in the same update`,
  example,
  holds: (before, after) => paths.some((path) => !sameValue(at(before, path), at(after, path))),
});

/** Puts a value under a path. */
export function nest(path: string, value: unknown): Record<string, unknown> {
  const [key, ...rest] = path.split('.');
  if (rest.length === 0) return { [key]: value };
  const [next, ...further] = rest;
  const inner = next === '*' ? [nest(further.join('.'), value)] : nest(rest.join('.'), value);
  return { [key]: inner };
}
