import {
  changed,
  changedOnceSet,
  decreased,
  grownByLessThan,
  increased,
  removed,
  setLater,
  switched,
  turned,
  turnedOff,
  turnedOn,
  wentBack,
  where,
} from './predicates';
import { Given, READ, rowsOf, UpdateLimit } from './update-limit';

const EBS = 'https://docs.aws.amazon.com/ebs/latest/userguide/modify-volume-requirements.html';
const VOLUME_PAGE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-volume.html';
const COOLING = 'after it the volume takes no other change for six hours, and a rollback waits as long';
const MULTI = 'CloudFormation changes neither whether a volume is attached to several instances nor size and IOPS of one that is';

const VOLUMES = rowsOf({ type: 'AWS::EC2::Volume', source: EBS, date: READ }, [
  {
    path: 'Size',
    when: decreased,
    outcome: 'refused',
    why: 'a volume only grows',
    remedy: 'Create a second, smaller volume beside it, copy the files, attach it, and remove this one in a later step.',
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
  { path: 'Size', when: increased, outcome: 'delayed', why: COOLING, remedy: 'Change size, type and IOPS in one step, then grow the file system on the instance.' },
  { path: 'Iops', when: switched([3000, 6000]), outcome: 'delayed', why: COOLING, remedy: 'Change size, type and IOPS in one step.' },
  { path: 'VolumeType', when: switched(['gp2', 'gp3']), outcome: 'delayed', why: COOLING, remedy: 'Change size, type and IOPS in one step.' },
]);

const EFS = rowsOf(
  { type: 'AWS::EFS::FileSystem', source: 'https://docs.aws.amazon.com/efs/latest/ug/managing-throughput.html', date: READ },
  [
    {
      path: 'ThroughputMode',
      when: changed(['bursting', 'elastic'], 'bursting'),
      outcome: 'delayed',
      why: 'after it the file system goes to no other throughput mode, and lowers no provisioned throughput, for 24 hours',
      remedy: 'Nothing to do now; a change back waits a day.',
    },
    {
      path: 'ProvisionedThroughputInMibps',
      when: decreased,
      outcome: 'delayed',
      why: 'provisioned throughput is lowered once in 24 hours, and not within 24 hours of a change of mode',
      remedy: 'Nothing to do now; a further change waits a day.',
    },
  ],
);

const UPDATE_FSX = 'https://docs.aws.amazon.com/fsx/latest/APIReference/API_UpdateFileSystem.html';
const ofType = (...types: string[]): Given => where('FileSystemType', ...types);
const BACKUP = 'Restore a backup into a second file system with the new value, move clients over, and remove this one later.';

const secondGeneration: Given = {
  says: 'it is no ONTAP file system of the second generation, which gives storage back',
  example: [{ FileSystemType: 'WINDOWS' }, { FileSystemType: 'WINDOWS' }],
  holds: (before) => before.FileSystemType !== 'ONTAP',
};

const FSX = rowsOf({ type: 'AWS::FSx::FileSystem', source: UPDATE_FSX, date: READ }, [
  { path: 'StorageCapacity', when: decreased, given: secondGeneration, outcome: 'refused', why: 'its storage only grows', remedy: BACKUP },
  {
    path: 'StorageCapacity',
    when: decreased,
    given: ofType('ONTAP'),
    outcome: 'refused',
    perhaps: true,
    why: 'the storage of a first generation file system only grows, and that of a second generation one gets smaller by 9 % or more, if the data fits',
    remedy: BACKUP,
  },
  {
    path: 'StorageCapacity',
    when: grownByLessThan(1.1),
    given: ofType('WINDOWS', 'ONTAP', 'OPENZFS'),
    outcome: 'refused',
    why: 'storage grows by 10 % or more at a time',
    remedy: 'Grow by at least 10 %.',
  },
  {
    path: 'StorageCapacity',
    when: increased,
    given: where('LustreConfiguration.DeploymentType', 'SCRATCH_1'),
    outcome: 'refused',
    why: 'a SCRATCH_1 file system does not grow',
    remedy: 'Create a second file system of the new size.',
  },
  {
    path: 'StorageCapacity',
    when: increased,
    outcome: 'delayed',
    why: 'after it storage grows no further for six hours, or until it is optimised where that takes longer',
    remedy: 'Grow once, by enough.',
    source: 'https://docs.aws.amazon.com/fsx/latest/WindowsGuide/managing-storage-capacity.html',
  },
  {
    path: 'StorageType',
    when: turned(['SSD'], ['HDD'], 'SSD'),
    outcome: 'refused',
    why: 'storage goes from HDD to SSD and not back',
    remedy: BACKUP,
    source: 'https://docs.aws.amazon.com/fsx/latest/WindowsGuide/managing-storage-configuration.html',
  },
  {
    path: 'WindowsConfiguration.ThroughputCapacity',
    when: switched([32, 64]),
    given: where('WindowsConfiguration.DeploymentType', 'SINGLE_AZ_1', 'SINGLE_AZ_2'),
    outcome: 'outage',
    why: 'the file server is changed, and a file system in one zone is down for minutes meanwhile',
    remedy: 'Choose the hour of this step.',
    source: 'https://docs.aws.amazon.com/fsx/latest/WindowsGuide/managing-throughput-capacity.html',
  },
  {
    path: 'LustreConfiguration.MetadataConfiguration.Iops',
    when: decreased,
    outcome: 'refused',
    why: 'metadata IOPS only grow',
    remedy: BACKUP,
  },
  {
    path: 'LustreConfiguration.ThroughputCapacity',
    when: decreased,
    outcome: 'refused',
    why: 'its throughput only grows',
    remedy: 'Create a second file system with the new value.',
  },
  {
    path: 'OntapConfiguration.HAPairs',
    when: decreased,
    outcome: 'refused',
    why: 'pairs of file servers are added and never taken away',
    remedy: BACKUP,
    source: 'https://docs.aws.amazon.com/fsx/latest/ONTAPGuide/HA-pairs.html',
  },
]);

const SNAPLOCK = rowsOf(
  { type: 'AWS::FSx::Volume', source: 'https://docs.aws.amazon.com/fsx/latest/APIReference/API_UpdateVolume.html', date: READ },
  [
    {
      path: 'OntapConfiguration.SnaplockConfiguration.PrivilegedDelete',
      when: turned(['PERMANENTLY_DISABLED'], ['ENABLED', 'DISABLED']),
      outcome: 'refused',
      why: 'privileged delete that is disabled for good stays so',
      remedy: 'Keep PERMANENTLY_DISABLED.',
    },
    {
      path: 'OntapConfiguration.SnaplockConfiguration.AuditLogVolume',
      when: turnedOff,
      outcome: 'refused',
      perhaps: true,
      why: 'an audit log volume is one until its retention has passed',
      remedy: 'Keep it until its retention has passed.',
      source: 'https://docs.aws.amazon.com/fsx/latest/ONTAPGuide/snaplock-audit-log-volume.html',
    },
  ],
);

const LOCKED = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-configure.html';
const versioned: Given = {
  says: 'Object Lock is on',
  example: [{ ObjectLockEnabled: true }, { ObjectLockEnabled: true }],
  holds: (before) => before.ObjectLockEnabled === true || before.ObjectLockEnabled === 'true',
};
const replicatedBucket: Given = {
  says: 'the bucket is replicated',
  example: [{ ReplicationConfiguration: { Rules: [] } }, { ReplicationConfiguration: { Rules: [] } }],
  holds: (before, after) => before.ReplicationConfiguration !== undefined && after.ReplicationConfiguration !== undefined,
};

const BUCKETS = rowsOf({ type: 'AWS::S3::Bucket', source: LOCKED, date: READ }, [
  {
    path: 'VersioningConfiguration.Status',
    when: turned(['Enabled'], ['Suspended']),
    given: versioned,
    outcome: 'refused',
    why: 'versioning of a bucket with Object Lock is never suspended',
    remedy: 'Keep versioning.',
  },
  {
    path: 'VersioningConfiguration.Status',
    when: turned(['Enabled'], ['Suspended']),
    given: replicatedBucket,
    outcome: 'refused',
    why: 'versioning of a bucket that is replicated is never suspended',
    remedy: 'Take the replication away first, in a step of its own.',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html',
  },
]);

const VAULT = rowsOf(
  { type: 'AWS::Backup::BackupVault', source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html', date: READ },
  ['MinRetentionDays', 'MaxRetentionDays', 'ChangeableForDays'].map((name) => ({
    path: `LockConfiguration.${name}`,
    when: changedOnceSet([7, 14]),
    given: {
      says: 'the lock is in compliance mode',
      example: [
        { LockConfiguration: { ChangeableForDays: 3 } },
        { LockConfiguration: { ChangeableForDays: 3 } },
      ],
      holds: ({ LockConfiguration: lock }) =>
        typeof lock === 'object' && lock !== null && (lock as Record<string, unknown>).ChangeableForDays !== undefined,
    } satisfies Given,
    outcome: 'refused' as const,
    perhaps: true as const,
    why: 'a vault lock in compliance mode is fixed when its days of grace, counted from the first deployment, are over',
    remedy: 'Keep the lock as it is; a vault with another lock is a second one.',
  })),
);

const SEARCH_GUIDE = 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide';
const SECOND_DOMAIN = 'Create a second domain with the new value, restore a snapshot into it, move the application over, and remove this one later.';

const searchDomain = (type: string, version: string) =>
  rowsOf({ type, source: `${SEARCH_GUIDE}/encryption-at-rest.html`, date: READ }, [
    {
      path: version,
      when: wentBack(type.includes('Elasticsearch') ? ['7.10', '6.8'] : ['OpenSearch_2.17', 'OpenSearch_2.15']),
      outcome: 'refused',
      why: 'a domain goes up and never back',
      remedy: 'Keep the version; an older one is reached only by a second domain and a snapshot that was taken with it.',
      source: `${SEARCH_GUIDE}/version-migration.html`,
    },
    {
      path: 'NodeToNodeEncryptionOptions.Enabled',
      when: turnedOff,
      outcome: 'refused',
      why: 'encryption between nodes, once on, stays on',
      remedy: SECOND_DOMAIN,
      source: `${SEARCH_GUIDE}/ntn.html`,
    },
    {
      path: 'AdvancedSecurityOptions.Enabled',
      when: turnedOff,
      outcome: 'refused',
      why: 'fine-grained access control, once on, stays on',
      remedy: SECOND_DOMAIN,
      source: `${SEARCH_GUIDE}/fgac.html`,
    },
    {
      path: 'VPCOptions',
      when: setLater({ SubnetIds: ['subnet-1'] }),
      outcome: 'refused',
      why: 'a domain with a public endpoint does not go into a VPC',
      remedy: SECOND_DOMAIN,
      source: `${SEARCH_GUIDE}/vpc.html`,
    },
  ]);

const OPEN_SEARCH = 'AWS::OpenSearchService::Domain';
const SEARCH = [
  ...searchDomain(OPEN_SEARCH, 'EngineVersion'),
  ...searchDomain('AWS::Elasticsearch::Domain', 'ElasticsearchVersion'),
  ...rowsOf({ type: OPEN_SEARCH, source: `${VOLUME_PAGE.slice(0, VOLUME_PAGE.lastIndexOf('/'))}/aws-resource-opensearchservice-domain.html`, date: READ }, [
    {
      path: 'EncryptionAtRestOptions.Enabled',
      when: switched([false, true]),
      outcome: 'replaced',
      why: 'encryption at rest that the template has set already is changed by another domain, which begins empty',
      remedy: SECOND_DOMAIN,
    },
    {
      path: 'EncryptionAtRestOptions.KmsKeyId',
      when: changedOnceSet(['1a2a3a4-1a2a-3a4a-5a6a-1a2a3a4a5a6a', '9a2a3a4-1a2a-3a4a-5a6a-1a2a3a4a5a6a']),
      outcome: 'replaced',
      why: 'another key is another domain, which begins empty',
      remedy: SECOND_DOMAIN,
    },
    {
      path: 'VPCOptions',
      when: removed({ SubnetIds: ['subnet-1'] }),
      outcome: 'replaced',
      why: 'out of its VPC goes only another domain, which begins empty',
      remedy: SECOND_DOMAIN,
    },
    {
      path: 'OffPeakWindowOptions.Enabled',
      when: turnedOff,
      outcome: 'refused',
      why: 'the off-peak window, once on, stays on',
      remedy: 'Keep it, and choose another time for it.',
      source: 'https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_UpdateDomainConfig.html',
    },
    {
      path: 'UseCase',
      when: switched(['SEARCH', 'VECTOR_SEARCH']),
      given: where('EngineMode', 'OPTIMIZED'),
      outcome: 'refused',
      why: 'an optimised domain keeps its use case',
      remedy: SECOND_DOMAIN,
    },
    {
      path: 'EncryptionAtRestOptions.Enabled',
      when: turnedOn,
      given: { says: 'it was not in the template', example: [{}, {}], holds: (before) => before.EncryptionAtRestOptions === undefined },
      outcome: 'delayed',
      why: 'the domain is copied to new nodes by a blue/green deployment, which takes up to hours and takes no other change meanwhile',
      remedy: 'Deploy it alone.',
      source: `${SEARCH_GUIDE}/managedomains-configuration-changes.html`,
    },
  ]),
];

export const STORAGE_AND_SEARCH: readonly UpdateLimit[] = [
  ...VOLUMES,
  ...EFS,
  ...FSX,
  ...SNAPLOCK,
  ...BUCKETS,
  ...VAULT,
  ...SEARCH,
];
