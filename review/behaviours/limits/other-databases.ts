import { decreased, switched, turned, turnedOff, turnedOn, wentBack, wentUp, where } from './predicates';
import { READ, rowsOf, UpdateLimit } from './update-limit';

const AURORA_GUIDE = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide';

const MEMBER =
  'the instance is down for minutes while its class changes, and others of its cluster or source serve meanwhile';

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
    {
      type: 'AWS::Neptune::DBCluster',
      source: 'https://docs.aws.amazon.com/neptune/latest/userguide/engine-updates-manually.html',
      date: READ,
    },
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
    {
      type: 'AWS::Neptune::DBInstance',
      source: 'https://docs.aws.amazon.com/neptune/latest/apiref/API_ModifyDBInstance.html',
      date: READ,
    },
    [
      {
        path: 'DBInstanceClass',
        when: switched(['db.r6g.large', 'db.r6g.xlarge']),
        outcome: 'delayed',
        why: MEMBER,
        remedy: 'Add a reader of the new class first, and let it take over.',
      },
    ],
  ),
  ...rowsOf(
    {
      type: 'AWS::DocDB::DBInstance',
      source: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/db-instance-modify.html',
      date: READ,
    },
    [
      {
        path: 'DBInstanceClass',
        when: switched(['db.r6g.large', 'db.r6g.xlarge']),
        outcome: 'delayed',
        why: MEMBER,
        remedy: 'Add a replica of the new class first, and let it take over.',
      },
    ],
  ),
  ...rowsOf(
    {
      type: 'AWS::DocDB::DBCluster',
      source: 'https://docs.aws.amazon.com/documentdb/latest/APIReference/API_ModifyDBCluster.html',
      date: READ,
    },
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
        path: 'ManageMasterUserPassword',
        when: turnedOn,
        outcome: 'outage',
        why: 'a new password is made at once, and clients that hold the old one are refused when they connect again',
        remedy: 'Let clients read the managed secret before this step, or connect by IAM.',
        source: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/docdb-secrets-manager.html',
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
    {
      type: 'AWS::Redshift::Cluster',
      source: 'https://docs.aws.amazon.com/redshift/latest/APIReference/API_ModifyCluster.html',
      date: READ,
    },
    [
      {
        path: 'Encrypted',
        when: turnedOff,
        outcome: 'refused',
        why: 'Redshift takes no request that turns encryption off',
        remedy: 'Keep the cluster encrypted.',
        source:
          'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-redshift-cluster.html',
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
        path: 'ManageMasterPassword',
        when: turnedOn,
        outcome: 'outage',
        why: 'a new password is made at once, and clients that hold the old one are refused when they connect again',
        remedy: 'Let clients read the managed secret before this step, or connect by IAM.',
        source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/redshift-secrets-manager-integration.html',
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

const INFLUX = rowsOf(
  {
    type: 'AWS::Timestream::InfluxDBInstance',
    source:
      'https://docs.aws.amazon.com/timestream/latest/developerguide/timestream-for-influx-managing-modifying-db.html',
    date: READ,
  },
  [
    {
      path: 'DbInstanceType',
      when: switched(['db.influx.medium', 'db.influx.large']),
      outcome: 'outage',
      why: 'the database restarts with the new type',
      remedy: 'Choose the hour of this step.',
    },
    {
      path: 'Port',
      when: switched([8086, 8087]),
      outcome: 'outage',
      why: 'the database restarts, and clients that hold the old port are refused',
      remedy: 'Choose the hour of this step, and let clients take the port from configuration.',
    },
    {
      path: 'AllocatedStorage',
      when: decreased,
      outcome: 'refused',
      why: 'its storage only grows',
      remedy: 'Create a second database of the smaller size, and copy the buckets.',
    },
  ],
);

export const OTHER_DATABASES: readonly UpdateLimit[] = [...OTHERS, ...INFLUX];
