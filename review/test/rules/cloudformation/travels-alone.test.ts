import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'travels-alone';
const topic = (DisplayName: string) => ({ Topic: resource('AWS::SNS::Topic', { DisplayName }) });
const cache = (NumNodeGroups: number) => ({
  Cache: resource(
    'AWS::ElastiCache::ReplicationGroup',
    { NumNodeGroups },
    { UpdatePolicy: { UseOnlineResharding: true } },
  ),
});
const table = (Regions: string[], ...indexes: string[]) => ({
  Sessions: resource('AWS::DynamoDB::GlobalTable', {
    Replicas: Regions.map((Region) => ({ Region })),
    GlobalSecondaryIndexes: indexes.map((IndexName) => ({ IndexName, KeySchema: [{ AttributeName: IndexName }] })),
  }),
});

test.each([
  [
    cache(1),
    cache(2),
    'AWS::ElastiCache::ReplicationGroup Cache should change alone: its shards change (NumNodeGroups 1 → 2), which is not rolled back',
  ],
  [
    table(['eu-west-1']),
    table(['eu-west-1', 'us-east-1']),
    'AWS::DynamoDB::GlobalTable Sessions should change alone: its replicas change (+us-east-1)',
  ],
  [
    table([], 'user'),
    table([], 'user', 'device'),
    'AWS::DynamoDB::GlobalTable Sessions should change alone: its indexes change (+device), which a rollback may leave behind',
  ],
])('is careful about company: %#', (before, after, message) => {
  expect(only(RULE, reviewStack({ ...before, ...topic('a') }, { ...after, ...topic('b') }))).toMatchObject({
    severity: 'caution',
    stack: 'app',
    message: `${message}, but app changes Topic in the same update`,
  });
});

test('lists five of many', () => {
  const topics = (DisplayName: string) =>
    Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((i) => [`T${i}`, resource('AWS::SNS::Topic', { DisplayName })]));
  const review = reviewStack({ ...cache(1), ...topics('a') }, { ...cache(2), ...topics('b') });
  expect(only(RULE, review).message).toContain('but app changes T1, T2, T3, T4, T5 and 2 more in the same update');
});

test('leaves a change that is alone in its stack, and other changes, alone', () => {
  expect(found(RULE, reviewStack({ ...cache(1), ...topic('a') }, { ...cache(2), ...topic('a') }))).toEqual([]);
  expect(found(RULE, reviewStack({ ...cache(1), ...topic('a') }, { ...cache(1), ...topic('b') }))).toEqual([]);
});
