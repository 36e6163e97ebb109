import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { AlarmTopics } from './alarm';
import { EventNotice, field, makeEventRule } from './event-notice';

/**
 * What RDS itself says of storage, always in relation to the storage that there is: no metric has the size that storage
 * autoscaling has reached. RDS sends events at best effort, so the alarm on free storage stays beside them.
 *
 * Looked up on 2026-12-01:
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html#USER_Events.Messages.instance,
 * https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-rds.html
 */
export const STORAGE_EVENTS = {
  /** The database is full, about to be, or storage autoscaling is at its end: nothing grows it but people. */
  page: {
    'RDS-EVENT-0007': 'the storage is used up',
    'RDS-EVENT-0221': 'the storage is full, and RDS has shut the database down',
    'RDS-EVENT-0222': 'the storage is nearly full, and RDS will shut the database down',
    'RDS-EVENT-0223': 'storage autoscaling cannot grow the storage',
    'RDS-EVENT-0224': 'the next step of storage autoscaling reaches its maximum',
    'RDS-EVENT-0227': 'the volume of an Aurora cluster is nearly full',
    'RDS-EVENT-0254': "the account's quota of storage is used up",
  },
  /** Early: storage autoscaling has yet to act, or has some way to go. */
  notice: {
    'RDS-EVENT-0089': 'less than 10 % of the storage is free',
    'RDS-EVENT-0225': 'the storage is at 80 % of the maximum of storage autoscaling',
  },
} as const;

/** Tells people of the storage of some instances. */
export function makeStorageRules(
  scope: Construct,
  id: string,
  instances: readonly rds.IDatabaseInstance[],
  topics: AlarmTopics,
): void {
  if (topics.page) makeEventRule(scope, storageNotice(`${id}Full`, instances, 'page'), topics.page);
  if (topics.notice) makeEventRule(scope, storageNotice(`${id}Low`, instances, 'notice'), topics.notice);
}

function storageNotice(
  id: string,
  instances: readonly rds.IDatabaseInstance[],
  urgency: keyof typeof STORAGE_EVENTS,
): EventNotice {
  return {
    id,
    description:
      urgency === 'page'
        ? 'Storage of the database that is full, or that nothing grows any more'
        : 'Storage of the database that comes to its end',
    pattern: {
      source: ['aws.rds'],
      detailType: ['RDS DB Instance Event'],
      detail: {
        SourceIdentifier: instances.map(({ instanceIdentifier }) => instanceIdentifier),
        EventID: Object.keys(STORAGE_EVENTS[urgency]),
      },
    },
    message:
      `STORAGE: ${field('SourceIdentifier')}. ${field('Message')} (${field('EventID')}). ` +
      'Raise maxStorageGiB of the database, or make room; see Amazon RDS, storage autoscaling.',
  };
}
