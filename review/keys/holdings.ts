import { effectiveStack } from '../compare/conditions';
import { AssemblyStack, Resource, RuleContext } from '../model';
import { isObject, own } from '../read/unreadable';
import { Key, Part } from './key';
import { keysOf, scopeOf } from './keys-of';
import { Known, Values } from './values';

/** A key that a resource holds in one of the two states. */
export interface Holding {
  readonly stack: AssemblyStack;
  readonly logicalId: string;
  readonly type: string;
  readonly key: Key;
  /** The same for two resources that cannot both be. */
  readonly id: string;
  /** What the key must not meet; its own `id` but for keys that exclude others. */
  readonly excludes: string;
  /** The parts that the template sets, for messages. */
  readonly shown: readonly (readonly [path: string, value: unknown])[];
  /** Whether only the deployment knows if the resource exists. */
  readonly conditional: boolean;
}

export interface Holdings {
  readonly before: ReadonlyMap<string, readonly Holding[]>;
  readonly after: ReadonlyMap<string, readonly Holding[]>;
  of(side: 'before' | 'after', stack: string, logicalId: string): readonly Holding[];
}

const known = new WeakMap<RuleContext, Holdings>();

/** All keys that resources hold before and after a step, by their ids. */
export function holdingsOf(context: RuleContext): Holdings {
  let holdings = known.get(context);
  if (!holdings) known.set(context, (holdings = collect(context)));
  return holdings;
}

function collect(context: RuleContext): Holdings {
  const renewed = new Set(
    context.stacks.flatMap(({ name, changes }) =>
      changes
        .filter(({ action }) => action === 'create' || action === 'replace')
        .map(({ logicalId }) => `${name}/${logicalId}`),
    ),
  );
  const before = held(context.from.stacks, new Values(context.from, () => false));
  const after = held(context.to.stacks, new Values(context.to, (stack, id) => renewed.has(`${stack}/${id}`)));
  const places = { before: byPlace(before), after: byPlace(after) };
  return {
    before: grouped(before, ({ id }) => id),
    after: grouped(after, ({ id }) => id),
    of: (side, stack, logicalId) => places[side].get(`${stack}/${logicalId}`) ?? [],
  };
}

const byPlace = (holdings: readonly Holding[]) =>
  grouped(holdings, ({ stack, logicalId }) => `${stack.id}/${logicalId}`);

function grouped(holdings: readonly Holding[], by: (holding: Holding) => string): Map<string, Holding[]> {
  const groups = new Map<string, Holding[]>();
  for (const holding of holdings) groups.set(by(holding), [...(groups.get(by(holding)) ?? []), holding]);
  return groups;
}

function held(stacks: readonly AssemblyStack[], values: Values): Holding[] {
  return stacks.flatMap((stack) => {
    const { resources, existence } = effectiveStack(stack);
    return Object.entries(resources).flatMap(([logicalId, resource]) =>
      keysOf(resource.Type).flatMap((key) =>
        instances(key, resource).flatMap(
          (item) => holding({ stack, logicalId, resource }, key, item, values, existence[logicalId] !== true) ?? [],
        ),
      ),
    );
  });
}

/** What holds the key: the resource, or each item of a list of it. */
function instances(key: Key, resource: Resource): unknown[] {
  const properties = resource.Properties ?? {};
  if (key.when && !key.when(properties)) return [];
  if (key.each === undefined) return [undefined];
  const list = own(properties, key.each);
  return Array.isArray(list) ? list : [];
}

interface Owner {
  readonly stack: AssemblyStack;
  readonly logicalId: string;
  readonly resource: Resource;
}

function holding(owner: Owner, key: Key, item: unknown, values: Values, conditional: boolean): Holding | undefined {
  const { stack, logicalId, resource } = owner;
  const found = key.parts.map((part) => ({ part, value: valueOf(part, resource, item) }));
  const parts = found.map(({ part, value }) => knownPart(part, value, stack, values));
  if (found.some(({ part }, i) => parts[i] === undefined && !part.optional)) return undefined;
  if (found.every(({ value }) => value === undefined) && key.parts.length > 0) return undefined;
  const place = placeOf(resource.Type, key, stack);
  const text = JSON.stringify(parts.map((part) => part ?? null));
  const space = key.space ?? resource.Type;
  const index = keysOf(resource.Type).indexOf(key);
  // Keys of one type are told apart by their place in the table, unless they name a space of their own.
  const own = key.space === undefined && index > 0 ? `${space}#${index}` : space;
  return {
    stack,
    logicalId,
    type: resource.Type,
    key,
    id: `${own}|${place}|${text}`,
    excludes: `${key.against ?? own}|${place}|${text}`,
    shown: found.flatMap(({ part, value }) =>
      value === undefined || part.as === 'setup' ? [] : [[labelOf(key, part), value] as const],
    ),
    conditional,
  };
}

function labelOf(key: Key, { path }: Part): string {
  return path === '@' ? (key.each ?? path) : path;
}

function valueOf({ path }: Part, resource: Resource, item: unknown): unknown {
  if (path === '@') return item;
  const inItem = isObject(item) ? at(item, path) : undefined;
  return inItem ?? at(resource.Properties, path);
}

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((found, name) => (isObject(found) ? own(found, name) : undefined), value);
}

function knownPart(part: Part, value: unknown, stack: AssemblyStack, values: Values): Known {
  if (value === undefined) return part.fallback;
  const meant = part.as === 'value' ? undefined : values.meant(stack, value);
  if (part.as === 'zone' && meant) return zoneOf(values, meant) ?? values.entity(meant.stack, meant.logicalId);
  if (part.as === 'setup') return meant && values.of(meant.stack, setup(meant.resource));
  if (part.as === 'stages') return meant && values.of(meant.stack, meant.resource.Properties?.ApiStages);
  if (part.as === 'resource' && meant) return values.entity(meant.stack, meant.logicalId);
  return folded(part, values.of(stack, value));
}

function zoneOf(values: Values, { stack, resource }: { stack: AssemblyStack; resource: Resource }): Known {
  const { AvailabilityZone, AvailabilityZoneId } = resource.Properties ?? {};
  return values.of(stack, AvailabilityZone ?? AvailabilityZoneId);
}

/** What Lambda looks at to tell whether a function has changed: its code and configuration, not its tags. */
function setup({ Properties = {} }: Resource): Record<string, unknown> {
  return Object.fromEntries(Object.entries(Properties).filter(([name]) => name !== 'Tags'));
}

function folded({ as }: Part, value: Known): Known {
  if (typeof value !== 'string') return value;
  if (as === 'case') return value.toLowerCase();
  return as === 'dns'
    ? value
        .toLowerCase()
        .replace(/^https:\/\//, '')
        .replace(/[./]$/, '')
    : value;
}

function placeOf(type: string, key: Key, { account, region }: AssemblyStack): string {
  const scope = scopeOf(type, key);
  return scope === 'world' ? '' : scope === 'account' ? account : `${account}/${region}`;
}
