import { Rule } from '../../model';
import { before, changesOf, condition, describe } from '../support';

export const durableOrphaned: Rule = {
  id: 'durable-orphaned',
  mechanism: 'left-behind',
  severities: ['hazard'],
  summary: 'A resource that holds data leaves the stack and stays behind without an owner.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html',
  check: (context) =>
    changesOf(context)
      .filter(({ change }) => change.durability === 'durable' && change.action === 'orphan')
      .map((located) => ({
        severity: 'hazard',
        stack: located.stack,
        logicalId: located.change.logicalId,
        message: `${describe(located.change)} leaves the stack${condition(located.change)}: the target template no longer has it, and DeletionPolicy ${before(context, located)?.DeletionPolicy ?? 'Retain'} leaves it behind, no longer updated, watched or reachable by reference`,
        remedy:
          'Keep the resource in the template at its path. If another stack should own it, move it with `cdk refactor` or a resource import, not by deploying.',
      })),
};
