import { isTrueAt, listAt, textAt } from '../engine/deep';
import { Json, JsonObject } from '../engine/state';
import { ServiceRule, Step } from './rule';

const TABLES = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];
const GLOBAL = 'AWS::DynamoDB::GlobalTable';
const GLOBAL_PAGE =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html';

function byKey(properties: JsonObject, list: string, key: string): Map<string, Json> {
  return new Map(listAt(properties, list).map((item) => [textAt(item, key) ?? '', item]));
}

/** What was created and deleted in a list between two states. */
function turnover(step: Step, list: string, key: string): { created: string[]; deleted: string[] } {
  const [before, after] = [byKey(step.before, list, key), byKey(step.after, list, key)];
  return {
    created: [...after.keys()].filter((name) => !before.has(name)),
    deleted: [...before.keys()].filter((name) => !after.has(name)),
  };
}

const ONE_INDEX: ServiceRule = {
  id: 'dynamodb-one-index',
  types: TABLES,
  on: ['update'],
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html',
  refuse(step) {
    const { created, deleted } = turnover(step, 'GlobalSecondaryIndexes', 'IndexName');
    return created.length + deleted.length > 1
      ? 'Cannot perform more than one GSI creation or deletion in a single update'
      : undefined;
  },
};

const ONE_REPLICA: ServiceRule = {
  id: 'dynamodb-one-replica',
  types: [GLOBAL],
  on: ['update'],
  source: GLOBAL_PAGE,
  refuse(step) {
    const { created, deleted } = turnover(step, 'Replicas', 'Region');
    const indexes = turnover(step, 'GlobalSecondaryIndexes', 'IndexName');
    const others = indexes.created.length + indexes.deleted.length;
    const count = created.length + deleted.length;
    if (count > 1) return 'Cannot add, delete, or update more than one replica in a single update';
    return count === 1 && others > 0 ? 'Cannot create or delete a replica and an index in a single update' : undefined;
  },
};

const HOME_REPLICA: ServiceRule = {
  id: 'dynamodb-home-replica',
  types: [GLOBAL],
  on: ['create', 'update'],
  source: GLOBAL_PAGE,
  refuse: (step) =>
    byKey(step.after, 'Replicas', 'Region').has(step.scope.region)
      ? undefined
      : `Replicas must contain the Region of the stack, ${step.scope.region}, whose replica cannot be removed`,
};

const STRONG_CONSISTENCY: ServiceRule = {
  id: 'dynamodb-strong-consistency',
  types: [GLOBAL],
  on: ['update'],
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html',
  refuse(step) {
    const [before, after] = [step.before, step.after].map((p) => textAt(p, 'MultiRegionConsistency') ?? 'EVENTUAL');
    if (before === after) return undefined;
    if (before === 'STRONG') return 'The consistency mode of a global table cannot be changed after it was created';
    const full = step.resource?.marker !== undefined;
    return full ? 'A table must be empty to become a global table with multi-Region strong consistency' : undefined;
  },
};

/** A table forgets one attribute before it takes another, which takes two updates. */
const TTL_ATTRIBUTE: ServiceRule = {
  id: 'dynamodb-ttl-attribute',
  types: TABLES,
  on: ['update'],
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-table-timetolivespecification.html',
  refuse(step) {
    const [before, after] = [step.before, step.after].map((properties) =>
      isTrueAt(properties, 'TimeToLiveSpecification.Enabled')
        ? textAt(properties, 'TimeToLiveSpecification.AttributeName')
        : undefined,
    );
    return before !== undefined && after !== undefined && before !== after
      ? `TimeToLive is active on a different AttributeName: current AttributeName is ${before}`
      : undefined;
  },
};

export const DYNAMODB_RULES: readonly ServiceRule[] = [
  HOME_REPLICA,
  ONE_INDEX,
  ONE_REPLICA,
  STRONG_CONSISTENCY,
  TTL_ATTRIBUTE,
];
