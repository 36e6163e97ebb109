import {
  changed,
  decreased,
  matched,
  removed,
  switched,
  turned,
  turnedOff,
  unless,
  wentBack,
  wentUp,
  where,
} from './predicates';
import { READ, rowsOf, UpdateLimit } from './update-limit';

const RDS_GUIDE = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide';
const AURORA_GUIDE = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide';
const SETTINGS = `${RDS_GUIDE}/USER_ModifyInstance.Settings.html`;
const HOUR = 'Choose the hour of this step, or go over by a blue/green deployment of RDS.';
const STANDBY = 'Turn Multi-AZ on in a step before this one, so that it is a failover of about a minute, or choose the hour.';

const INSTANCES = rowsOf({ type: 'AWS::RDS::DBInstance', source: SETTINGS, date: READ }, [
  {
    path: 'DBInstanceClass',
    when: switched(['db.t4g.medium', 'db.m7g.large']),
    given: unless('MultiAZ', true),
    outcome: 'outage',
    why: 'the database stops while its class changes, for minutes, as it has no standby that takes over',
    remedy: STANDBY,
  },
  {
    path: 'DBInstanceClass',
    when: switched(['db.t4g.medium', 'db.m7g.large']),
    given: where('MultiAZ', true),
    outcome: 'delayed',
    why: 'the standby changes first and takes over: connections break for about one to two minutes',
    remedy: 'Nothing to do where the application connects again by itself.',
  },
  {
    path: 'EngineVersion',
    when: wentUp(['16.4', '16.6']),
    outcome: 'outage',
    why: 'the engine is upgraded on the primary and its standby at once: the database is down for minutes, with Multi-AZ as well',
    remedy: HOUR,
    source: `${RDS_GUIDE}/USER_UpgradeDBInstance.Upgrading.html`,
  },
  {
    path: 'EngineVersion',
    when: matched('goes from MySQL 5.7 to 8.4', /^5\.7/, /^8\.4/, ['5.7.44', '8.4.3']),
    given: where('Engine', 'mysql'),
    outcome: 'refused',
    why: 'MySQL is upgraded from 5.7 to 8.0, and from there to 8.4',
    remedy: 'Upgrade to 8.0 in one step and to 8.4 in the next.',
    source: `${RDS_GUIDE}/USER_UpgradeDBInstance.MySQL.Major.html`,
  },
  {
    path: 'StorageType',
    when: turned(['standard'], ['gp2', 'gp3', 'io1', 'io2']),
    outcome: 'outage',
    why: 'from magnetic storage the database is down while the volume is converted',
    remedy: HOUR,
  },
  {
    path: 'StorageType',
    when: turned(['gp2', 'gp3', 'io1', 'io2'], ['standard']),
    outcome: 'outage',
    why: 'to magnetic storage the database is down while the volume is converted',
    remedy: 'Keep solid state storage; magnetic is of a former generation.',
  },
  {
    path: 'LicenseModel',
    when: switched(['license-included', 'bring-your-own-license']),
    outcome: 'outage',
    why: 'the database is down while its license model changes',
    remedy: HOUR,
  },
  {
    path: 'ProcessorFeatures',
    when: changed([[{ Name: 'coreCount', Value: '4' }], [{ Name: 'coreCount', Value: '2' }]]),
    given: unless('MultiAZ', true),
    outcome: 'outage',
    why: 'the database restarts with other processors',
    remedy: STANDBY,
  },
  {
    path: 'Iops',
    when: switched([3000, 6000]),
    outcome: 'delayed',
    why: 'the storage is optimised afterwards, and for six hours it cannot be changed again',
    remedy: 'Change size, type and IOPS of the storage in one step.',
    source: `${RDS_GUIDE}/USER_PIOPS.ModifyingExisting.html`,
  },
  {
    path: 'OptionGroupName',
    when: removed('oracle-tde'),
    outcome: 'refused',
    perhaps: true,
    why: 'an option group with a permanent option, such as TDE of Oracle, stays once it is associated',
    remedy: 'Keep the option group; without the option the data is exported to another database.',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html',
  },
]);

