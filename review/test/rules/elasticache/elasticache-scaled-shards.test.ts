import { Resource } from '../../../model';
import { review } from '../../../review';
import { assembly, resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'elasticache-scaled-shards';
const cache = (NumNodeGroups: unknown, more: object = {}) => ({
  Cache: resource(
    'AWS::ElastiCache::ReplicationGroup',
    { NumNodeGroups, ReplicasPerNodeGroup: 1, CacheNodeType: 'cache.m7g.large', ...more },
    { UpdatePolicy: { UseOnlineResharding: true } },
  ),
});
const target = (MinCapacity: number, MaxCapacity: number, dimension = 'NodeGroups'): Resource =>
  resource('AWS::ApplicationAutoScaling::ScalableTarget', {
    ServiceNamespace: 'elasticache',
    ScalableDimension: `elasticache:replication-group:${dimension}`,
    ResourceId: { 'Fn::Join': ['', ['replication-group/', { Ref: 'Cache' }]] },
    MinCapacity,
    MaxCapacity,
  });

test.each([
  ['goes on', { ...cache(2), Scaling: target(1, 4) }],
  ['ends', cache(2)],
])('flags a new number of shards where scaling %s', (_, to) => {
  expect(only(RULE, reviewStack({ ...cache(1), Scaling: target(1, 4) }, to))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Cache',
    message:
      'AWS::ElastiCache::ReplicationGroup Cache sets NumNodeGroups 1 → 2 and so undoes what its scaling (Scaling) did: ' +
      'shards that it made go, under the load that they were made for',
  });
});

test('finds the scaling in another stack', () => {
  const Scaling = target(1, 4);
  Scaling.Properties!.ResourceId = {
    'Fn::Join': ['', ['replication-group/', { 'Fn::GetStackOutput': { StackName: 'app', OutputName: 'Name' } }]],
  };
  const step = (shards: number) =>
    assembly({
      app: { template: { Resources: cache(shards), Outputs: { Name: { Value: { Ref: 'Cache' } } } } },
      scaling: { Scaling },
    });
  expect(only(RULE, review(step(1), step(2), { from: 'before', to: 'after' }))).toMatchObject({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Cache',
  });
});

test.each([
  ['NodeGroups', 'shards', 'NumNodeGroups 2'],
  ['Replicas', 'replicas', 'ReplicasPerNodeGroup 1'],
])('flags the end of scaling by %s, which leaves what it made', (dimension, what, number) => {
  expect(only(RULE, reviewStack({ ...cache(2), Scaling: target(1, 4, dimension) }, cache(2)))).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Scaling',
    message:
      `AWS::ApplicationAutoScaling::ScalableTarget Scaling goes: ${what} that it made for Cache stay and are paid for, ` +
      `while the template says ${number}`,
  });
});

test('flags the end of scaling in one dimension where another begins', () => {
  const from = { ...cache(2), Shards: target(1, 4) };
  expect(only(RULE, reviewStack(from, { ...cache(2), Replicas: target(1, 4, 'Replicas') }))).toMatchObject({
    severity: 'caution',
    logicalId: 'Shards',
  });
});

test.each<[string, Record<string, Resource>, Record<string, Resource>]>([
  ['shards that only the template changes', cache(1), cache(2)],
  ['the bounds of scaling', { ...cache(1), Scaling: target(1, 4) }, { ...cache(1), Scaling: target(2, 8) }],
  ['the start of scaling', cache(1), { ...cache(1), Scaling: target(1, 4) }],
  ['a last number before scaling begins', cache(1), { ...cache(2), Scaling: target(2, 4) }],
  ['a target of another name', { ...cache(1), Scaling: target(1, 4) }, { ...cache(1), Other: target(1, 4) }],
  [
    'shards while replicas scale',
    { ...cache(1), S: target(1, 4, 'Replicas') },
    { ...cache(2), S: target(1, 4, 'Replicas') },
  ],
  [
    'the number that scaling is pinned to',
    { ...cache(1), Scaling: target(3, 3) },
    { ...cache(3), Scaling: target(3, 3) },
  ],
  ['the end of scaling that was pinned to the number', { ...cache(3), Scaling: target(3, 3) }, cache(3)],
  ['a cache that goes as well', { ...cache(1), Scaling: target(1, 4) }, {}],
  ['a cache that is made elsewhere', { Scaling: target(1, 4) }, {}],
])('leaves alone %s', (_, from, to) => {
  expect(found(RULE, reviewStack(from, to))).toEqual([]);
});
