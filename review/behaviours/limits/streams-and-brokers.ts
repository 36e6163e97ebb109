import {
  changed,
  decreased,
  increased,
  lessThanHalved,
  moreThanDoubled,
  removed,
  setLater,
  switched,
  turned,
  wentBack,
  wentUp,
} from './predicates';
import { READ, rowsOf, templateReference, UpdateLimit } from './update-limit';

const STREAM = rowsOf(
  {
    type: 'AWS::Kinesis::Stream',
    source: 'https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html',
    date: READ,
  },
  [
    {
      path: 'ShardCount',
      when: moreThanDoubled,
      outcome: 'refused',
      why: 'shards are at most doubled in one update',
      remedy: 'Double them in as many steps as it takes, or go to on-demand mode.',
    },
    {
      path: 'ShardCount',
      when: lessThanHalved,
      outcome: 'refused',
      why: 'shards are at most halved in one update',
      remedy: 'Halve them in as many steps as it takes.',
    },
    {
      path: 'ShardCount',
      when: switched([2, 4]),
      outcome: 'delayed',
      why: 'the number of shards changes up to ten times in 24 hours, and the stream takes no other change while it does',
      remedy: 'Nothing to do now.',
    },
    {
      path: 'StreamModeDetails.StreamMode',
      when: changed(['PROVISIONED', 'ON_DEMAND'], 'PROVISIONED'),
      outcome: 'delayed',
      why: 'a stream changes its mode twice in 24 hours',
      remedy: 'Nothing to do now; a further change waits a day.',
      source: 'https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamMode.html',
    },
  ],
);

const MSK = 'https://docs.aws.amazon.com/msk/latest/developerguide';
const DISK = 'BrokerNodeGroupInfo.StorageInfo.EBSStorageInfo.VolumeSize';
const OTHER_CLUSTER =
  'Create a second cluster with the new value, replicate the topics (MSK Replicator), move producers and consumers, and remove this one later.';

const KAFKA = rowsOf({ type: 'AWS::MSK::Cluster', source: `${MSK}/msk-update-storage.html`, date: READ }, [
  { path: DISK, when: decreased, outcome: 'refused', why: 'the storage of a broker only grows', remedy: OTHER_CLUSTER },
  {
    path: DISK,
    when: increased,
    outcome: 'delayed',
    why: 'after it the storage grows no further for six hours at least, and until it is optimised, which may take a day or more',
    remedy: 'Grow once, by enough, or let storage autoscaling do it.',
  },
  {
    path: 'KafkaVersion',
    when: wentBack(['3.7.x', '3.6.0']),
    outcome: 'refused',
    why: 'Kafka goes up and never back',
    remedy: 'Keep the version.',
    source: `${MSK}/version-upgrades.html`,
  },
  {
    path: 'NumberOfBrokerNodes',
    when: decreased,
    outcome: 'refused',
    perhaps: true,
    why: 'brokers are removed one from each zone at a time, and only when no partition is on them any more',
    remedy: 'First move all partitions off the brokers that go, by kafka-reassign-partitions.',
    source: `${MSK}/msk-remove-broker.html`,
  },
  {
    path: 'StorageMode',
    when: turned(['TIERED'], ['LOCAL']),
    outcome: 'refused',
    why: 'tiered storage, once on, stays on for the cluster',
    remedy: 'Turn it off for single topics, by remote.storage.enable.',
    source: `${MSK}/msk-tiered-storage.html`,
  },
]);

const MQ = rowsOf({ type: 'AWS::AmazonMQ::Broker', source: templateReference('AWS::AmazonMQ::Broker'), date: READ }, [
  {
    path: 'HostInstanceType',
    when: switched(['mq.m5.large', 'mq.m5.xlarge']),
    outcome: 'outage',
    why: 'the broker restarts with the new type: one alone is down for minutes, one of a pair fails over',
    remedy: 'Choose the hour of this step, and let clients connect again by themselves.',
  },
  {
    path: 'EngineVersion',
    when: wentBack(['5.18', '5.17']),
    outcome: 'refused',
    why: 'a broker goes up and never back',
    remedy: 'Keep the version; an older one is a second broker, to which messages are moved.',
    source: 'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/upgrading-brokers.html',
  },
  {
    path: 'EngineVersion',
    when: wentUp(['5.17', '5.18']),
    outcome: 'outage',
    why: 'the broker restarts with the new version: one alone is down for minutes',
    remedy: 'Choose the hour of this step, and let clients connect again by themselves.',
    source: 'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/upgrading-brokers.html',
  },
  {
    path: 'Configuration',
    when: switched([
      { Id: 'c-1', Revision: 1 },
      { Id: 'c-1', Revision: 2 },
    ]),
    outcome: 'outage',
    why: 'a broker reads another configuration when it restarts',
    remedy: 'Choose the hour of this step.',
  },
]);

