import { Property, PropertyType } from '@aws-cdk/service-spec-types';
import { isObject, sameValue } from './deep';
import { definitionOf, isCustom, specOf } from './spec';
import { Json, JsonObject } from './state';

export type Effect = 'in-place' | 'replacement';

/** A resource around the property that changes. */
export interface ResourceView {
  readonly Type: string;
  readonly Properties: JsonObject;
  readonly UpdatePolicy?: JsonObject;
}

export interface PropertyChange {
  readonly before: unknown;
  readonly after: unknown;
  readonly resourceBefore: ResourceView;
  readonly resourceAfter: ResourceView;
}

/** What is documented of a change, beyond the specification. */
export interface Documented {
  /** `may-replace` and `unknown` stay open, and are taken for the worse. */
  readonly effect: 'in-place' | 'replacement' | 'may-replace' | 'unknown';
  /** Set where the service refuses the change. */
  readonly refused?: string;
}

/** What the specification says of a change. */
export interface Specified {
  readonly effect: Effect;
  /** It says "maybe". */
  readonly undecided?: boolean;
}

/** Decides what the specification leaves open or has wrong; undefined where the specification stands. */
export type Behaviours = (
  type: string,
  property: string,
  change: PropertyChange,
  specified: Specified,
) => Documented | undefined;

export interface PropertyDifference {
  readonly name: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly effect: Effect;
  /** The specification says "maybe" and nobody resolved it: taken for the worse. */
  readonly undecided?: boolean;
  /** The service refuses the change: a sentence of its documentation. */
  readonly refused?: string;
}

/** Which top-level properties differ, and whether that replaces the resource. */
export function differences(before: ResourceView, after: ResourceView, behaviours: Behaviours): PropertyDifference[] {
  const [old, now] = [before.Properties, after.Properties];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
    (name) => !sameValue(old[name], now[name]),
  );
  return names.map((name) => {
    const change = { before: old[name], after: now[name], resourceBefore: before, resourceAfter: after };
    const specified = effectOf(after.Type, name, old[name], now[name]);
    const documented = behaviours(after.Type, name, change, specified);
    const decision = documented === undefined ? specified : decide(documented);
    return { name, before: old[name], after: now[name], ...decision };
  });
}

function decide(documented: Documented): Decision {
  const open = documented.effect === 'may-replace' || documented.effect === 'unknown';
  return {
    effect: documented.effect === 'in-place' ? 'in-place' : 'replacement',
    ...(open && { undecided: true }),
    ...(documented.refused !== undefined && { refused: documented.refused }),
  };
}

interface Decision {
  readonly effect: Effect;
  readonly undecided?: boolean;
  readonly refused?: string;
}

const IN_PLACE: Decision = { effect: 'in-place' };
const REPLACEMENT: Decision = { effect: 'replacement' };

/**
 * Only this of a custom resource's properties is CloudFormation's own; the rest go to its provider.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html
 */
function customEffect(name: string): Decision {
  return name === 'ServiceToken'
    ? { effect: 'in-place', refused: 'Modifying service token is not allowed.' }
    : IN_PLACE;
}

function effectOf(type: string, name: string, before: unknown, after: unknown): Decision {
  if (isCustom(type)) return customEffect(name);
  const spec = specOf(type);
  const property = spec?.properties[name];
  if (property === undefined) return IN_PLACE;
  const extra = (spec?.additionalReplacementProperties ?? []).filter((path) => path[0] === name);
  if (extra.some((path) => !sameValue(collect(before, path.slice(1)), collect(after, path.slice(1))))) {
    return REPLACEMENT;
  }
  return new Walk().property(property, name, before, after);
}

/** The values at a path with `*` for every element, for comparison. */
function collect(value: unknown, path: string[]): Json[] {
  if (value === undefined || value === null) return [];
  const [step, ...rest] = path;
  if (step === undefined) return [value as Json];
  if (step === '*') return (Array.isArray(value) ? value : Object.values(value)).flatMap((item) => collect(item, rest));
  return isObject(value) ? collect(value[step], rest) : [];
}

function maybe(path: string): Decision {
  // A nested "maybe" comes from a definition that several properties share; the top-level one decides.
  return { effect: path.includes('.') ? 'in-place' : 'replacement', undecided: true };
}

class Walk {
  property(property: Property, path: string, before: unknown, after: unknown): Decision {
    if (sameValue(before, after)) return IN_PLACE;
    if (property.causesReplacement === 'yes') return REPLACEMENT;
    if (property.causesReplacement === 'maybe') return maybe(path);
    return this.value(property.type, path, before, after);
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
