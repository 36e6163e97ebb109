import { decreased, switched, turned, turnedOn, wentUp, sameMajor } from './predicates';
import { READ, rowsOf, UpdateLimit } from './update-limit';

const RDS_GUIDE = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide';

const AURORA_GUIDE = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide';

const HOUR = 'Choose the hour of this step, or go over by a blue/green deployment of RDS.';

const CLUSTERS = rowsOf({ type: 'AWS::RDS::DBCluster', source: `${AURORA_GUIDE}/Aurora.Modifying.html`, date: READ }, [
  {
    path: 'EngineVersion',
    when: wentUp(['16.4', '16.6']),
    given: sameMajor,
    outcome: 'outage',
    why: 'the cluster is upgraded as a whole: its connections break, for seconds where Aurora can patch without downtime and for minutes elsewhere',
    remedy: HOUR,
  },
  {
    path: 'ManageMasterUserPassword',
    when: turnedOn,
    outcome: 'outage',
    why: 'a new password is made at once, and clients that hold the old one are refused when they connect again',
    remedy: 'Let clients read the managed secret before this step, or connect by IAM.',
    source: `${AURORA_GUIDE}/rds-secrets-manager.html`,
  },
  {
    path: 'AllocatedStorage',
    when: decreased,
    outcome: 'refused',
    why: 'the storage of a Multi-AZ cluster only grows',
    remedy: 'Keep the size; a smaller one is a new cluster, to which the data is copied.',
    source: `${RDS_GUIDE}/modify-multi-az-db-cluster.html`,
  },
  {
    path: 'StorageType',
    when: turned(['aurora', 'gp3'], ['aurora-iopt1'], 'aurora'),
    outcome: 'delayed',
    why: 'a cluster goes to I/O-Optimized once in 30 days, so that after going back it waits',
    remedy: 'Decide for the month.',
    source: `${AURORA_GUIDE}/Aurora.Overview.StorageReliability.html`,
  },
  {
    path: 'DBClusterInstanceClass',
    when: switched(['db.m6gd.large', 'db.m6gd.xlarge']),
    outcome: 'delayed',
    why: 'the readers change first, then one of them takes over: connections break for less than a minute',
    remedy: 'Nothing to do where the application connects again by itself.',
    source: `${RDS_GUIDE}/modify-multi-az-db-cluster.html`,
  },
]);

export const RDS_CLUSTERS: readonly UpdateLimit[] = [...CLUSTERS];
