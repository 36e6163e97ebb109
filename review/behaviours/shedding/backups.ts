import { isObject } from '../../read/unreadable';
import { isOn, keptNoMore, keptShorter, listOf, numberFrom, Shed, SheddingProperty, within } from './shed';

const KEEP = 'Keep the period as it is, or copy what is still needed to a snapshot of your own first.';
const RDS =
  'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.BackupRetention.html';
const BACKUP = 'https://docs.aws.amazon.com/aws-backup/latest/devguide/creating-a-backup-plan.html';

/** Automated backups and the like: what a restore needs. Read on 2026-12-01. */
export const BACKUPS: readonly SheddingProperty[] = [
  keptShorter({
    types: ['AWS::RDS::DBInstance'],
    property: 'BackupRetentionPeriod',
    unset: 1,
    unit: 'days',
    older: 'RDS deletes the automated backups that are older, and there is no restoring to a time before',
    off: 'RDS deletes all automated backups at once, and there is no restoring to any time; the database is also down for a moment',
    remedy: KEEP,
    source: RDS,
  }),
  keptShorter({
    types: ['AWS::RDS::DBCluster', 'AWS::DocDB::DBCluster', 'AWS::Neptune::DBCluster'],
    property: 'BackupRetentionPeriod',
    unset: 1,
    unit: 'days',
    older: 'the automated backups that are older are deleted, and there is no restoring to a time before',
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html',
  }),
  keptNoMore({
    types: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
    property: 'DeleteAutomatedBackups',
    keeps: (value) => value !== undefined && !isOn(value),
    what: 'lets its automated backups go with it when it is deleted (DeleteAutomatedBackups)',
    severity: 'caution',
    remedy: 'Leave DeleteAutomatedBackups false.',
    source: RDS,
  }),
  keptShorter({
    types: ['AWS::Redshift::Cluster'],
    property: 'AutomatedSnapshotRetentionPeriod',
    unset: 1,
    unit: 'days',
    older: 'Redshift deletes the automated snapshots that are older',
    off: 'Redshift deletes all automated snapshots at once',
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/managing-snapshots-console.html',
  }),
  keptShorter({
    types: [
      'AWS::ElastiCache::ReplicationGroup',
      'AWS::ElastiCache::CacheCluster',
      'AWS::ElastiCache::ServerlessCache',
      'AWS::MemoryDB::Cluster',
    ],
    property: 'SnapshotRetentionLimit',
    unset: 0,
    unit: 'days',
    older: 'the automatic backups that are older are deleted',
    off: 'no automatic backup is taken any more, and those that are there are deleted when their time is over',
    remedy: KEEP,
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html',
  }),
  ...['WindowsConfiguration', 'LustreConfiguration', 'OntapConfiguration', 'OpenZFSConfiguration'].map((property) =>
    keptShorter({
      types: ['AWS::FSx::FileSystem'],
      property,
      path: ['AutomaticBackupRetentionDays'],
      unset: property === 'WindowsConfiguration' || property === 'OntapConfiguration' ? 30 : 0,
      unit: 'days',
      older: 'FSx deletes the automatic backups that are older',
      off: 'FSx takes no automatic backup any more, and deletes those that are there',
      remedy: KEEP,
      source: 'https://docs.aws.amazon.com/fsx/latest/APIReference/API_UpdateFileSystem.html',
    }),
  ),
  keptNoMore({
    types: ['AWS::EFS::FileSystem'],
    property: 'BackupPolicy',
    path: ['Status'],
    keeps: (value) => value === 'ENABLED',
    what: 'turns automatic backups off (BackupPolicy.Status): from then on nothing can be restored but what was backed up before',
    remedy: 'Leave automatic backups on, or have a backup plan select the file system first.',
    source: 'https://docs.aws.amazon.com/efs/latest/ug/automatic-backups.html',
  }),
  keptNoMore({
    types: ['AWS::EFS::FileSystem'],
    property: 'ReplicationConfiguration',
    keeps: (value) => value !== undefined,
    what: 'is replicated no more (ReplicationConfiguration): its copy gets none of the later changes',
    remedy: 'Keep the replication, or have another copy first.',
    source: 'https://docs.aws.amazon.com/efs/latest/ug/delete-replications.html',
  }),
  {
    types: ['AWS::Backup::BackupPlan'],
    property: 'BackupPlan',
    remedy: 'Keep the rule with its copies and its period, or copy what is still needed first.',
    source: BACKUP,
    judge: judgePlan,
  },
  keptNoMore({
    types: ['AWS::Backup::BackupVault'],
    property: 'LockConfiguration',
    keeps: (value) => value !== undefined,
    what: 'takes its lock off (LockConfiguration): recovery points can be deleted before their time',
    severity: 'caution',
    remedy: 'Keep the lock.',
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html',
  }),
];

/** Rules are known by their names. */
function judgePlan(before: unknown, after: unknown): Shed[] {
  const rulesOf = (plan: unknown) => listOf(within(plan, ['BackupPlanRule'])).filter(isObject);
  const now = rulesOf(after);
  return rulesOf(before).flatMap((rule): Shed[] => {
    const name = String(rule.RuleName);
    const same = now.find(({ RuleName }) => String(RuleName) === name);
    if (!same) {
      const others = now.length > 0 ? 'caution' : 'hazard';
      return [{ severity: others, what: `loses its rule ${name}: nothing is backed up by it any more` }];
    }
    const copies = (value: Record<string, unknown>) =>
      listOf(value.CopyActions).map((one) => JSON.stringify(within(one, ['DestinationBackupVaultArn'])));
    const lost = copies(rule).filter((vault) => !copies(same).includes(vault));
    if (lost.length > 0)
      return [
        {
          severity: copies(same).length > 0 ? 'caution' : 'hazard',
          what: `copies what its rule ${name} backs up no more to ${lost.join(', ')} (CopyActions)`,
        },
      ];
    const days = (value: unknown) => {
      const kept = within(value, ['Lifecycle', 'DeleteAfterDays']);
      return kept === undefined ? Infinity : (numberFrom(kept) ?? Infinity);
    };
    if (days(same) >= days(rule)) return [];
    const what = `keeps what its rule ${name} backs up from now on for ${days(same)} days, not ${days(rule) === Infinity ? 'without end' : days(rule)} (Lifecycle.DeleteAfterDays)`;
    return [{ severity: 'caution', what }];
  });
}