const NO_WAY_BACK = 'Keep the mode; a delivery stream without it is a second one.';
const FIREHOSE_API = 'https://docs.aws.amazon.com/firehose/latest/APIReference';

const backup = (destination: string, on: string, off: string, page: string) => ({
  path: `${destination}.S3BackupMode`,
  when: turned([on], [off]),
  outcome: 'refused' as const,
  why: 'backup of all records, once on, stays on',
  remedy: NO_WAY_BACK,
  source: `${FIREHOSE_API}/API_${page}.html`,
});

const FIREHOSE = rowsOf(
  { type: 'AWS::KinesisFirehose::DeliveryStream', source: `${FIREHOSE_API}/API_UpdateDestination.html`, date: READ },
  [
    backup('ExtendedS3DestinationConfiguration', 'Enabled', 'Disabled', 'ExtendedS3DestinationUpdate'),
    backup('RedshiftDestinationConfiguration', 'Enabled', 'Disabled', 'RedshiftDestinationUpdate'),
    backup('SplunkDestinationConfiguration', 'AllEvents', 'FailedEventsOnly', 'SplunkDestinationUpdate'),
    backup('SnowflakeDestinationConfiguration', 'AllData', 'FailedDataOnly', 'SnowflakeDestinationUpdate'),
    {
      path: 'ExtendedS3DestinationConfiguration.DynamicPartitioningConfiguration.Enabled',
      when: changed([false, true], false),
      given: {
        says: 'the destination stays',
        example: [{}, {}],
        holds: (old, young) =>
          old.ExtendedS3DestinationConfiguration !== undefined &&
          young.ExtendedS3DestinationConfiguration !== undefined,
      },
      outcome: 'refused',
      why: 'dynamic partitioning is decided when a delivery stream is created, and stays on once it is on',
      remedy: 'Create a second delivery stream with the new value, and let producers change over.',
      source: 'https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning.html',
    },
    ...['AmazonopensearchserviceDestinationConfiguration', 'ElasticsearchDestinationConfiguration'].flatMap((path) => [
      {
        path,
        when: setLater({ IndexName: 'orders' }),
        outcome: 'refused' as const,
        perhaps: true as const,
        why: 'a delivery stream does not go to OpenSearch from another kind of destination',
        remedy: 'Create a second delivery stream, and let producers change over.',
      },
      {
        path,
        when: removed({ IndexName: 'orders' }),
        outcome: 'refused' as const,
        perhaps: true as const,
        why: 'a delivery stream does not go from OpenSearch to another kind of destination',
        remedy: 'Create a second delivery stream, and let producers change over.',
      },
    ]),
  ],
);

const TRANSFERS = rowsOf(
  {
    type: 'AWS::DMS::ReplicationInstance',
    source: 'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.Modifying.html',
    date: READ,
  },
  [
    {
      path: 'EngineVersion',
      when: wentBack(['3.5.4', '3.5.3']),
      outcome: 'refused',
      why: 'a replication instance goes up and never back',
      remedy: 'Create a second replication instance of the older version, and move its tasks.',
    },
    {
      path: 'AllocatedStorage',
      when: decreased,
      outcome: 'refused',
      why: 'the storage of a replication instance only grows',
      remedy: 'Create a second replication instance, and move its tasks.',
    },
    {
      path: 'ReplicationInstanceClass',
      when: switched(['dms.t3.medium', 'dms.r6i.large']),
      given: {
        says: 'it is in one zone',
        example: [{}, {}],
        holds: (_, { MultiAZ }) => MultiAZ !== true && MultiAZ !== 'true',
      },
      outcome: 'outage',
      why: 'the replication instance is down while its class changes, and its tasks with it',
      remedy: 'Stop its tasks first, and resume them afterwards.',
    },
  ],
);

export const STREAMS_AND_BROKERS: readonly UpdateLimit[] = [...STREAM, ...KAFKA, ...MQ, ...FIREHOSE, ...TRANSFERS];
