import { Key, named, overwritten, refused, templatePage } from '../key';

const MOUNT = 'https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html';
const SECRETS = 'https://docs.aws.amazon.com/secretsmanager/latest/apireference/';
const SQS = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html';
const SNS = 'https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html';

export const DATA: Readonly<Record<string, readonly Key[]>> = {
  ...named(
    ['AWS::DynamoDB::Table', 'TableName'],
    ['AWS::DocDB::DBCluster', 'DBClusterIdentifier:case'],
    ['AWS::DocDB::DBInstance', 'DBInstanceIdentifier:case'],
    ['AWS::DocDB::DBClusterParameterGroup', 'Name:case'],
    ['AWS::DocDBElastic::Cluster', 'ClusterName:case'],
    ['AWS::Neptune::DBClusterParameterGroup', 'Name:case'],
    ['AWS::Neptune::DBParameterGroup', 'Name:case'],
    ['AWS::NeptuneGraph::Graph', 'GraphName'],
    // The specification has the name for an attribute; templates of before set it.
    ['AWS::ElastiCache::ParameterGroup', 'CacheParameterGroupName:case'],
    ['AWS::DAX::SubnetGroup', 'SubnetGroupName:case'],
    ['AWS::DAX::ParameterGroup', 'ParameterGroupName:case'],
    ['AWS::DMS::ReplicationInstance', 'ReplicationInstanceIdentifier:case'],
    ['AWS::DMS::Endpoint', 'EndpointIdentifier:case'],
    ['AWS::DMS::ReplicationTask', 'ReplicationTaskIdentifier:case'],
    ['AWS::DMS::ReplicationConfig', 'ReplicationConfigIdentifier:case'],
    ['AWS::DMS::Certificate', 'CertificateIdentifier:case'],
    ['AWS::RDS::DBSnapshot', 'DBSnapshotIdentifier:case'],
    ['AWS::RDS::ClusterSnapshot', 'DBClusterSnapshotIdentifier:case'],
    ['AWS::Redshift::Snapshot', 'SnapshotIdentifier:case'],
    ['AWS::Timestream::InfluxDBInstance', 'Name'],
    ['AWS::Timestream::InfluxDBCluster', 'Name'],
    ['AWS::Timestream::ScheduledQuery', 'ScheduledQueryName'],
    ['AWS::QLDB::Ledger', 'Name'],
    ['AWS::QLDB::Stream', 'LedgerName:resource StreamName'],
    ['AWS::MSK::Cluster', 'ClusterName'],
    ['AWS::MSK::ServerlessCluster', 'ClusterName'],
    ['AWS::MSK::Configuration', 'Name'],
    ['AWS::MSK::Replicator', 'ReplicatorName'],
    ['AWS::MSK::Topic', 'ClusterArn:resource TopicName'],
    ['AWS::KafkaConnect::Connector', 'ConnectorName'],
    ['AWS::KafkaConnect::CustomPlugin', 'Name'],
    ['AWS::KafkaConnect::WorkerConfiguration', 'Name'],
    ['AWS::AmazonMQ::Broker', 'BrokerName'],
    ['AWS::OpenSearchServerless::Collection', 'Name'],
    ['AWS::OpenSearchServerless::CollectionGroup', 'Name'],
    ['AWS::OpenSearchServerless::SecurityConfig', 'Type Name'],
    ['AWS::SecretsManager::Secret', 'Name'],
    ['AWS::Glue::Table', 'DatabaseName:resource TableInput.Name'],
    ['AWS::Glue::Schema', 'Registry?:resource Name'],
    ['AWS::Glue::Connection', 'ConnectionInput.Name'],
    ['AWS::Glue::Integration', 'IntegrationName'],
    ['AWS::Glue::MLTransform', 'Name'],
    ['AWS::CodeArtifact::Repository', 'DomainName:resource RepositoryName'],
    ['AWS::S3Vectors::VectorBucket', 'VectorBucketName'],
    ['AWS::S3Vectors::Index', 'VectorBucketName?:resource VectorBucketArn?:resource IndexName'],
    ['AWS::S3Tables::Table', 'TableBucketARN:resource Namespace:resource TableName'],
    ['AWS::Transfer::User', 'ServerId:resource UserName'],
    ['AWS::Backup::Framework', 'FrameworkName'],
    ['AWS::Backup::ReportPlan', 'ReportPlanName'],
    ['AWS::StorageGateway::TapePool', 'PoolName'],
  ),
  // A global table and a table are made by one API, in one space of names.
  'AWS::DynamoDB::GlobalTable': [
    refused(templatePage('AWS::DynamoDB::GlobalTable'), 'TableName', { space: 'AWS::DynamoDB::Table' }),
  ],
  'AWS::EFS::MountTarget': [
    refused(MOUNT, 'FileSystemId:resource SubnetId:zone', {
      because: 'a file system has one mount target in a zone (MountTargetConflict)',
    }),
  ],
  'AWS::S3Files::MountTarget': [
    refused(templatePage('AWS::S3Files::MountTarget'), 'FileSystemId:resource SubnetId:zone', {
      because: 'a file system has one mount target in a zone',
    }),
  ],
  'AWS::S3::BucketPolicy': [
    refused('https://github.com/awslabs/cdk-serverless-clamscan/issues/1382', 'Bucket:resource', {
      because: 'a bucket has one policy',
    }),
  ],
  'AWS::Backup::BackupSelection': [
    refused(
      'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupSelection.html',
      'BackupPlanId:resource BackupSelection.SelectionName',
    ),
  ],
  'AWS::SQS::QueuePolicy': [overwritten(SQS, '@:resource', { each: 'Queues', because: 'a queue has one policy' })],
  'AWS::SNS::TopicPolicy': [overwritten(SNS, '@:resource', { each: 'Topics', because: 'a topic has one policy' })],
  'AWS::SecretsManager::ResourcePolicy': [
    overwritten(`${SECRETS}API_PutResourcePolicy.html`, 'SecretId:resource', { because: 'a secret has one policy' }),
  ],
  'AWS::SecretsManager::RotationSchedule': [
    overwritten(`${SECRETS}API_RotateSecret.html`, 'SecretId:resource', { because: 'a secret has one rotation' }),
  ],
  'AWS::SecretsManager::SecretTargetAttachment': [
    overwritten(templatePage('AWS::SecretsManager::SecretTargetAttachment'), 'SecretId:resource', {
      because: 'a secret is attached to one database',
    }),
  ],
};
