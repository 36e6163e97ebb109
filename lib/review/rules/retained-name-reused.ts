import { Rule, RuleContext, RuleFinding } from '../model';
import { PHYSICAL_NAME } from './physical-names';
import { after, before, changesOf, describe, Located, same, show, typeChanged, valueAt } from './support';

const RETAINING = ['Retain', 'RetainExceptOnCreate'];

interface Left extends Located {
  readonly name: unknown;
}

/** What stays behind under a fixed name: orphans, moved ones that are retained, and retained ones of another type. */
function leftBehind(context: RuleContext): Left[] {
  return changesOf(context).flatMap((located) => {
    const { change } = located;
    const old = before(context, located);
    const property = PHYSICAL_NAME[change.previousType ?? change.type];
    if (!old || property === undefined) return [];
    const stays =
      change.action === 'orphan' ||
      (change.action === 'move' && RETAINING.includes(old.DeletionPolicy ?? '')) ||
      (typeChanged(change) && RETAINING.includes(old.UpdateReplacePolicy ?? old.DeletionPolicy ?? ''));
    const name = valueAt(old.Properties, property);
    return stays && name !== undefined ? [{ ...located, name }] : [];
  });
}

/** What the step creates under the same name: DynamoDB's two types of table share their names. */
function creator(context: RuleContext, left: Left): Located | undefined {
  const property = PHYSICAL_NAME[left.change.previousType ?? left.change.type];
  const region = context.stackBefore(left.stack)?.region;
  return changesOf(context).find((located) => {
    const created = located.change.action === 'create' || typeChanged(located.change);
    return (
      created &&
      context.stackAfter(located.stack)?.region === region &&
      PHYSICAL_NAME[located.change.type] === property &&
      located.change.type.split('::')[1] === (left.change.previousType ?? left.change.type).split('::')[1] &&
      same(valueAt(after(context, located)?.Properties, property), left.name)
    );
  });
}

function find(context: RuleContext): RuleFinding[] {
  return leftBehind(context).map((left) => {
    const { stack, change, name } = left;
    const property = PHYSICAL_NAME[change.previousType ?? change.type];
    const by = creator(context, left);
    const again = change.action === 'move' ? { stack: change.movedTo?.split('/')[0] ?? stack } : by;
    const what = `${describe(change)} stays behind with ${property} ${show(name)}`;
    return again
      ? {
          severity: 'hazard',
          stack,
          logicalId: change.logicalId,
          message: `${what}, and ${by ? `${by.stack}/${by.change.logicalId}` : (change.movedTo ?? 'another stack')} is created with the same name: it is taken, and the update fails`,
          remedy:
            'Import the retained resource into its new place instead of creating it, or leave the name to CloudFormation.',
        }
      : {
          severity: 'caution',
          stack,
          logicalId: change.logicalId,
          message: `${what}: when a later step, or the way back, creates it again, the name is taken and the update fails`,
          remedy:
            'Leave physical names of retained resources to CloudFormation, or import the resource when it comes back.',
        };
  });
}

export const retainedNameReused: Rule = {
  id: 'retained-name-reused',
  summary:
    'A retained resource with a fixed name leaves the stack and is created again (a hazard), or would be by a later step (a caution).',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html',
  check: find,
};
