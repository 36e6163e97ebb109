import { Property, PropertyType } from '@aws-cdk/service-spec-types';
import { isObject, sameValue } from './deep';
import { definitionOf, isCustom, specOf } from './spec';
import { Json, JsonObject } from './state';

export type Effect = 'in-place' | 'replacement';

/** Decides what the specification leaves open; undefined where it does not know either. */
export type MaybeResolver = (type: string, property: string, before: unknown, after: unknown) => Effect | undefined;

export interface PropertyDifference {
  readonly name: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly effect: Effect;
  /** The specification says "maybe" and nobody resolved it: taken for the worse. */
  readonly undecided?: boolean;
}

/** Which top-level properties differ, and whether that replaces the resource. */
export function differences(
  type: string,
  before: JsonObject,
  after: JsonObject,
  resolve: MaybeResolver,
): PropertyDifference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !sameValue(before[name], after[name]),
  );
  return names.map((name) => {
    const [old, now] = [before[name], after[name]];
    return { name, before: old, after: now, ...effectOf(type, name, old, now, resolve) };
  });
}

interface Decision {
  readonly effect: Effect;
  readonly undecided?: boolean;
}

const IN_PLACE: Decision = { effect: 'in-place' };
const REPLACEMENT: Decision = { effect: 'replacement' };

/**
 * Only these of a custom resource's properties are CloudFormation's own; the rest go to its provider.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html
 */
function customEffect(name: string): Decision {
  return name === 'ServiceToken' ? REPLACEMENT : IN_PLACE;
}

function effectOf(type: string, name: string, before: unknown, after: unknown, resolve: MaybeResolver): Decision {
  if (isCustom(type)) return customEffect(name);
  const spec = specOf(type);
  const property = spec?.properties[name];
  if (property === undefined) return IN_PLACE;
  const extra = (spec?.additionalReplacementProperties ?? []).filter((path) => path[0] === name);
  if (extra.some((path) => !sameValue(collect(before, path.slice(1)), collect(after, path.slice(1))))) {
    return REPLACEMENT;
  }
  const walk = new Walk(type, resolve);
  return walk.property(property, name, before, after);
}

/** The values at a path with `*` for every element, for comparison. */
function collect(value: unknown, path: string[]): Json[] {
  if (value === undefined || value === null) return [];
  const [step, ...rest] = path;
  if (step === undefined) return [value as Json];
  if (step === '*') return (Array.isArray(value) ? value : Object.values(value)).flatMap((item) => collect(item, rest));
  return isObject(value) ? collect(value[step], rest) : [];
}

class Walk {
  constructor(
    private readonly type: string,
    private readonly resolve: MaybeResolver,
  ) {}

  property(property: Property, path: string, before: unknown, after: unknown): Decision {
    if (sameValue(before, after)) return IN_PLACE;
    if (property.causesReplacement === 'yes') return REPLACEMENT;
    if (property.causesReplacement === 'maybe') return this.maybe(path, before, after);
    return this.value(property.type, path, before, after);
  }

  private maybe(path: string, before: unknown, after: unknown): Decision {
    const known = this.resolve(this.type, path, before, after);
    if (known !== undefined) return { effect: known };
    // A nested "maybe" comes from a definition that several properties share; the top-level one decides.
    return path.includes('.') ? { effect: 'in-place', undecided: true } : { effect: 'replacement', undecided: true };
  }

  private value(type: PropertyType, path: string, before: unknown, after: unknown): Decision {
    if (sameValue(before, after)) return IN_PLACE;
    if (type.type === 'array') return this.array(type.element, path, before, after);
    if (type.type === 'map') {
      const [old, now] = [isObject(before) ? before : {}, isObject(after) ? after : {}];
      return worst(keysOf(old, now).map((key) => this.value(type.element, path, old[key], now[key])));
    }
    const definition = definitionOf(type);
    if (definition === undefined) return IN_PLACE;
    const [old, now] = [isObject(before) ? before : {}, isObject(after) ? after : {}];
    return worst(
      keysOf(old, now)
        .filter((key) => definition[key] !== undefined)
        .map((key) => this.property(definition[key]!, `${path}.${key}`, old[key], now[key])),
    );
  }

  private array(element: PropertyType, path: string, before: unknown, after: unknown): Decision {
    const pairs = align(Array.isArray(before) ? before : [], Array.isArray(after) ? after : []);
    return worst(pairs.map(([old, now]) => this.value(element, path, old, now)));
  }
}

function keysOf(a: JsonObject, b: JsonObject): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}

function worst(decisions: Decision[]): Decision {
  return decisions.find((d) => d.effect === 'replacement') ?? decisions.find((d) => d.undecided) ?? IN_PLACE;
}

/** Pairs the elements of two lists: equal ones drop out, then by name, then what is left one by one. */
function align(before: Json[], after: Json[]): [Json | undefined, Json | undefined][] {
  const old = [...before];
  const now: Json[] = [];
  for (const item of after) {
    const same = old.findIndex((candidate) => sameValue(candidate, item));
    if (same >= 0) old.splice(same, 1);
    else now.push(item);
  }
  const pairs: [Json | undefined, Json | undefined][] = [];
  for (const item of now) {
    const name = nameOf(item);
    const twin = name === undefined ? -1 : old.findIndex((candidate) => nameOf(candidate) === name);
    if (twin >= 0) pairs.push([old.splice(twin, 1)[0], item]);
    else if (name === undefined && old.length > 0) pairs.push([old.shift(), item]);
    else pairs.push([undefined, item]);
  }
  return [...pairs, ...old.map((item): [Json, undefined] => [item, undefined])];
}

function nameOf(item: Json): string | undefined {
  if (!isObject(item)) return undefined;
  const key = ['Name', 'IndexName', 'Id', 'Key', 'Region', 'DeviceName', 'ContainerName'].find(
    (k) => typeof item[k] === 'string',
  );
  return key === undefined ? undefined : String(item[key]);
}
