import { Collision, collisionsOf } from '../../keys/collisions';
import { Rule, RuleFinding, Severity } from '../../model';
import { cause, describe } from '../support';
import { keyText, keepLogicalId, placeOf } from './key-texts';

const REMEDY =
  'Leave physical names to CloudFormation. Where one must be fixed, give the new resource another name in the same step.';
const TWO_STEPS = 'Or take the old one out in a step of its own, before the one that creates the new one.';

interface Judged {
  readonly severity: Severity;
  readonly message: string;
  readonly remedy: string;
}

function replacedUnderItsKey({ change, taken }: Collision): Judged {
  return {
    severity: 'hazard',
    message: `${describe(change)} is replaced (${cause(change)}) but keeps ${keyText(taken)}: CloudFormation creates the new one while the old one still has ${taken.key.because === undefined ? 'the name' : 'it'}, and the update fails${change.durability === 'durable' ? '; were it free, an empty one would take its place' : ''}`,
    remedy:
      taken.key.because === undefined
        ? REMEDY
        : 'Keep the value that causes the replacement. Where it must change, remove the resource in one step and create it in the next, or give the new one another key.',
  };
}

/** When the one that has the key lets go of it, and what that means for the one that takes it. */
function ordering({ fate, order, holder, stack }: Collision): { severity: Severity; holds: string; outcome: string } {
  const other = holder.stack.id.split('/')[0];
  if (fate === 'stays')
    return { severity: 'hazard', holds: 'has and keeps', outcome: 'it is refused, and the update fails' };
  if (fate === 'kept')
    return {
      severity: 'hazard',
      holds: 'has, and keeps outside of its stack',
      outcome: 'nothing deletes that one, and the update fails',
    };
  const holds = fate === 'goes' ? 'has until it goes in the same step' : 'has until it is updated in the same step';
  if (order === 'together') {
    const outcome =
      fate === 'goes'
        ? 'CloudFormation creates before it deletes, and the update fails'
        : 'nothing makes that update go first, and this one fails where it does not';
    return { severity: 'hazard', holds, outcome };
  }
  return order === 'first'
    ? { severity: 'caution', holds, outcome: `it works only because ${other} is deployed before ${stack}` }
    : {
        severity: 'hazard',
        holds,
        outcome: `nothing makes ${other} go first, and the update fails where it does not`,
      };
}

function takesTakenKey(collision: Collision): Judged {
  const { change, taken, holder } = collision;
  const { severity, holds, outcome } = ordering(collision);
  const verb = change.action === 'create' ? 'is created with' : 'takes';
  const renamed = change.action === 'create' && change.type === holder.type;
  return {
    severity,
    message: `${describe(change)} ${verb} ${keyText(taken)}, which ${placeOf(holder)} ${holds}: ${outcome}`,
    remedy: renamed ? `${keepLogicalId(collision)} ${TWO_STEPS}` : REMEDY,
  };
}

function finding(collision: Collision): RuleFinding {
  const judged = collision.fate === 'self' ? replacedUnderItsKey(collision) : takesTakenKey(collision);
  const unsure = collision.holder.conditional || collision.taken.conditional;
  return {
    stack: collision.stack,
    logicalId: collision.change.logicalId,
    ...judged,
    source: collision.taken.key.source,
    severity: unsure && collision.fate !== 'self' ? 'caution' : judged.severity,
  };
}

export const fixedNameCollision: Rule = {
  id: 'fixed-name-collision',
  mechanism: 'refused',
  severities: ['hazard', 'caution'],
  summary:
    'A resource is replaced under the key that it has (a name, a path, a port, or what else there can be only one of), or another one takes a key that is taken: the service refuses it.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html',
  check: (context) =>
    collisionsOf(context)
      .filter(({ taken }) => taken.key.outcome === 'refused')
      // What a step leaves behind is told by `retained-name-reused`.
      .filter(({ fate, holder }) => fate !== 'kept' || context.stackAfter(holder.stack.id) === undefined)
      .map(finding),
};
