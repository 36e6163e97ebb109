import { isRefused } from '../../keys/collisions';
import { Resource, Rule } from '../../model';
import { after, cause, changesOf, describe, isReplaced, typeChanged } from '../support';

/** What becomes of the old resource, by its update-replace policy. */
export function fateOfReplaced(resource: Resource | undefined): string {
  switch (resource?.UpdateReplacePolicy) {
    case 'Retain':
      return 'the old one stays behind, outside the stack (UpdateReplacePolicy Retain)';
    case 'Snapshot':
      return 'the old one is deleted after a last snapshot (UpdateReplacePolicy Snapshot)';
    default:
      return 'the old one is deleted with what it holds (no UpdateReplacePolicy Retain or Snapshot)';
  }
}

export const durableReplaced: Rule = {
  id: 'durable-replaced',
  mechanism: 'lost',
  severities: ['hazard'],
  summary: 'A resource that holds data is replaced by an empty one.',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html',
  check: (context) =>
    changesOf(context)
      .filter(({ change }) => change.durability === 'durable' && isReplaced(change) && !typeChanged(change))
      .filter((located) => !isRefused(context, located))
      .map((located) => ({
        severity: 'hazard',
        stack: located.stack,
        logicalId: located.change.logicalId,
        message: `${describe(located.change)} is replaced by an empty one: ${cause(located.change)}; ${fateOfReplaced(after(context, located))}`,
        remedy:
          'Keep the old value. Where the new one is needed, create a second resource beside the first, copy the data, move the readers and writers, and remove the first in a later step.',
      })),
};
