import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'elasticache-scaling';
const step = (CacheNodeType: unknown, ScalableDimension = 'elasticache:replication-group:NodeGroups') =>
  reviewStack(
    {},
    {
      Cache: resource('AWS::ElastiCache::ReplicationGroup', { CacheNodeType }),
      Target: resource('AWS::ApplicationAutoScaling::ScalableTarget', {
        ScalableDimension,
        ResourceId: { 'Fn::Join': ['', ['replication-group/', { Ref: 'Cache' }]] },
      }),
    },
  );

test.each(['cache.t4g.small', 'cache.m7g.4xlarge', 'cache.r8g.large'])('flags %s', (type) => {
  expect(only(RULE, step(type))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Target',
    message: `AWS::ApplicationAutoScaling::ScalableTarget Target is refused: Cache has the node type "${type}", and only r7g, r6g, r6gd, r5, m7g, m6g, m5, c7gn in the sizes large, xlarge, 2xlarge scale`,
  });
});

test('leaves alone what scales, what is not known, and what scales something else', () => {
  expect(found(RULE, step('cache.m7g.2xlarge'))).toEqual([]);
  expect(found(RULE, step({ Ref: 'Type' }))).toEqual([]);
  expect(found(RULE, step('cache.t4g.small', 'ecs:service:DesiredCount'))).toEqual([]);
});
