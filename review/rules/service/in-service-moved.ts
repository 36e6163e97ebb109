import { isRetained } from '../../compare/retention';
import { isRefused } from '../../keys/collisions';
import { Rule, RuleContext, RuleFinding } from '../../model';
import { before, changesOf, describe, keepIdentity, Located } from '../support';
import { inServiceOf } from './in-service-of';

function find(context: RuleContext, located: Located): RuleFinding[] {
  const { stack, change } = located;
  const entry = inServiceOf(context, located);
  const goal = change.movedTo;
  // Where the new one is refused, nothing happens to the old one.
  if (!entry || goal === undefined || isRefused(context, located)) return [];
  const kept = isRetained(before(context, located));
  const stackGoes = context.stackAfter(stack) === undefined;
  const effect = kept
    ? 'who uses the old one stays with it, outside of every stack'
    : `${entry.consequence}${stackGoes ? ', once the old stack is deleted' : ''}`;
  const moves = goal.startsWith(`${stack}/`) ? 'gets another logical ID' : 'goes to another stack';
  return [
    {
      severity: kept ? 'caution' : entry.severity,
      mechanism: entry.mechanism,
      stack,
      logicalId: change.logicalId,
      message: `${describe(change)} ${moves} (${stack}/${change.logicalId} → ${goal}), and CloudFormation makes another one there: ${effect}`,
      remedy: keepIdentity(located),
    },
  ];
}

export const inServiceMoved: Rule = {
  id: 'in-service-moved',
  mechanism: 'address-changed',
  severities: ['hazard', 'caution'],
  summary:
    'What carries traffic, or has an address or credential that others hold, gets another logical ID or stack, so that it is made anew: as bad as a replacement.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-refactoring.html',
  check: (context) =>
    changesOf(context)
      .filter(({ change }) => change.durability === 'stateless' && change.action === 'move')
      .flatMap((located) => find(context, located)),
};
