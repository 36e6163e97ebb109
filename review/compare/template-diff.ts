import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { Effect, Resource } from '../model';
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
  const pick = (all: Readonly<Record<string, Resource>>, form: (resource: Resource) => Resource) => ({
    Resources: Object.fromEntries(ids.map((id) => [id, form(all[id])])),
  });
  const { resources } = fullDiff(pick(old, forms.before), pick(young, forms.after));
  return (logicalId) => {
    const updates = resources.has(logicalId) ? resources.get(logicalId).propertyUpdates : {};
    return (property) => EFFECTS[updates[property]?.changeImpact ?? ResourceImpact.NO_CHANGE] ?? 'in-place';
  };
}
