import { SheddingProperty, sheddingOf } from '../../behaviours/shedding';
import { Rule, RuleContext, RuleFinding } from '../../model';
import { after, before, changesOf, describe, isUpdate, Located, same } from '../support';

export const dataShed: Rule = {
  id: 'data-shed',
  mechanism: 'lost',
  severities: ['hazard', 'caution'],
  summary:
    'An update in place deletes data, ends its recovery or makes it unreadable: a hazard where it goes at once, a caution where it can.',
  source: 'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/back-up-data.html',
  check: (context) => [
    ...changesOf(context)
      .filter(isUpdate)
      .flatMap((located) => sheddingOf(located.change.type).flatMap((one) => found(context, located, one))),
    ...selectionsGone(context),
  ],
};

function found(context: RuleContext, located: Located, shedding: SheddingProperty): RuleFinding[] {
  const [old, now] = [before, after].map((side) => side(context, located)?.Properties?.[shedding.property]);
  if (same(old, now)) return [];
  const { stack, change } = located;
  return shedding.judge(old, now).map(({ severity, what }) => ({
    severity,
    stack,
    logicalId: change.logicalId,
    message: `${describe(change)} ${what}`,
    remedy: shedding.remedy,
    source: shedding.source,
  }));
}

/** What a backup plan no longer selects is no longer backed up. */
function selectionsGone(context: RuleContext): RuleFinding[] {
  const all = changesOf(context).filter(({ change }) => change.type === 'AWS::Backup::BackupSelection');
  const comes = all.some(({ change }) => change.action === 'create');
  return all
    .filter(({ change }) => ['destroy', 'orphan'].includes(change.action))
    .map(({ stack, change }) => ({
      severity: comes ? 'caution' : 'hazard',
      stack,
      logicalId: change.logicalId,
      message: comes
        ? `${describe(change)} is removed, and another selection is created: what only this one selects is not backed up any more`
        : `${describe(change)} is removed: what it selects is not backed up any more`,
      remedy: 'Have what holds data in a selection of a backup plan before this one goes.',
    }));
}
