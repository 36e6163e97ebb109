import { Rule } from '../../model';
import { limitChanged, limitsOf } from '../cloudformation/update-limits';
import { changesOf, describe, isUpdate } from '../support';

export const updateInterrupts: Rule = {
  id: 'update-interrupts',
  mechanism: 'down',
  severities: ['caution'],
  summary:
    'An update in place during which the resource is down, such as another class of a database without a standby.',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html#update-some-interrupt',
  check: (context) =>
    changesOf(context)
      .filter(isUpdate)
      .flatMap(({ stack, change }) =>
        limitsOf(change, 'outage').map((limit) => ({
          severity: 'caution' as const,
          stack,
          logicalId: change.logicalId,
          message: `${describe(change)} is interrupted: ${limitChanged(limit)}; ${limit.why}`,
          remedy: limit.remedy,
          source: limit.source,
        })),
      ),
};