const CLUSTERS = rowsOf(
  { type: 'AWS::RDS::DBCluster', source: `${AURORA_GUIDE}/Aurora.Modifying.html`, date: READ },
  [
    {
      path: 'EngineVersion',
      when: wentUp(['16.4', '16.6']),
      outcome: 'outage',
      why: 'the cluster is upgraded as a whole: its connections break, for seconds where Aurora can patch without downtime and for minutes elsewhere',
      remedy: HOUR,
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
  ],
);

const OTHERS = [
  ...rowsOf(
    { type: 'AWS::RDS::GlobalCluster', source: `${AURORA_GUIDE}/aurora-global-database-upgrade.html`, date: READ },
    [
      {
        path: 'EngineVersion',
        when: wentBack(['16.6', '15.7']),
        outcome: 'refused',
        why: 'Aurora goes up and never back',
        remedy: 'Keep the version.',
      },
      {
        path: 'EngineVersion',
        when: wentUp(['15.7', '16.6']),
        outcome: 'outage',
        why: 'the writer of the global database is down while all of its clusters are upgraded',
        remedy: 'Choose the hour of this step.',
      },
    ],
  ),
  ...rowsOf(
    { type: 'AWS::Neptune::DBCluster', source: 'https://docs.aws.amazon.com/neptune/latest/userguide/engine-updates-manually.html', date: READ },
    [
      {
        path: 'EngineVersion',
        when: wentBack(['1.3.2.0', '1.2.1.0']),
        outcome: 'refused',
        why: 'Neptune goes up and never back',
        remedy: 'Keep the version; an older one is reached only by restoring a snapshot that was taken with it.',
      },
      {
        path: 'EngineVersion',
        when: wentUp(['1.2.1.0', '1.3.2.0']),
        outcome: 'outage',
        why: 'all instances of the cluster are down while the engine is upgraded, for minutes',
        remedy: 'Choose the hour of this step, or go over by a blue/green deployment of Neptune.',
      },
    ],
  ),
  ...rowsOf(
    { type: 'AWS::Neptune::DBInstance', source: 'https://docs.aws.amazon.com/neptune/latest/apiref/API_ModifyDBInstance.html', date: READ },
    [
      {
        path: 'DBInstanceClass',
        when: switched(['db.r6g.large', 'db.r6g.xlarge']),
        outcome: 'outage',
        why: 'the instance is down while its class changes; where it is the writer and has no reader beside it, so is the cluster',
        remedy: 'Add a reader of the new class first, and let it take over.',
      },
    ],
  ),
  ...rowsOf(
    { type: 'AWS::DocDB::DBInstance', source: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/db-instance-modify.html', date: READ },
    [
      {
        path: 'DBInstanceClass',
        when: switched(['db.r6g.large', 'db.r6g.xlarge']),
        outcome: 'outage',
        why: 'the instance is down while its class changes; where it is the primary and has no replica beside it, so is the cluster',
        remedy: 'Add a replica of the new class first, and let it take over.',
      },
    ],
  ),
  ...rowsOf(
    { type: 'AWS::DocDB::DBCluster', source: 'https://docs.aws.amazon.com/documentdb/latest/APIReference/API_ModifyDBCluster.html', date: READ },
    [
      {
        path: 'StorageType',
        when: turned(['standard'], ['iopt1'], 'standard'),
        outcome: 'delayed',
        why: 'a cluster goes to I/O-optimized storage once in 30 days, so that after going back it waits',
        remedy: 'Decide for the month.',
        source: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/db-cluster-storage-configs.html',
      },
      {
        path: 'MasterUserSecretKmsKeyId',
        when: switched(['alias/one', 'alias/two']),
        given: where('ManageMasterUserPassword', true),
        outcome: 'refused',
        why: 'the key of a secret that DocumentDB manages already is not changed',
        remedy: 'Stop managing the password in one step, and manage it with the other key in the next.',
      },
    ],
  ),
  ...rowsOf(
    { type: 'AWS::Redshift::Cluster', source: 'https://docs.aws.amazon.com/redshift/latest/APIReference/API_ModifyCluster.html', date: READ },
    [
      {
        path: 'Encrypted',
        when: turnedOff,
        outcome: 'refused',
        why: 'Redshift takes no request that turns encryption off',
        remedy: 'Keep the cluster encrypted.',
        source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-redshift-cluster.html',
      },
      {
        path: 'NodeType',
        when: switched(['ra3.xlplus', 'ra3.4xlarge']),
        outcome: 'outage',
        why: 'connections break for minutes at the end of an elastic resize, and by a classic one the cluster only reads for hours',
        remedy: 'Choose the hour of this step.',
        source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/resizing-cluster.html',
      },
      {
        path: 'NumberOfNodes',
        when: switched([2, 4]),
        outcome: 'outage',
        why: 'connections break for minutes at the end of an elastic resize, and by a classic one the cluster only reads for hours',
        remedy: 'Choose the hour of this step.',
        source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/resizing-cluster.html',
      },
      {
        path: 'ClusterType',
        when: switched(['multi-node', 'single-node']),
        outcome: 'outage',
        why: 'the cluster is resized: it only reads meanwhile, and is down when connections go over to the new one',
        remedy: 'Choose the hour of this step.',
      },
    ],
  ),
];

export const RELATIONAL: readonly UpdateLimit[] = [...INSTANCES, ...CLUSTERS, ...OTHERS];
