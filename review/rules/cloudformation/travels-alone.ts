import { Rule, RuleContext } from '../../model';
import { indexChanges } from '../dynamodb/dynamodb-one-index';
import { replicaChanges } from '../dynamodb/dynamodb-one-replica';
import { after, before, changesOf, describe, isUpdate, Located, propertyChange, show } from '../support';

/** What of a change wants the stack's update for itself; undefined where nothing does. */
function wantsToBeAlone(context: RuleContext, located: Located): string | undefined {
  const { change } = located;
  if (!isUpdate(located)) return undefined;
  if (change.type === 'AWS::ElastiCache::ReplicationGroup') {
    const shards = propertyChange(change, 'NumNodeGroups');
    return (
      shards &&
      `its shards change (NumNodeGroups ${show(shards.before)} → ${show(shards.after)}), which is not rolled back`
    );
  }
  if (!change.type.startsWith('AWS::DynamoDB::')) return undefined;
  const [old, young] = [before(context, located)?.Properties, after(context, located)?.Properties];
  const { added, removed } = replicaChanges(old, young);
  if (change.type === 'AWS::DynamoDB::GlobalTable' && added.length + removed.length > 0) {
    return `its replicas change (${[...added.map((region) => `+${region}`), ...removed.map((region) => `-${region}`)].join(', ')})`;
  }
  const { created, deleted } = indexChanges(old, young);
  if (created.length + deleted.length === 0) return undefined;
  return `its indexes change (${[...created.map((name) => `+${name}`), ...deleted.map((name) => `-${name}`)].join(', ')}), which a rollback may leave behind`;
}

export const travelsAlone: Rule = {
  id: 'travels-alone',
  mechanism: 'delayed',
  severities: ['caution'],
  summary:
    "A change that AWS wants as a stack's only update (resharding a cache, a table replica, a global secondary index) comes together with others.",
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatepolicy.html',
  check: (context) =>
    changesOf(context).flatMap((located) => {
      const why = wantsToBeAlone(context, located);
      if (why === undefined) return [];
      const others = (context.stacks.find(({ name }) => name === located.stack)?.changes ?? [])
        .filter(({ logicalId, type }) => logicalId !== located.change.logicalId && type !== 'AWS::CDK::Metadata')
        .map(({ logicalId }) => logicalId);
      if (others.length === 0) return [];
      const listed =
        others.length > 5 ? `${others.slice(0, 5).join(', ')} and ${others.length - 5} more` : others.join(', ');
      return [
        {
          severity: 'caution' as const,
          stack: located.stack,
          logicalId: located.change.logicalId,
          message: `${describe(located.change)} should change alone: ${why}, but ${located.stack} changes ${listed} in the same update`,
          remedy:
            'Deploy this change by itself, before or after the others, or keep the resource in a stack of its own.',
        },
      ];
    }),
};
