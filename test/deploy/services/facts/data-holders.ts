import { isTrueAt, textAt } from '../../engine/deep';
import { JsonObject } from '../../engine/state';

/**
 * What holds data. The types of which cfn-lint says that they are stateful (`StatefulResources.json` of cfn-lint 1.58.0,
 * https://github.com/aws-cloudformation/cfn-lint, read on 2026-12-01), and those after them that have something that
 * only they have, by their services' documentation.
 */
const DATA: readonly string[] = [
  'AWS::Backup::BackupVault',
  'AWS::Cognito::UserPool',
  'AWS::DocDB::DBCluster',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::EC2::Volume',
  'AWS::EFS::FileSystem',
  'AWS::Elasticsearch::Domain',
  'AWS::FSx::FileSystem',
  'AWS::KMS::Key',
  'AWS::Kinesis::Stream',
  'AWS::Neptune::DBCluster',
  'AWS::OpenSearchService::Domain',
  'AWS::Organizations::Account',
  'AWS::QLDB::Ledger',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::Redshift::Cluster',
  'AWS::S3::Bucket',
  'AWS::SDB::Domain',
  'AWS::SecretsManager::Secret',
  // Beyond that list:
  'AWS::Cognito::IdentityPool', // identities: https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DeleteIdentityPool.html
  'AWS::DSQL::Cluster', // rows: https://docs.aws.amazon.com/aurora-dsql/latest/APIReference/API_DeleteCluster.html
  'AWS::ECR::Repository', // images: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeleteRepository.html
  'AWS::Events::Archive', // events: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteArchive.html
  'AWS::KMS::ReplicaKey', // as a key
  'AWS::MSK::Cluster', // records: https://docs.aws.amazon.com/msk/latest/developerguide/msk-delete-cluster.html
  'AWS::MemoryDB::Cluster', // records: https://docs.aws.amazon.com/memorydb/latest/APIReference/API_DeleteCluster.html
  'AWS::RDS::GlobalCluster', // as its clusters
  'AWS::Route53::HostedZone', // name servers: https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteHostedZone.html
];

/** What holds something that comes back by itself, or that is on its way: the rest of the list, and what is like it. */
const PASSING: readonly string[] = [
  'AWS::DocDB::DBInstance',
  'AWS::EMR::Cluster',
  'AWS::ElastiCache::CacheCluster',
  'AWS::ElastiCache::ReplicationGroup',
  'AWS::ElastiCache::ServerlessCache',
  'AWS::Neptune::DBInstance',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::EC2::Instance',
];

/** A copy of data that is elsewhere; a cluster that may have been promoted is one no longer where it is protected. */
function isCopy(type: string, properties: JsonObject): boolean {
  const has = (name: string) => textAt(properties, name) !== undefined;
  if (type === 'AWS::RDS::DBInstance')
    return ['SourceDBInstanceIdentifier', 'SourceDBClusterIdentifier', 'DBClusterIdentifier'].some(has);
  return (
    type === 'AWS::RDS::DBCluster' && has('ReplicationSourceIdentifier') && !isTrueAt(properties, 'DeletionProtection')
  );
}

/** Whether data is lost with a resource. */
export function holdsData(type: string, properties: JsonObject): boolean {
  if (type === 'AWS::Logs::LogGroup') return isTrueAt(properties, 'DeletionProtectionEnabled');
  return DATA.includes(type) && !isCopy(type, properties);
}

/** Whether anything is lost with a resource: data, messages on their way, a warm cache. */
export function holdsSomething(type: string, properties: JsonObject): boolean {
  return DATA.includes(type) || PASSING.includes(type) || holdsData(type, properties);
}
