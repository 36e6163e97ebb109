import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { effectiveStack } from './effective';
import { Floor } from './effects';
import { Effect } from './model';
import { StackPair } from './pairing';

const EFFECTS: Partial<Record<ResourceImpact, Effect>> = {
  [ResourceImpact.WILL_REPLACE]: 'replacement',
  [ResourceImpact.MAY_REPLACE]: 'may-replace',
};

/** What cloudformation-diff, and so `cdk diff`, says of the properties of each resource of a stack. */
export function templateDiff({ before, after }: StackPair): (logicalId: string) => Floor {
  if (!before || !after) return () => () => 'in-place';
  const [old, young] = [before, after].map((stack) => ({ Resources: effectiveStack(stack).resources }));
  const { resources } = fullDiff(old, young);
  return (logicalId) => {
    const updates = resources.has(logicalId) ? resources.get(logicalId).propertyUpdates : {};
    return (property) => EFFECTS[updates[property]?.changeImpact ?? ResourceImpact.NO_CHANGE] ?? 'in-place';
  };
}
