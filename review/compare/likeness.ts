import { AssemblyStack, Resource } from '../model';
import { isObject, own } from '../read/unreadable';
import { StackPair } from './pairing';
import { referencesOfNode } from './references';
import { specifiedIdentity } from './spec';
import { mapValue, sameValue } from './values';

/** A resource that goes or comes, with where it is and whether it is in the state before or after. */
export interface Place {
  readonly stack: string;
  readonly owner?: AssemblyStack;
  readonly resource?: Resource;
}

/** Tells whether a resource that comes is set up like one that goes, so that it is the same thing to whoever uses it. */
export class Likeness {
  private readonly pairs: ReadonlyMap<string, StackPair>;

  constructor(pairs: readonly StackPair[]) {
    this.pairs = new Map(pairs.map((pair) => [pair.id, pair]));
  }

  /** All that a later change would replace must be alike, and half of the rest. */
  alike(gone: Place, arrival: Place): boolean {
    const identity = specifiedIdentity(gone.resource?.Type ?? '');
    const names = new Set([...(identity?.primaryIdentifier ?? []), 'Name', 'Tags']);
    const [old, young] = [this.properties(gone), this.properties(arrival)].map((state) => unwrapped(state, names));
    const all = [...new Set([...Object.keys(old), ...Object.keys(young)])].filter((name) => !isName(name, names));
    const same = all.filter((name) => sameValue(old[name], young[name]));
    const fixed = all.filter((name) => identity?.fixed.includes(name));
    return fixed.every((name) => same.includes(name)) && same.length * 2 >= all.length;
  }

  /** Properties with references to what stays written out, and those to what goes or comes as the type that it has. */
  private properties(place: Place): Record<string, unknown> {
    const properties = mapValue(place.resource?.Properties ?? {}, (node) => {
      const [reference] = referencesOfNode(node);
      if (!reference) return node;
      if (reference.kind !== 'local') return { 'Fn::Other': 'stack' };
      const type = own(place.owner?.template.Resources, reference.name)?.Type;
      return type === undefined || this.stays(place.stack, reference.name) ? node : { 'Fn::Other': type };
    });
    return isObject(properties) ? properties : {};
  }

  private stays(stack: string, logicalId: string): boolean {
    const pair = this.pairs.get(stack);
    const has = (owner: AssemblyStack | undefined) => own(owner?.template.Resources, logicalId) !== undefined;
    return has(pair?.before) && has(pair?.after);
  }
}

/** The members of a configuration that holds all there is to a type, such as that of a distribution. */
function unwrapped(state: Record<string, unknown>, names: ReadonlySet<string>): Record<string, unknown> {
  const [only, ...others] = Object.keys(state).filter((name) => !isName(name, names));
  const config = state[only];
  if (only === undefined || others.length > 0 || !/(Config|Data)$/.test(only) || !isObject(config)) return state;
  return withoutLabels(config);
}

/** Labels that are given and used within one resource say nothing, and the CDK makes them of the construct's path. */
function withoutLabels(config: Record<string, unknown>): Record<string, unknown> {
  const labels: unknown[] = [];
  mapValue(config, (node) => {
    if (isObject(node) && typeof node.Id === 'string') labels.push(node.Id);
    return node;
  });
  const unlabelled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(unlabelled);
    if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unlabelled(item)]));
    return labels.includes(value) ? labels.indexOf(value) : value;
  };
  return unlabelled(config) as Record<string, unknown>;
}

/** Names differ where a construct was renamed. */
function isName(property: string, names: ReadonlySet<string>): boolean {
  return names.has(property) || /(Name|Description)$/.test(property);
}
