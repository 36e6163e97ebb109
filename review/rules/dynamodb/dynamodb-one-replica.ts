import { Rule } from '../../model';
import { after, before, changesOfType, describe, isUpdate, listAt, show, valueAt } from '../support';

/** The Regions that an update adds and removes. */
export function replicaChanges(from: unknown, to: unknown): { added: string[]; removed: string[] } {
  const regions = (properties: unknown) =>
    listAt(properties, 'Replicas').map((replica) => {
      const region = valueAt(replica, 'Region');
      return typeof region === 'string' ? region : show(region);
    });
  const [old, young] = [regions(from), regions(to)];
  return {
    added: young.filter((region) => !old.includes(region)),
    removed: old.filter((region) => !young.includes(region)),
  };
}

export const dynamodbOneReplica: Rule = {
  id: 'dynamodb-one-replica',
  mechanism: 'refused',
  severities: ['hazard'],
  summary: 'More than one replica of a DynamoDB global table is added or removed in one update.',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-globaltable.html#cfn-dynamodb-globaltable-replicas',
  check: (context) =>
    changesOfType(context, 'AWS::DynamoDB::GlobalTable')
      .filter(isUpdate)
      .flatMap((located) => {
        const [old, young] = [before(context, located)?.Properties, after(context, located)?.Properties];
        const { added, removed } = replicaChanges(old, young);
        // Strong consistency comes with all its Regions at once; the rule on consistency has its say there.
        if (valueAt(young, 'MultiRegionConsistency') === 'STRONG' || added.length + removed.length <= 1) return [];
        const parts = [
          ...(added.length > 0 ? [`adds the replicas ${added.join(', ')}`] : []),
          ...(removed.length > 0 ? [`removes the replicas ${removed.join(', ')}`] : []),
        ];
        return [
          {
            severity: 'hazard',
            stack: located.stack,
            logicalId: located.change.logicalId,
            message: `${describe(located.change)} ${parts.join(' and ')} in one update: only a single replica can be added or removed in each`,
            remedy: 'One Region a step, with nothing else to change in the stack.',
          },
        ];
      }),
};
