import { Rule } from '../../model';
import { changesOf, describe } from '../support';

export const durableMoved: Rule = {
  id: 'durable-moved',
  severities: ['hazard'],
  summary: 'A resource that holds data moves to another stack or logical ID, where it begins empty.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-refactoring.html',
  check: (context) =>
    changesOf(context)
      .filter(({ change }) => change.durability === 'durable' && change.action === 'move')
      .map(({ stack, change }) => ({
        severity: 'hazard',
        stack,
        logicalId: change.logicalId,
        message: `${describe(change)} moves from ${stack}/${change.logicalId} to ${change.movedTo ?? 'another stack'}: a deployment creates an empty one there and removes or abandons this one`,
        remedy:
          'Leave it where it is (stack membership and construct path are fixed for good), or move it with a stack refactor (`cdk refactor`) before the step and without other changes.',
      })),
};
