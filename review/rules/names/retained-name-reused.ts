import { isRetained } from '../../compare/retention';
import { Holding, holdingsOf } from '../../keys/holdings';
import { Rule, RuleContext, RuleFinding } from '../../model';
import { before, changesOf, describe, Located } from '../support';
import { keyText } from './key-texts';

interface Left extends Located {
  readonly held: Holding;
}

/** What stays behind under a key of its own: orphans, and retained ones that go elsewhere. */
function leftBehind(context: RuleContext): Left[] {
  return changesOf(context).flatMap((located) => {
    const { action, logicalId } = located.change;
    const stays = action === 'orphan' || (action === 'move' && isRetained(before(context, located)));
    if (!stays) return [];
    const held = holdingsOf(context)
      .of('before', located.stack, logicalId)
      .filter(({ key }) => key.outcome === 'refused');
    const taken = held.find((one) => creator(context, { ...located, held: one }));
    const first = taken ?? held[0];
    return first ? [{ ...located, held: first }] : [];
  });
}

/** What the step creates under the same key. */
function creator(context: RuleContext, { stack, change, held }: Left): Holding | undefined {
  const others = holdingsOf(context).after.get(held.id) ?? [];
  return others.find((one) => one.stack.id !== stack || one.logicalId !== change.logicalId);
}

function find(context: RuleContext): RuleFinding[] {
  return leftBehind(context).map((left) => {
    const { stack, change, held } = left;
    const by = creator(context, left);
    const what = `${describe(change)} stays behind with ${keyText(held)}`;
    const taken = held.key.because === undefined ? 'the name is taken' : 'it is taken';
    const same = held.key.because === undefined ? 'the same name' : 'the same';
    const base = { stack, logicalId: change.logicalId, source: held.key.source };
    if (by) {
      return {
        ...base,
        severity: 'hazard',
        message: `${what}, and ${by.stack.id}/${by.logicalId} is created with ${same}: it is taken, and the update fails`,
        remedy: `Keep the retained resource where it is (\`overrideLogicalId('${change.logicalId}')\`), move it with \`cdk refactor\`, or import it into its new place instead of creating it.`,
      };
    }
    return {
      ...base,
      severity: 'caution',
      message: `${what}: when a later step, or the way back, creates it again, ${taken} and the update fails`,
      remedy:
        'Leave physical names of retained resources to CloudFormation, or import the resource when it comes back.',
    };
  });
}

export const retainedNameReused: Rule = {
  id: 'retained-name-reused',
  mechanism: 'refused',
  severities: ['hazard', 'caution'],
  summary:
    'A retained resource with a fixed name leaves the stack and is created again (a hazard), or would be by a later step (a caution).',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html',
  check: find,
};
