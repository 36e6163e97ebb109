import { numberAt } from '../engine/deep';
import { ServiceRule } from './rule';

/** A number that a service lets grow and never shrink. */
const grows = (id: string, type: string, path: string, message: string, source: string): ServiceRule => ({
  id,
  types: [type],
  on: ['update'],
  source,
  refuse(step) {
    const [before, after] = [numberAt(step.before, path), numberAt(step.after, path)];
    return before !== undefined && after !== undefined && after < before
      ? `${message} (${before} → ${after})`
      : undefined;
  },
});

const VOLUME_SHRINKS = grows(
  'ec2-volume-shrinks',
  'AWS::EC2::Volume',
  'Size',
  'New size cannot be smaller than existing size',
  'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVolume.html',
);

const BROKER_STORAGE_SHRINKS = grows(
  'msk-storage-shrinks',
  'AWS::MSK::Cluster',
  'BrokerNodeGroupInfo.StorageInfo.EBSStorageInfo.VolumeSize',
  'The volume size of the brokers can be increased, not decreased',
  'https://docs.aws.amazon.com/msk/latest/developerguide/msk-update-storage.html',
);

const FILE_SYSTEM_SHRINKS = grows(
  'fsx-storage-shrinks',
  'AWS::FSx::FileSystem',
  'StorageCapacity',
  'The storage capacity can be increased, not decreased',
  'https://docs.aws.amazon.com/fsx/latest/APIReference/API_UpdateFileSystem.html',
);

/** By default a stream at most doubles, and at most halves, at a time. */
const SHARDS_AT_ONCE: ServiceRule = {
  id: 'kinesis-shards-at-once',
  types: ['AWS::Kinesis::Stream'],
  on: ['update'],
  source: 'https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html',
  refuse(step) {
    const [before, after] = [numberAt(step.before, 'ShardCount'), numberAt(step.after, 'ShardCount')];
    if (before === undefined || after === undefined || (after <= 2 * before && after >= before / 2)) return undefined;
    return `UpdateShardCount cannot scale up over double, or down below half, the current open shard count (${before} → ${after})`;
  },
};

export const STREAM_AND_DISK_RULES: readonly ServiceRule[] = [
  VOLUME_SHRINKS,
  BROKER_STORAGE_SHRINKS,
  FILE_SYSTEM_SHRINKS,
  SHARDS_AT_ONCE,
];
