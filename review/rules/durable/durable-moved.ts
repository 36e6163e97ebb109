import { isRefused } from '../../keys/collisions';
import { Rule } from '../../model';
import { deletionOf, deletionPolicyOf, successorOf } from '../../types/deletion';
import { before, changesOf, describe, keepIdentity } from '../support';

export const durableMoved: Rule = {
  id: 'durable-moved',
  mechanism: 'lost',
  severities: ['hazard'],
  summary: 'A resource that holds data moves to another stack or logical ID, where it begins empty.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-refactoring.html',
  check: (context) =>
    changesOf(context)
      .filter(({ change }) => change.durability === 'durable' && change.action === 'move')
      .filter((located) => !isRefused(context, located))
      .map((located) => {
        const { stack, change } = located;
        const old = before(context, located);
        const stays = context.stackAfter(stack) === undefined;
        const fate = stays
          ? 'stays in the old stack until that is deleted'
          : deletionOf(old, deletionPolicyOf(old)).what;
        return {
          severity: 'hazard',
          stack,
          logicalId: change.logicalId,
          message: `${describe(change)} moves from ${stack}/${change.logicalId} to ${change.movedTo ?? 'another stack'}: a deployment creates ${successorOf(old ?? { Type: change.type })} there, and this one ${fate}`,
          remedy: keepIdentity(located),
        };
      }),
};
