import { Collision, collisionsOf } from '../../keys/collisions';
import { Rule, RuleFinding, Severity } from '../../model';
import { cause, describe } from '../support';
import { keepLogicalId, keyText, placeOf } from './key-texts';

const LOST = 'the clean-up then removes the old one, and with it what the new one has just written';

/** What happens to it, and how grave that is; nothing where the order of the stacks is the right one. */
function judge(collision: Collision): { severity: Severity; message: string } | undefined {
  const { change, taken, holder, fate, order } = collision;
  const what = `${describe(change)} `;
  if (fate === 'self')
    return {
      severity: 'hazard',
      message: `${what}is replaced (${cause(change)}) but keeps ${keyText(taken)}: CloudFormation creates the new one over the old one, and ${LOST}`,
    };
  const shared = `${what}writes ${keyText(taken)}, which ${placeOf(holder)} has`;
  if (fate === 'goes' && order === 'first')
    return {
      severity: 'caution',
      message: `${shared} until its stack is deployed, which is first: between the two there is none`,
    };
  if (fate === 'goes') return { severity: 'hazard', message: `${shared} until it goes in the same step: ${LOST}` };
  if (fate === 'stays')
    return {
      severity: 'caution',
      message: `${shared} and keeps: the last one that is written holds, and the first one that is removed takes it away`,
    };
  return undefined;
}

function finding(collision: Collision): RuleFinding[] {
  const judged = judge(collision);
  if (!judged) return [];
  const remedy =
    collision.fate === 'self'
      ? 'Keep the value that causes the replacement, or remove the resource in one step and create it in the next.'
      : `${keepLogicalId(collision)} Else retain the old one (DeletionPolicy, deployed before this step), so that the clean-up leaves it.`;
  const unsure = collision.holder.conditional || collision.taken.conditional;
  return [
    {
      stack: collision.stack,
      logicalId: collision.change.logicalId,
      ...judged,
      severity: unsure ? 'caution' : judged.severity,
      remedy,
      source: collision.taken.key.source,
    },
  ];
}

export const overwrittenThenRemoved: Rule = {
  id: 'overwritten-then-removed',
  mechanism: 'lost',
  severities: ['hazard', 'caution'],
  summary:
    'A policy, rule, subscription or attachment that there can be only one of is made anew over the old one, whose removal then takes both away.',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html',
  check: (context) =>
    collisionsOf(context)
      .filter(({ taken }) => taken.key.outcome === 'overwritten')
      .flatMap(finding),
};
