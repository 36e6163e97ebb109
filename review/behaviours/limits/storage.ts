import { isObject } from '../../read/unreadable';
import { changed, changedOnceSet, decreased, increased, switched, where } from './predicates';
import { Given, Predicate, READ, rowsOf, UpdateLimit } from './update-limit';

const EBS = 'https://docs.aws.amazon.com/ebs/latest/userguide/modify-volume-requirements.html';

const VOLUME_PAGE =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-volume.html';

const COOLING = 'after it the volume takes no other change for six hours, and a rollback waits as long';

const MULTI =
  'CloudFormation changes neither whether a volume is attached to several instances nor size and IOPS of one that is';

const VOLUMES = rowsOf({ type: 'AWS::EC2::Volume', source: EBS, date: READ }, [
  {
    path: 'Size',
    when: decreased,
    outcome: 'refused',
    why: 'a volume only grows',
    remedy:
      'Create a second, smaller volume beside it, copy the files, attach it, and remove this one in a later step.',
  },
  ...['Size', 'Iops'].map((path) => ({
    path,
    when: increased,
    given: where('MultiAttachEnabled', true),
    outcome: 'refused' as const,
    why: MULTI,
    remedy: 'Create a second volume with the new value from a snapshot of this one.',
    source: VOLUME_PAGE,
  })),
  {
    path: 'MultiAttachEnabled',
    when: changed([false, true], false),
    outcome: 'refused',
    why: MULTI,
    remedy: 'Create a second volume with the new value from a snapshot of this one.',
    source: VOLUME_PAGE,
  },
  {
    path: 'Size',
    when: increased,
    outcome: 'delayed',
    why: COOLING,
    remedy: 'Change size, type and IOPS in one step, then grow the file system on the instance.',
  },
  {
    path: 'Iops',
    when: switched([3000, 6000]),
    outcome: 'delayed',
    why: COOLING,
    remedy: 'Change size, type and IOPS in one step.',
  },
  {
    path: 'VolumeType',
    when: switched(['gp2', 'gp3']),
    outcome: 'delayed',
    why: COOLING,
    remedy: 'Change size, type and IOPS in one step.',
  },
]);

const LOCKED = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-configure.html';

const versioned: Given = {
  says: 'Object Lock is on',
  example: [{ ObjectLockEnabled: true }, { ObjectLockEnabled: true }],
  holds: (before) => before.ObjectLockEnabled === true || before.ObjectLockEnabled === 'true',
};

const replicatedBucket: Given = {
  says: 'the bucket is replicated',
  example: [{ ReplicationConfiguration: { Rules: [] } }, { ReplicationConfiguration: { Rules: [] } }],
  holds: (before, after) =>
    before.ReplicationConfiguration !== undefined && after.ReplicationConfiguration !== undefined,
};

/** Versioning that leaves the template is suspended as well. */
const suspended: Predicate = {
  says: 'is suspended',
  example: ['Enabled', 'Suspended'],
  oneWay: true,
  holds: (before, after) => before === 'Enabled' && (after === undefined || after === 'Suspended'),
};

const BUCKETS = rowsOf({ type: 'AWS::S3::Bucket', source: LOCKED, date: READ }, [
  {
    path: 'VersioningConfiguration.Status',
    when: suspended,
    given: versioned,
    outcome: 'refused',
    why: 'versioning of a bucket with Object Lock is never suspended',
    remedy: 'Keep versioning.',
  },
  {
    path: 'VersioningConfiguration.Status',
    when: suspended,
    given: replicatedBucket,
    outcome: 'refused',
    why: 'versioning of a bucket that is replicated is never suspended',
    remedy: 'Take the replication away first, in a step of its own.',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html',
  },
]);

const inComplianceMode: Given = {
  says: 'the lock is in compliance mode',
  example: [{ LockConfiguration: { ChangeableForDays: 3 } }, { LockConfiguration: { ChangeableForDays: 3 } }],
  holds: ({ LockConfiguration: lock }) => isObject(lock) && lock.ChangeableForDays !== undefined,
};

const VAULT = rowsOf(
  {
    type: 'AWS::Backup::BackupVault',
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html',
    date: READ,
  },
  ['MinRetentionDays', 'MaxRetentionDays', 'ChangeableForDays'].map((name) => ({
    path: `LockConfiguration.${name}`,
    when: changedOnceSet([7, 14]),
    ...(name === 'ChangeableForDays' ? {} : { given: inComplianceMode }),
    outcome: 'refused' as const,
    perhaps: true as const,
    why: 'a vault lock in compliance mode is fixed when its days of grace, counted from the first deployment, are over',
    remedy: 'Keep the lock as it is; a vault with another lock is a second one.',
  })),
);

export const STORAGE: readonly UpdateLimit[] = [...VOLUMES, ...BUCKETS, ...VAULT];
