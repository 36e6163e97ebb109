import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CacheAccess, CacheRotation } from '../../lib/cache/cache-access';
import { CacheScaling } from '../../lib/cache/cache-scaling';
import { CacheUse } from '../../lib/cache/cache-use';
import { ReplicatedCacheProps } from '../../lib/cache/replicated-cache-props';
import { ValkeyVersion } from '../../lib/cache/valkey-version';
import { Resource, Template as ReviewedTemplate } from '../../review/model';
import { reviewStack } from '../../review/test/support';
import { growthFaults } from '../support/growth';
import { synthCache, synthServerless } from './support';

const large = new ec2.InstanceType('m7g.large');
const larger = new ec2.InstanceType('r7g.xlarge');

/** The life of a cache, from its first stage to its last. */
const LIFE: [string, Partial<ReplicatedCacheProps>][] = [
  ['small', {}],
  ['larger nodes', { nodeType: large, snapshotRetention: Duration.days(3) }],
  ['two shards', { nodeType: large, snapshotRetention: Duration.days(3), shards: 2 }],
  [
    'more of all',
    { nodeType: larger, shards: 4, alarmThresholds: { memoryPercent: 70 }, version: ValkeyVersion.of('8.3') },
  ],
  [
    'scaling',
    { nodeType: larger, shards: 4, scaling: CacheScaling.shards({ max: 20 }), version: ValkeyVersion.of('8.3') },
  ],
];
const life = LIFE.map(([name, props]): [string, Record<string, never>] => [name, synthCache(props).toJSON() as never]);
const pairs = life.flatMap(([from, before], index) =>
  life
    .slice(index + 1)
    .map(([to, after]): [string, string, Record<string, never>, Record<string, never>] => [from, to, before, after]),
);

test.each(pairs)('from %s to %s nothing is replaced or goes', (_from, _to, before, after) => {
  // The specification says "may" of the number of shards, and leaves it to the update policy.
  const faults = growthFaults(before, after).filter(
    (fault) => !/ReplicationGroup\) MAY_REPLACE: .*NumNodeGroups/.test(fault),
  );
  expect(faults).toEqual([]);
});

test.each(pairs)('from %s to %s every logical ID stays', (_from, _to, before, after) => {
  const ids = (template: { Resources?: Record<string, Resource> }) => Object.keys(template.Resources ?? {});
  expect(ids(after)).toEqual(expect.arrayContaining(ids(before)));
});

const changed = (from: Template, to: Template) => {
  const [before, after] = [from, to].map((template) => template.toJSON().Resources as Record<string, Resource>);
  return Object.keys({ ...before, ...after }).filter((id) => JSON.stringify(before[id]) !== JSON.stringify(after[id]));
};

test('more shards change the number of shards, and nothing else in the stack, once they are watched', () => {
  const [one, two] = [synthCache({ shards: 1, watchedShards: 2 }), synthCache({ shards: 2, watchedShards: 2 })];
  const [only, ...others] = changed(one, two);
  expect(only).toMatch(/ReplicationGroup/);
  expect(others).toEqual([]);
  const properties = (template: Template) =>
    Object.values(template.findResources('AWS::ElastiCache::ReplicationGroup'))[0].Properties;
  expect(properties(two)).toEqual({ ...properties(one), NumNodeGroups: 2 });
});

test('while shards scale, a higher floor leaves the cache alone', () => {
  const scaled = (min: number) => synthCache({ nodeType: large, scaling: CacheScaling.shards({ min, max: 5 }) });
  expect(changed(scaled(1), scaled(3))).toEqual([expect.stringMatching(/NodeGroupsScaling/)]);
});

test('scaling goes on, off, and from shards to replicas, beside the cache', () => {
  const [off, shards, replicas] = [
    CacheScaling.none(),
    CacheScaling.shards({ max: 3 }),
    CacheScaling.replicas({ max: 3 }),
  ].map((scaling) => synthCache({ nodeType: large, watchedShards: 2, scaling }));
  for (const [from, to] of [
    [off, shards],
    [shards, off],
    [shards, replicas],
  ]) {
    for (const id of changed(from, to)) expect(id).toMatch(/Scaling|Alarm/);
  }
});

test('another use changes parameters, snapshots and an alarm in place', () => {
  const [before, after] = [CacheUse.readThrough(), CacheUse.sessionState()].map((use) => synthCache({ use }).toJSON());
  expect(growthFaults(before as never, after as never)).toEqual([]);
});

test('the next major version takes new parameters, and the cache stays', () => {
  const [before, after] = ['8.2', '9.0'].map((version) => synthCache({ version: ValkeyVersion.of(version) }).toJSON());
  // Without a fixed name, the new parameters are there before the old ones go.
  expect(growthFaults(before as never, after as never)).toEqual([
    expect.stringMatching(/ParameterGroup\) WILL_REPLACE: CacheParameterGroupFamily$/),
  ]);
});

test('access moves from passwords to IAM over both, and nothing that is in use goes', () => {
  const rotation = CacheRotation.off('a test');
  const [password, both, iam] = [CacheAccess.password(rotation), CacheAccess.both(rotation), CacheAccess.iam()].map(
    (access) => synthCache({ access }).toJSON() as never,
  );
  expect(growthFaults(password, both)).toEqual([]);
  // At the end the user with the password goes; its secret is kept.
  expect(growthFaults(both, iam).map((fault) => fault.replace(/^\w+ /, ''))).toEqual([
    '(AWS::SecretsManager::Secret) WILL_ORPHAN: ',
    '(AWS::ElastiCache::User) WILL_DESTROY: ',
  ]);
});

test('a serverless cache grows by its limits alone', () => {
  const [before, after] = [{}, { maxDataGb: 50, maxEcpuPerSecond: 50_000, snapshotRetention: Duration.days(7) }].map(
    (props) => synthServerless(props).toJSON() as never,
  );
  expect(growthFaults(before, after)).toEqual([]);
});

test.each([
  ['more shards', { shards: 1, watchedShards: 3 }, { shards: 3, watchedShards: 3 }],
  ['larger nodes', {}, { nodeType: large }],
  ['scaling', { nodeType: large }, { nodeType: large, scaling: CacheScaling.shards({ max: 5 }) }],
])('the review has nothing to say of %s', (_, from, to) => {
  const state = (props: Partial<ReplicatedCacheProps>) => ({
    template: synthCache(props).toJSON() as ReviewedTemplate,
  });
  expect(reviewStack(state(from), state(to)).findings).toEqual([]);
});

test.each<[string, Partial<ReplicatedCacheProps>]>([
  ['replicasPerShard', { replicasPerShard: 2 }],
  ['port', { port: 6380 }],
])('the review calls the door %s a hazard', (_, to) => {
  const state = (props: Partial<ReplicatedCacheProps>) => ({
    template: synthCache({ watchedShards: 1, ...props }).toJSON() as ReviewedTemplate,
  });
  expect(reviewStack(state({}), state(to)).findings).toContainEqual(
    expect.objectContaining({ rule: 'transient-replaced', severity: 'hazard' }),
  );
});
