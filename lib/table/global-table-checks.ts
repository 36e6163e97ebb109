import { Token } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { whole } from '../internal/checks/blocks';
import { Check } from '../internal/checks/check';
import { REGION_SETS } from './consistency';

/** What the rules look at: the props with defaults, and where the table is going to be. */
export interface TableInput {
  readonly region: string;
  readonly partitionKey: dynamodb.Attribute;
  readonly sortKey?: dynamodb.Attribute;
  readonly ttlAttribute?: string;
  readonly replicas: readonly string[];
  readonly strong: boolean;
  readonly witness?: string;
  readonly maxReadRequestUnits?: number;
  readonly maxWriteRequestUnits?: number;
  readonly recoveryPeriodDays: number;
  readonly indexes: readonly dynamodb.GlobalSecondaryIndexPropsV2[];
}

const isSpread = (input: TableInput) => input.replicas.length > 0 || input.strong;
const wantedReplicas = (input: TableInput) => (input.witness === undefined ? 2 : 1);
const regionsOf = (input: TableInput) => [
  input.region,
  ...input.replicas,
  ...(input.witness === undefined ? [] : [input.witness]),
];
const repeated = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index);

const keyChecks: Check<TableInput>[] = [
  {
    prop: 'partitionKey = sortKey',
    value: (input) => input.partitionKey.name,
    broken: (input) => input.partitionKey.name === input.sortKey?.name,
    fix: () => 'give the sort key another attribute; the keys can never change',
  },
  {
    prop: 'globalSecondaryIndexes',
    value: (input) => input.indexes.map((index) => index.indexName),
    broken: (input) => input.indexes.length > 20,
    fix: () => 'DynamoDB takes 20 indexes a table: give fewer',
  },
  {
    prop: 'globalSecondaryIndexes',
    value: (input) => input.indexes.map((index) => index.indexName),
    broken: (input) => repeated(input.indexes.map((index) => index.indexName)).length > 0,
    fix: (input) =>
      `give each index a name of its own; ${repeated(input.indexes.map((i) => i.indexName)).join(', ')} is there twice`,
  },
];

const regionChecks: Check<TableInput>[] = [
  {
    prop: 'regions',
    value: (input) => input.replicas,
    broken: (input) => isSpread(input) && Token.isUnresolved(input.region),
    fix: () =>
      "the stack's Region is not known at synth, so replicas cannot be told from it: give the stack an env with a Region",
  },
  {
    prop: 'regions',
    value: (input) => input.replicas,
    broken: (input) => input.replicas.includes(input.region),
    fix: (input) => `${input.region} is the stack's own Region, which always has the table: leave it out`,
  },
  {
    prop: 'regions',
    value: (input) => input.replicas,
    broken: (input) => repeated(input.replicas).length > 0,
    fix: () => 'give each Region once',
  },
];

const consistencyChecks: Check<TableInput>[] = [
  {
    prop: 'consistency and regions',
    value: (input) => input.replicas,
    broken: (input) => input.strong && input.replicas.length !== wantedReplicas(input),
    fix: (input) =>
      input.witness === undefined
        ? 'strong consistency wants exactly three Regions: give TableRegions.replicas() two, or Consistency.strongWithWitness() and one'
        : 'strong consistency with a witness wants exactly two tables: give TableRegions.replicas() one Region',
  },
  {
    prop: 'consistency and regions',
    value: regionsOf,
    broken: (input) =>
      input.strong &&
      !Token.isUnresolved(input.region) &&
      !REGION_SETS.some((set) => regionsOf(input).every((region) => set.includes(region))),
    fix: () =>
      `strong consistency keeps within one set of Regions: ${REGION_SETS.map((set) => set.join(', ')).join('; or ')}`,
  },
  {
    prop: 'consistency',
    value: (input) => input.witness,
    broken: (input) => input.witness !== undefined && [input.region, ...input.replicas].includes(input.witness),
    fix: () => 'the witness must be in a Region that has no replica',
  },
  {
    prop: 'consistency and ttlAttribute',
    value: (input) => input.ttlAttribute,
    broken: (input) => input.strong && input.ttlAttribute !== undefined,
    fix: () => 'strongly consistent tables have no TTL: leave ttlAttribute out, or choose Consistency.eventual()',
  },
];

const REQUEST_UNITS = 'give a whole number of request units a second, 1 or more, or leave it out for no limit';

const protectionChecks: Check<TableInput>[] = [
  whole('maxReadRequestUnits', (input) => input.maxReadRequestUnits, { least: 1 }, REQUEST_UNITS),
  whole('maxWriteRequestUnits', (input) => input.maxWriteRequestUnits, { least: 1 }, REQUEST_UNITS),
  whole('recoveryPeriodDays', (input) => input.recoveryPeriodDays, { least: 1, most: 35 }, 'give 1 to 35 days'),
];

export const TABLE_CHECKS: readonly Check<TableInput>[] = [
  ...keyChecks,
  ...regionChecks,
  ...consistencyChecks,
  ...protectionChecks,
];
