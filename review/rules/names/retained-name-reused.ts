import { Rule, RuleContext, RuleFinding } from '../../model';
import { after, before, changesOf, describe, Located, same, show } from '../support';
import { PhysicalName, physicalName } from './physical-names';

const RETAINING = ['Retain', 'RetainExceptOnCreate'];

interface Left extends Located {
  readonly name: PhysicalName;
}

/** What stays behind under a fixed name: orphans, and retained ones that go to another stack. */
function leftBehind(context: RuleContext): Left[] {
  return changesOf(context).flatMap((located) => {
    const old = before(context, located);
    const { action } = located.change;
    const stays = action === 'orphan' || (action === 'move' && RETAINING.includes(old?.DeletionPolicy ?? ''));
    const name = physicalName(old);
    return stays && name ? [{ ...located, name }] : [];
  });
}

/** What the step creates under the same name. */
function creator(context: RuleContext, left: Left): Located | undefined {
  const owner = context.stackBefore(left.stack);
  return changesOf(context).find((located) => {
    const target = context.stackAfter(located.stack);
    const name = physicalName(after(context, located));
    if (located.change.action !== 'create' || !name || name.space !== left.name.space) return false;
    return target?.region === owner?.region && target?.account === owner?.account && same(name.value, left.name.value);
  });
}

function find(context: RuleContext): RuleFinding[] {
  return leftBehind(context).map((left) => {
    const { stack, change, name } = left;
    const by = creator(context, left);
    const what = `${describe(change)} stays behind with ${name.property} ${show(name.value)}`;
    const base = { stack, logicalId: change.logicalId };
    if (by) {
      return {
        ...base,
        severity: 'hazard',
        message: `${what}, and ${by.stack}/${by.change.logicalId} is created with the same name: it is taken, and the update fails`,
        remedy:
          'Import the retained resource into its new place instead of creating it, or leave the name to CloudFormation.',
      };
    }
    return {
      ...base,
      severity: 'caution',
      message: `${what}: when a later step, or the way back, creates it again, the name is taken and the update fails`,
      remedy:
        'Leave physical names of retained resources to CloudFormation, or import the resource when it comes back.',
    };
  });
}

export const retainedNameReused: Rule = {
  id: 'retained-name-reused',
  severities: ['hazard', 'caution'],
  summary:
    'A retained resource with a fixed name leaves the stack and is created again (a hazard), or would be by a later step (a caution).',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html',
  check: find,
};
