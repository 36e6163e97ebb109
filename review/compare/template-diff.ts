import { fullDiff, PropertyDifference, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { Effect, Resource } from '../model';
import { byName, own } from '../read/unreadable';
import { Forms } from './comparable';
import { effectiveStack } from './conditions';
import { StackPair } from './pairing';
import { Floor } from './property-changes';
import { sameValue } from './values';

const EFFECTS: Partial<Record<ResourceImpact, Effect>> = {
  [ResourceImpact.WILL_REPLACE]: 'replacement',
  [ResourceImpact.MAY_REPLACE]: 'may-replace',
};

/** What cloudformation-diff, and so `cdk diff`, says of the properties of each resource that both states of a stack have. */
export function templateDiff({ before, after }: StackPair, forms: Forms): (logicalId: string) => Floor {
  if (!before || !after) return () => () => 'in-place';
  const [old, young] = [before, after].map((stack) => effectiveStack(stack).resources);
  // It compares whole templates several times over, and needs to see only what differs.
  const ids = Object.keys(young).filter((id) => Object.hasOwn(old, id) && !sameValue(old[id], young[id]));
  const form = (all: Readonly<Record<string, Resource>>, of: (resource: Resource) => Resource) =>
    byName(ids.map((id): [string, Resource] => [id, of(all[id])]));
  const updates = updatesOf(form(old, forms.before), form(young, forms.after), ids);
  return (logicalId) => {
    const found = updates.get(logicalId);
    if (found === 'unknown') return () => 'unknown';
    return (property) => EFFECTS[own(found, property)?.changeImpact ?? ResourceImpact.NO_CHANGE] ?? 'in-place';
  };
}

type Resources = Readonly<Record<string, Resource>>;
type Updates = Readonly<Record<string, PropertyDifference<unknown>>>;

/**
 * The updates of resources by logical ID. It stumbles over properties that are named as what all objects inherit:
 * a resource with such is then unknown, and the others are compared without it.
 */
function updatesOf(old: Resources, young: Resources, ids: readonly string[]): Map<string, Updates | 'unknown'> {
  try {
    const { resources } = fullDiff(pick(old, ids), pick(young, ids));
    return new Map(
      ids.flatMap((id) => (resources.has(alias(id)) ? [[id, resources.get(alias(id)).propertyUpdates]] : [])),
    );
  } catch {
    if (ids.length === 1) return new Map([[ids[0], 'unknown']]);
    return new Map(ids.flatMap((id) => [...updatesOf(old, young, [id])]));
  }
}

function pick(all: Resources, ids: readonly string[]) {
  return { Resources: Object.fromEntries(ids.map((id) => [alias(id), all[id]])) };
}

/** A logical ID that no object inherits, nor another resource has. */
function alias(id: string): string {
  return id in Object.prototype ? `-${id}` : id;
}
