import { Rule, RuleContext, RuleFinding } from '../../model';
import { after, before, cause, changesOf, describe, isReplaced, Located, same, show, typeChanged } from '../support';
import { physicalName } from './physical-names';

const REMEDY =
  'Leave physical names to CloudFormation. Where one must be fixed, give the new resource another name in the same step.';

function replacedUnderItsName(context: RuleContext, located: Located): RuleFinding[] {
  const { stack, change } = located;
  const [was, is] = [physicalName(before(context, located)), physicalName(after(context, located))];
  if (!was || !is || was.space !== is.space || !same(was.value, is.value)) return [];
  return [
    {
      severity: 'hazard',
      stack,
      logicalId: change.logicalId,
      message: `${describe(change)} is replaced (${cause(change)}) but keeps ${is.property} ${show(is.value)}: CloudFormation creates the new one while the old one still has the name, and the update fails`,
      remedy: REMEDY,
    },
  ];
}

/** What goes in this step and has the name until its own stack is through. */
function holder(context: RuleContext, located: Located): Located | undefined {
  const name = physicalName(after(context, located));
  const target = context.stackAfter(located.stack);
  if (!name || !target) return undefined;
  return changesOf(context).find((other) => {
    const owner = context.stackBefore(other.stack);
    const theirs = physicalName(before(context, other));
    const goes = other.change.action === 'destroy' || other.change.action === 'move';
    if (!goes || !owner || !theirs || theirs.space !== name.space) return false;
    return owner.region === target.region && owner.account === target.account && same(theirs.value, name.value);
  });
}

function createdUnderATakenName(context: RuleContext, located: Located): RuleFinding[] {
  const { stack, change } = located;
  const name = physicalName(after(context, located));
  const other = holder(context, located);
  if (!name || !other) return [];
  const here = other.stack === stack;
  const first = context.stackAfter(stack)?.dependencies.includes(other.stack) ?? false;
  return [
    {
      severity: here || !first ? 'hazard' : 'caution',
      stack,
      logicalId: change.logicalId,
      message: `${describe(change)} is created with ${name.property} ${show(name.value)}, which ${other.stack}/${other.change.logicalId} has until it goes in the same step: ${here ? 'CloudFormation creates before it deletes, and the update fails' : first ? `it works only because ${other.stack} is deployed before ${stack}` : `nothing makes ${other.stack} go first, and the update fails where it does not`}`,
      remedy: REMEDY,
    },
  ];
}

export const fixedNameCollision: Rule = {
  id: 'fixed-name-collision',
  severities: ['hazard', 'caution'],
  summary:
    'A resource with a fixed physical name is replaced, or created anew under another logical ID, while the old one still has the name.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html',
  check: (context) =>
    changesOf(context).flatMap((located) => {
      const { change } = located;
      if (isReplaced(change) && !typeChanged(change)) return replacedUnderItsName(context, located);
      return change.action === 'create' ? createdUnderATakenName(context, located) : [];
    }),
};
