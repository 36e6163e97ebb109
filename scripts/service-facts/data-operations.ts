import { Operations, service } from './operations';

export const DATA_OPERATIONS: readonly Operations[] = [
  ...service('rds', {
    'RDS::DBInstance': [
      'CreateDBInstance CreateDBInstanceReadReplica RestoreDBInstanceFromDBSnapshot RestoreDBInstanceToPointInTime',
      'ModifyDBInstance',
      {
        called: {
          Port: ['DBPortNumber', 'Port'],
          VPCSecurityGroups: ['VpcSecurityGroupIds'],
          EnableCloudwatchLogsExports: ['EnableCloudwatchLogsExports', 'CloudwatchLogsExportConfiguration'],
        },
        names: ['DBInstanceIdentifier'],
      },
    ],
    'RDS::DBCluster': [
      'CreateDBCluster RestoreDBClusterFromSnapshot RestoreDBClusterToPointInTime',
      'ModifyDBCluster AddRoleToDBCluster',
      {
        called: {
          AssociatedRoles: ['AssociatedRoles', 'RoleArn'],
          EnableCloudwatchLogsExports: ['EnableCloudwatchLogsExports', 'CloudwatchLogsExportConfiguration'],
        },
        names: ['DBClusterIdentifier'],
      },
    ],
    'RDS::DBSubnetGroup': ['CreateDBSubnetGroup', 'ModifyDBSubnetGroup'],
    'RDS::DBParameterGroup': [
      'CreateDBParameterGroup',
      'ModifyDBParameterGroup ResetDBParameterGroup',
      { called: { Family: ['DBParameterGroupFamily'] } },
    ],
    'RDS::DBClusterParameterGroup': [
      'CreateDBClusterParameterGroup',
      'ModifyDBClusterParameterGroup',
      { called: { Family: ['DBParameterGroupFamily'] } },
    ],
    'RDS::DBProxy': [
      'CreateDBProxy',
      'ModifyDBProxy',
      { called: { VpcSecurityGroupIds: ['VpcSecurityGroupIds', 'SecurityGroups'] } },
    ],
    'RDS::GlobalCluster': ['CreateGlobalCluster', 'ModifyGlobalCluster'],
    'RDS::OptionGroup': ['CreateOptionGroup', 'ModifyOptionGroup'],
  }),
  ...service('docdb', {
    'DocDB::DBCluster': [
      'CreateDBCluster',
      'ModifyDBCluster',
      {
        called: { EnableCloudwatchLogsExports: ['CloudwatchLogsExportConfiguration'] },
        names: ['DBClusterIdentifier'],
      },
    ],
    'DocDB::DBInstance': ['CreateDBInstance', 'ModifyDBInstance', { names: ['DBInstanceIdentifier'] }],
  }),
  ...service('neptune', {
    'Neptune::DBCluster': [
      'CreateDBCluster',
      'ModifyDBCluster',
      {
        called: { DBPort: ['Port'], EnableCloudwatchLogsExports: ['CloudwatchLogsExportConfiguration'] },
        names: ['DBClusterIdentifier'],
      },
    ],
    'Neptune::DBInstance': ['CreateDBInstance', 'ModifyDBInstance', { names: ['DBInstanceIdentifier'] }],
  }),
  ...service('redshift', {
    'Redshift::Cluster': [
      'CreateCluster',
      'ModifyCluster ModifyClusterIamRoles ModifyAquaConfiguration',
      { called: { IamRoles: ['IamRoles', 'AddIamRoles'] } },
    ],
  }),
  ...service('dsql', { 'DSQL::Cluster': ['CreateCluster', 'UpdateCluster'] }),
  ...service('dynamodb', {
    'DynamoDB::Table': [
      'CreateTable',
      'UpdateTable UpdateTimeToLive UpdateContinuousBackups UpdateContributorInsights EnableKinesisStreamingDestination PutResourcePolicy',
      {
        called: {
          GlobalSecondaryIndexes: ['GlobalSecondaryIndexes', 'GlobalSecondaryIndexUpdates'],
          ResourcePolicy: ['ResourcePolicy', 'Policy'],
          VectorIndexes: ['VectorIndexes', 'VectorIndexUpdates'],
        },
      },
    ],
    'DynamoDB::GlobalTable': [
      'CreateTable',
      'UpdateTable UpdateTimeToLive UpdateContinuousBackups UpdateContributorInsights',
      {
        called: {
          GlobalSecondaryIndexes: ['GlobalSecondaryIndexes', 'GlobalSecondaryIndexUpdates'],
          VectorIndexes: ['VectorIndexes', 'VectorIndexUpdates'],
        },
      },
    ],
  }),
  ...service('elasticache', {
    'ElastiCache::ReplicationGroup': [
      'CreateReplicationGroup',
      'ModifyReplicationGroup ModifyReplicationGroupShardConfiguration IncreaseReplicaCount DecreaseReplicaCount',
      {
        called: {
          NumNodeGroups: ['NumNodeGroups', 'NodeGroupCount'],
          ReplicasPerNodeGroup: ['ReplicasPerNodeGroup', 'NewReplicaCount'],
          NumCacheClusters: ['NumCacheClusters', 'NewReplicaCount'],
          UserGroupIds: ['UserGroupIds', 'UserGroupIdsToAdd'],
        },
      },
    ],
    'ElastiCache::CacheCluster': [
      'CreateCacheCluster',
      'ModifyCacheCluster',
      { called: { VpcSecurityGroupIds: ['SecurityGroupIds'], ClusterName: ['CacheClusterId'] } },
    ],
    'ElastiCache::ServerlessCache': ['CreateServerlessCache', 'ModifyServerlessCache'],
    'ElastiCache::ParameterGroup': ['CreateCacheParameterGroup', 'ModifyCacheParameterGroup'],
    'ElastiCache::SubnetGroup': ['CreateCacheSubnetGroup', 'ModifyCacheSubnetGroup'],
    'ElastiCache::User': ['CreateUser', 'ModifyUser'],
    'ElastiCache::UserGroup': [
      'CreateUserGroup',
      'ModifyUserGroup',
      { called: { UserIds: ['UserIds', 'UserIdsToAdd'] } },
    ],
  }),
  ...service('memorydb', {
    'MemoryDB::Cluster': [
      'CreateCluster',
      'UpdateCluster',
      {
        called: {
          NumShards: ['NumShards', 'ShardConfiguration'],
          NumReplicasPerShard: ['NumReplicasPerShard', 'ReplicaConfiguration'],
        },
      },
    ],
  }),
  ...service('dax', {
    'DAX::Cluster': [
      'CreateCluster',
      'UpdateCluster IncreaseReplicationFactor',
      { called: { ReplicationFactor: ['ReplicationFactor', 'NewReplicationFactor'] } },
    ],
  }),
  ...service('opensearch', {
    'OpenSearchService::Domain': [
      'CreateDomain',
      'UpdateDomainConfig UpgradeDomain',
      { called: { EngineVersion: ['EngineVersion', 'TargetVersion'] } },
    ],
  }),
  ...service('kafka', {
    'MSK::Cluster': [
      'CreateCluster',
      'UpdateBrokerCount UpdateBrokerStorage UpdateBrokerType UpdateClusterConfiguration UpdateClusterKafkaVersion UpdateConnectivity UpdateMonitoring UpdateSecurity UpdateStorage UpdateRebalancing',
      {
        called: {
          NumberOfBrokerNodes: ['NumberOfBrokerNodes', 'TargetNumberOfBrokerNodes'],
          KafkaVersion: ['KafkaVersion', 'TargetKafkaVersion'],
          BrokerNodeGroupInfo: ['BrokerNodeGroupInfo', 'TargetInstanceType'],
        },
      },
    ],
  }),
  ...service('kinesis', {
    'Kinesis::Stream': [
      'CreateStream',
      'UpdateShardCount UpdateStreamMode IncreaseStreamRetentionPeriod DecreaseStreamRetentionPeriod StartStreamEncryption UpdateMaxRecordSize',
      { called: { Name: ['StreamName'], ShardCount: ['ShardCount', 'TargetShardCount'] }, names: ['Name'] },
    ],
  }),
  ...service('efs', {
    'EFS::FileSystem': [
      'CreateFileSystem',
      'UpdateFileSystem PutLifecycleConfiguration PutBackupPolicy PutFileSystemPolicy UpdateFileSystemProtection',
      { called: { BackupPolicy: ['BackupPolicy'] } },
    ],
    'EFS::MountTarget': ['CreateMountTarget', 'ModifyMountTargetSecurityGroups'],
    'EFS::AccessPoint': ['CreateAccessPoint', ''],
  }),
  ...service('fsx', { 'FSx::FileSystem': ['CreateFileSystem', 'UpdateFileSystem'] }),
  ...service('backup', {
    'Backup::BackupVault': [
      'CreateBackupVault',
      'PutBackupVaultAccessPolicy PutBackupVaultNotifications PutBackupVaultLockConfiguration',
    ],
  }),
  ...service('ecr', {
    'ECR::Repository': [
      'CreateRepository',
      'PutImageScanningConfiguration PutImageTagMutability PutLifecyclePolicy SetRepositoryPolicy',
    ],
  }),
  ...service('kms', {
    'KMS::Key': [
      'CreateKey',
      'UpdateKeyDescription PutKeyPolicy EnableKeyRotation',
      { called: { KeyPolicy: ['Policy'] } },
    ],
  }),
  ...service('secretsmanager', { 'SecretsManager::Secret': ['CreateSecret', 'UpdateSecret', { names: ['Name'] }] }),
  ...service('logs', {
    'Logs::LogGroup': [
      'CreateLogGroup',
      'PutRetentionPolicy AssociateKmsKey PutDataProtectionPolicy PutLogGroupDeletionProtection',
      { names: ['LogGroupName'] },
    ],
  }),
  ...service('mq', { 'AmazonMQ::Broker': ['CreateBroker', 'UpdateBroker', { called: { Users: ['Username'] } }] }),
];
