import { changeOf, effectOf, resource, reviewStack } from '../support';

const CLUSTER = 'AWS::RDS::DBCluster';

test.each([
  ['Engine', 'aurora', 'aurora-mysql', 'in-place'],
  ['Engine', 'aurora-mysql', 'aurora-postgresql', 'replacement'],
  ['GlobalClusterIdentifier', 'global', undefined, 'in-place'],
  ['GlobalClusterIdentifier', undefined, 'global', 'replacement'],
  ['ReplicationSourceIdentifier', 'arn', undefined, 'in-place'],
  ['ReplicationSourceIdentifier', undefined, 'arn', 'in-place'],
  ['BacktrackWindow', undefined, 3600, 'refused'],
  ['BacktrackWindow', 0, 3600, 'refused'],
  ['BacktrackWindow', 3600, 7200, 'in-place'],
  ['BacktrackWindow', 3600, 0, 'in-place'],
  ['BacktrackWindow', 3600, undefined, 'in-place'],
  ['BacktrackWindow', { Ref: 'Window' }, 3600, 'in-place'],
  ['StorageType', 'aurora', 'aurora-iopt1', 'in-place'],
  ['StorageType', 'aurora-iopt1', 'aurora', 'in-place'],
  ['EngineLifecycleSupport', 'a', 'b', 'refused'],
  ['SnapshotIdentifier', 'arn', undefined, 'replacement'],
  ['SnapshotIdentifier', undefined, 'arn', 'replacement'],
  ['SourceDBClusterIdentifier', 'original', undefined, 'replacement'],
  ['SourceDbClusterResourceId', 'original', undefined, 'replacement'],
  ['RestoreType', 'copy-on-write', undefined, 'replacement'],
  ['RestoreToTime', 'a', 'b', 'replacement'],
  ['UseLatestRestorableTime', true, undefined, 'replacement'],
  ['AvailabilityZones', ['a'], ['a', 'b', 'c'], 'replacement'],
  ['DatabaseName', undefined, 'app', 'replacement'],
  ['ServerlessV2ScalingConfiguration', { MinCapacity: 0 }, undefined, 'in-place'],
])('a cluster’s %s from %s to %s: %s', (name, before, after, effect) => {
  expect(effectOf(CLUSTER, name, before, after)).toBe(effect);
});

test('a cluster that follows another one is not promoted by leaving its source out, and the review says so', () => {
  const state = (ReplicationSourceIdentifier?: string) => ({
    Cluster: resource(CLUSTER, { DeletionProtection: true, ReplicationSourceIdentifier }),
  });
  const { durability, properties } = changeOf(reviewStack(state('arn'), state()), 'Cluster');
  expect(durability).toBe('durable');
  expect(properties).toEqual([
    expect.objectContaining({
      name: 'ReplicationSourceIdentifier',
      note: 'CloudFormation forgets the source and promotes nothing: first promote the cluster by promote-read-replica-db-cluster',
    }),
  ]);
});
