import { keptShorter, SheddingProperty } from './shed';

const KEEP = 'Keep the period as it is, or export what is still needed before it becomes shorter.';

/** Records, messages and events that are kept for a time. Read on 2026-12-01. */
export const RETENTION: readonly SheddingProperty[] = [
  keptShorter({
    types: ['AWS::Logs::LogGroup'],
    property: 'RetentionInDays',
    unset: Infinity,
    unit: 'days',
    older: 'log events that are older are deleted, within 72 hours',
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html',
  }),
  keptShorter({
    types: ['AWS::Kinesis::Stream'],
    property: 'RetentionPeriodHours',
    unset: 24,
    unit: 'hours',
    older: 'records that are older can be read no more, at once',
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DecreaseStreamRetentionPeriod.html',
  }),
  keptShorter({
    types: ['AWS::SQS::Queue'],
    property: 'MessageRetentionPeriod',
    unset: 345_600,
    unit: 'seconds',
    older: 'messages that are older are deleted, those that wait in the queue as well',
    remedy: 'Keep the period as it is, or make it shorter when the queue is empty.',
    source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html',
  }),
  keptShorter({
    types: ['AWS::KinesisVideo::Stream'],
    property: 'DataRetentionInHours',
    unset: 0,
    unit: 'hours',
    older: 'media that is older is deleted',
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/kinesisvideostreams/latest/dg/API_UpdateDataRetention.html',
  }),
  ...(['MemoryStoreRetentionPeriodInHours', 'MagneticStoreRetentionPeriodInDays'] as const).map((path) =>
    keptShorter({
      types: ['AWS::Timestream::Table'],
      property: 'RetentionProperties',
      path: [path],
      unset: path === 'MemoryStoreRetentionPeriodInHours' ? 6 : 73_000,
      unit: path === 'MemoryStoreRetentionPeriodInHours' ? 'hours' : 'days',
      older:
        path === 'MemoryStoreRetentionPeriodInHours'
          ? 'records that come later than this are refused or go to the magnetic store'
          : 'records that are older are deleted for good',
      severity: path === 'MemoryStoreRetentionPeriodInHours' ? 'caution' : 'hazard',
      remedy: KEEP,
      source: 'https://docs.aws.amazon.com/timestream/latest/developerguide/storage.html',
    }),
  ),
  keptShorter({
    types: ['AWS::Events::Archive'],
    property: 'RetentionDays',
    unset: Infinity,
    unit: 'days',
    older: 'events that are older are deleted from the archive',
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive.html',
  }),
  keptShorter({
    types: ['AWS::CloudTrail::EventDataStore'],
    property: 'RetentionPeriod',
    unset: 2_557,
    unit: 'days',
    older: 'events that are older are deleted',
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-event-data-store.html',
  }),
  keptShorter({
    types: ['AWS::SNS::Topic'],
    property: 'ArchivePolicy',
    path: ['MessageRetentionPeriod'],
    unset: 0,
    unit: 'days',
    older: 'archived messages that are older are deleted',
    off: 'the archive of the topic is deleted',
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/sns/latest/dg/message-archiving-and-replay-topic-owner.html',
  }),
  keptShorter({
    types: ['AWS::Cassandra::Table'],
    property: 'DefaultTimeToLive',
    unset: Infinity,
    unit: 'seconds',
    older: 'rows that are written from now on are deleted after this time',
    severity: 'caution',
    remedy: 'Make sure that the application wants its rows gone by then.',
    source: 'https://docs.aws.amazon.com/keyspaces/latest/devguide/TTL.html',
  }),
];
