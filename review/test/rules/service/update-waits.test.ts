import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'update-waits';
const stream = (ShardCount: number) => ({ Orders: resource('AWS::Kinesis::Stream', { ShardCount }) });

test('says how often, with its own source', () => {
  const review = reviewStack(stream(2), stream(4));
  expect(only(RULE, review)).toEqual({
    severity: 'note',
    stack: 'app',
    logicalId: 'Orders',
    message:
      'AWS::Kinesis::Stream Orders: ShardCount 2 → 4; the number of shards changes up to ten times in 24 hours, and the stream takes no other change while it does',
  });
  expect(review.findings[0].source).toBe(
    'https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html',
  );
});

test('leaves what is refused to the rule that says so', () => {
  expect(found(RULE, reviewStack(stream(2), stream(10)))).toEqual([]);
});
