import { changed, decreased, grownByLessThan, increased, switched, turned, turnedOff, where } from './predicates';
import { Given, READ, rowsOf, UpdateLimit } from './update-limit';

const EFS = rowsOf(
  {
    type: 'AWS::EFS::FileSystem',
    source: 'https://docs.aws.amazon.com/efs/latest/ug/managing-throughput.html',
    date: READ,
  },
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

const BACKUP =
  'Restore a backup into a second file system with the new value, move clients over, and remove this one later.';

const secondGeneration: Given = {
  says: 'it is no ONTAP file system of the second generation, which gives storage back',
  example: [{}, {}],
  holds: (before) => before.FileSystemType !== 'ONTAP',
};

const FSX = rowsOf({ type: 'AWS::FSx::FileSystem', source: UPDATE_FSX, date: READ }, [
  {
    path: 'StorageCapacity',
    when: decreased,
    given: secondGeneration,
    outcome: 'refused',
    why: 'its storage only grows',
    remedy: BACKUP,
  },
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
  {
    type: 'AWS::FSx::Volume',
    source: 'https://docs.aws.amazon.com/fsx/latest/APIReference/API_UpdateVolume.html',
    date: READ,
  },
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

export const FILE_SYSTEMS: readonly UpdateLimit[] = [...EFS, ...FSX, ...SNAPLOCK];
