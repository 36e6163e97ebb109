import { sameValue } from '../compare/values';
import { isObject } from '../read/unreadable';
import { DocumentedBehaviour, inPlace, Outcome, refused, replacement, templateReference } from './behaviour';

const INDEXES = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.OnlineOps.html';
/** What UpdateTable changes of an index that is there. */
const CHANGEABLE = new Set([
  'ProvisionedThroughput',
  'OnDemandThroughput',
  'WarmThroughput',
  'ContributorInsightsSpecification',
  'WriteProvisionedThroughputSettings',
  'WriteOnDemandThroughputSettings',
  'ReadProvisionedThroughputSettings',
  'ReadOnDemandThroughputSettings',
]);

type Named = Map<string, Record<string, unknown>>;

function byName(list: unknown, key: string): Named | undefined {
  if (list === undefined) return new Map();
  if (!Array.isArray(list) || !list.every(isObject)) return undefined;
  return new Map(list.map((item) => [String(item[key]), item]));
}

/** An index is created or deleted, or has its throughput changed; its keys and its projection are there for good. */
function indexes(before: unknown, after: unknown): Outcome | undefined {
  const [old, young] = [byName(before, 'IndexName'), byName(after, 'IndexName')];
  if (!old || !young) return undefined;
  for (const [name, index] of young) {
    const previous = old.get(name);
    const fixed = Object.keys({ ...previous, ...index }).filter((key) => !CHANGEABLE.has(key));
    const changed = previous ? fixed.filter((key) => !sameValue(previous[key], index[key])) : [];
    if (changed.length > 0) {
      return refused(
        `DynamoDB does not change ${changed.join(', ')} of the index ${name}; it takes a new index with another name`,
      );
    }
  }
  return inPlace('DynamoDB creates or deletes the index in the background');
}

/** Attributes come and go with indexes; what one is cannot change under the keys that use it. */
function attributes(before: unknown, after: unknown): Outcome | undefined {
  const [old, young] = [byName(before, 'AttributeName'), byName(after, 'AttributeName')];
  if (!old || !young) return undefined;
  const edited = [...young].some(([name, attribute]) => old.has(name) && !sameValue(old.get(name), attribute));
  return edited ? replacement('an attribute that is there is edited') : inPlace('attributes are added or removed');
}

export const DYNAMODB: readonly DocumentedBehaviour[] = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'].flatMap(
  (type): DocumentedBehaviour[] => [
    {
      type,
      properties: ['GlobalSecondaryIndexes'],
      source: INDEXES,
      decide: ({ before, after }) => indexes(before, after),
    },
    {
      type,
      properties: ['AttributeDefinitions'],
      source: templateReference(`aws-resource-${type.slice(5).toLowerCase().replace('::', '-')}`),
      decide: ({ before, after }) => attributes(before, after),
    },
    {
      type,
      properties: ['LocalSecondaryIndexes'],
      source: templateReference('aws-properties-dynamodb-table-localsecondaryindex'),
      decide: () =>
        type === 'AWS::DynamoDB::Table'
          ? refused('a local index is created together with its table, and updates are not supported')
          : undefined,
    },
  ],
);
