import { Rule } from '../../model';
import { after, before, changesOfType, describe, isUpdate, listAt, same, valueAt } from '../support';

/** What makes an index another one: none of it can be updated. */
const identity = (index: unknown): unknown => [valueAt(index, 'KeySchema'), valueAt(index, 'Projection')];

/** The indexes that an update creates and deletes; a changed one is both. */
export function indexChanges(from: unknown, to: unknown): { created: string[]; deleted: string[] } {
  const named = (properties: unknown) =>
    new Map(listAt(properties, 'GlobalSecondaryIndexes').map((index) => [String(valueAt(index, 'IndexName')), index]));
  const [old, young] = [named(from), named(to)];
  const differs = (name: string) => !same(identity(old.get(name)), identity(young.get(name)));
  return {
    created: [...young.keys()].filter((name) => !old.has(name) || differs(name)),
    deleted: [...old.keys()].filter((name) => !young.has(name) || differs(name)),
  };
}

export const dynamodbOneIndex: Rule = {
  id: 'dynamodb-one-index',
  mechanism: 'refused',
  severities: ['hazard'],
  summary: 'More than one global secondary index of a table is created or deleted in one update.',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-table.html#cfn-dynamodb-table-globalsecondaryindexes',
  check: (context) =>
    changesOfType(context, 'AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable')
      .filter(isUpdate)
      .flatMap((located) => {
        const { created, deleted } = indexChanges(
          before(context, located)?.Properties,
          after(context, located)?.Properties,
        );
        if (created.length + deleted.length <= 1) return [];
        const parts = [
          ...(created.length > 0 ? [`creates ${created.join(', ')}`] : []),
          ...(deleted.length > 0 ? [`deletes ${deleted.join(', ')}`] : []),
        ];
        return [
          {
            severity: 'hazard',
            stack: located.stack,
            logicalId: located.change.logicalId,
            message: `${describe(located.change)} ${parts.join(' and ')} in one update: DynamoDB accepts one global secondary index created or deleted at a time, and the update fails`,
            remedy:
              'Spread the indexes over as many steps, one each. A changed index is a new one under a new name first, and the old one deleted later.',
          },
        ];
      }),
};
