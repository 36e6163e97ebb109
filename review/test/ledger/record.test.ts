import { App, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Ledger } from '../../ledger/model';
import { holds, normalise, valuesAt } from '../../ledger/property-paths';
import { growthViolations, ledgerOf, renewed, violationsOf } from '../../ledger/record';
import { recorded, SPECIFICATION } from './support';

interface Sizes {
  readonly key?: string;
  readonly uploads?: boolean;
}

const app =
  ({ key = 'id', uploads = false }: Sizes = {}) =>
  (root: App) => {
    const data = new Stack(root, 'Data');
    new dynamodb.TableV2(data, 'Orders', { partitionKey: { name: key, type: dynamodb.AttributeType.STRING } });
    if (uploads) new s3.Bucket(data, 'Uploads');
  };

const at = (stage: string, sizes?: Sizes) => recorded(app(sizes), stage);
const small = at('small');
const large = at('large', { uploads: true });

const ORDERS = 'Data/OrdersA9B65338';
const UPLOADS = 'Data/Uploads4F6EB0FD';
const summary = ({ resources }: Ledger) => resources.map(({ id, stages }) => [id, stages.join()]);

test('a resource that is equal in several stages is one entry with these stages', () => {
  expect(summary(ledgerOf([small, large], SPECIFICATION))).toEqual([
    [ORDERS, 'small,large'],
    [UPLOADS, 'large'],
  ]);
});

test('a resource that differs between stages has an entry for each, and each stage is held to its own', () => {
  const other = at('other', { key: 'number' });
  const ledger = ledgerOf([small, other], SPECIFICATION);
  expect(summary(ledger)).toEqual([
    [ORDERS, 'small'],
    [ORDERS, 'other'],
  ]);
  expect(violationsOf(ledger, [small, other])).toEqual([]);
  expect(violationsOf(ledger, [{ ...small, stage: 'other' }])).toHaveLength(1);
});

test('the same change in several stages is told once, with the stages', () => {
  const ledger = ledgerOf([small, at('medium')], SPECIFICATION);
  const changed = [at('small', { key: 'number' }), at('medium', { key: 'number' })];
  expect(violationsOf(ledger, changed)).toEqual([
    expect.objectContaining({ id: ORDERS, rule: 'durable-replaced', stages: ['small', 'medium'] }),
  ]);
});

describe('growth', () => {
  test('what is durable in a stage must be in the next one, as it is', () => {
    expect(growthViolations([small, large], SPECIFICATION, [])).toEqual([]);
    expect(growthViolations([large, { ...small, stage: 'larger' }], SPECIFICATION, [])).toEqual([
      expect.objectContaining({ id: UPLOADS, rule: 'durable-vanished', change: 'is gone (from large to larger)' }),
    ]);
    expect(growthViolations([small, at('large', { key: 'number' })], SPECIFICATION, [])).toEqual([
      expect.objectContaining({ id: ORDERS, rule: 'durable-replaced', stages: ['small', 'large'] }),
    ]);
  });

  test('what was accepted once is not asked for again, another change is', () => {
    const steps = [large, { ...small, stage: 'larger' }];
    const [{ id, change }] = growthViolations(steps, SPECIFICATION, []);
    expect(growthViolations(steps, SPECIFICATION, [{ id, change, reason: 'archived' }])).toEqual([]);
    expect(growthViolations(steps, SPECIFICATION, [{ id, change: 'is gone', reason: 'archived' }])).toHaveLength(1);
  });
});

describe('recording anew', () => {
  const previous: Ledger = {
    ...ledgerOf([small, large], SPECIFICATION),
    accepted: [{ id: 'Data/Gone', change: 'is gone', reason: 'not used' }],
  };

  test('one stage keeps the others, with their types', () => {
    const next = renewed(previous, ledgerOf([at('large')], SPECIFICATION), true, []);
    expect(summary(next)).toEqual([[ORDERS, 'small,large']]);
    expect(Object.keys(next.types)).toEqual(['AWS::DynamoDB::GlobalTable']);
    expect(summary(renewed(previous, ledgerOf([at('small')], SPECIFICATION), true, []))).toContainEqual([
      UPLOADS,
      'large',
    ]);
  });

  test('all stages drops those that are no more', () => {
    const next = renewed(previous, ledgerOf([at('tiny')], SPECIFICATION), false, []);
    expect(summary(next)).toEqual([[ORDERS, 'tiny']]);
  });

  test('acceptances stay, and the same one is there once', () => {
    const accepted = [{ id: UPLOADS, change: 'is gone', reason: 'archived' }];
    const next = renewed(previous, ledgerOf([small], SPECIFICATION), false, [...accepted, ...previous.accepted]);
    expect(next.accepted).toEqual([...previous.accepted, ...accepted]);
  });
});

describe('values at paths', () => {
  const properties = { A: { C: 1, B: [{ X: 'a' }, { Y: 2 }] }, M: { one: { V: 1 } }, F: { 'Fn::If': ['C', 1, 2] } };

  test('are found in objects, lists and maps, and left out where they are not set', () => {
    expect(valuesAt(properties, ['A/C', 'A/B/*/X', 'M/*/V', 'Z', 'A/Z', 'F/Deep'])).toEqual({
      'A/C': 1,
      'A/B/*/X': ['a', null],
      'M/*/V': { one: 1 },
      // What a function gives is not known before it is deployed.
      'F/Deep': { 'Fn::If': ['C', 1, 2] },
    });
  });

  test('have their keys in order', () => {
    expect(JSON.stringify(normalise(properties))).toBe(
      '{"A":{"B":[{"X":"a"},{"Y":2}],"C":1},"F":{"Fn::If":["C",1,2]},"M":{"one":{"V":1}}}',
    );
  });

  test('hold when they are equal to CloudFormation, and lists below a path may grow', () => {
    expect(holds('Port', 5432, '5432')).toBe(true);
    expect(holds('Port', undefined, 5432)).toBe(false);
    expect(holds('Items/*/Name', ['a'], ['a', 'b'])).toBe(true);
    expect(holds('Items/*/Name', ['a', 'b'], ['a'])).toBe(false);
    expect(holds('Items/*/Name', ['a'], ['b'])).toBe(false);
  });
});
