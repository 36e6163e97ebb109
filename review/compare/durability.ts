import { Durability, Resource } from '../model';
import { FOR_EACH } from '../read/template';
import { isObject } from '../read/unreadable';

/** How durable a resource is, and why. */
export interface Classified {
  readonly durability: Durability;
  readonly reason: string;
}

const DURABLE: Readonly<Record<string, string>> = {
  ...because('rows of a database', [
    'AWS::RDS::DBInstance',
    'AWS::RDS::DBCluster',
    'AWS::RDS::GlobalCluster',
    'AWS::DSQL::Cluster',
    'AWS::DocDB::DBCluster',
    'AWS::DocDB::GlobalCluster',
    'AWS::DocDBElastic::Cluster',
    'AWS::Neptune::DBCluster',
    'AWS::NeptuneGraph::Graph',
    'AWS::MemoryDB::Cluster',
    'AWS::MemoryDB::MultiRegionCluster',
    'AWS::Redshift::Cluster',
    'AWS::RedshiftServerless::Namespace',
    'AWS::Timestream::Database',
    'AWS::Timestream::Table',
    'AWS::Timestream::InfluxDBCluster',
    'AWS::Timestream::InfluxDBInstance',
    'AWS::QLDB::Ledger',
    'AWS::ODB::CloudAutonomousVmCluster',
    'AWS::ODB::CloudVmCluster',
    'AWS::Lightsail::Database',
  ]),
  ...because('items of a table', [
    'AWS::DynamoDB::Table',
    'AWS::DynamoDB::GlobalTable',
    'AWS::Cassandra::Keyspace',
    'AWS::Cassandra::Table',
    'AWS::SDB::Domain',
    'AWS::S3Tables::Table',
    'AWS::S3Tables::TableBucket',
    'AWS::S3Tables::Namespace',
    'AWS::Glue::Database',
    'AWS::Glue::Table',
  ]),
  ...because('objects', [
    'AWS::S3::Bucket',
    'AWS::S3Express::DirectoryBucket',
    'AWS::S3Outposts::Bucket',
    'AWS::S3Vectors::Index',
    'AWS::S3Vectors::VectorBucket',
    'AWS::Lightsail::Bucket',
  ]),
  ...because('files or blocks of a disk', [
    'AWS::EFS::FileSystem',
    'AWS::FSx::FileSystem',
    'AWS::FSx::Snapshot',
    'AWS::FSx::Volume',
    'AWS::EC2::Volume',
    'AWS::Lightsail::Disk',
  ]),
  ...because('what is encrypted under the key can be read by nobody without it', [
    'AWS::KMS::Key',
    'AWS::KMS::ReplicaKey',
    'AWS::CloudHSM::Cluster',
    'AWS::PaymentCryptography::Key',
  ]),
  ...because('certificates that clients trust were issued by it', ['AWS::ACMPCA::CertificateAuthority']),
  ...because('credentials that a database or another service still expects', ['AWS::SecretsManager::Secret']),
  ...because('users and their credentials', [
    'AWS::Cognito::UserPool',
    'AWS::Cognito::IdentityPool',
    'AWS::DirectoryService::MicrosoftAD',
    'AWS::DirectoryService::SimpleAD',
    'AWS::IdentityStore::Group',
  ]),
  ...because('documents and their index', [
    'AWS::OpenSearchService::Domain',
    'AWS::Elasticsearch::Domain',
    'AWS::OpenSearchServerless::Collection',
    'AWS::OpenSearchServerless::Index',
    'AWS::Kendra::Index',
  ]),
  ...because('events that were kept to be replayed', ['AWS::Events::Archive', 'AWS::CloudTrail::EventDataStore']),
  ...because('records that readers have not read yet, and history that they may read again', [
    'AWS::Kinesis::Stream',
    'AWS::MSK::Cluster',
    'AWS::MSK::ServerlessCluster',
  ]),
  ...because('backups', ['AWS::Backup::BackupVault', 'AWS::Backup::LogicallyAirGappedBackupVault']),
  ...because('images or packages that deployments refer to', [
    'AWS::ECR::Repository',
    'AWS::ECR::PublicRepository',
    'AWS::CodeArtifact::Repository',
    'AWS::CodeArtifact::Domain',
    'AWS::CodeCommit::Repository',
  ]),
  ...because('a zone that is made anew has other name servers, which the domain does not point to', [
    'AWS::Route53::HostedZone',
  ]),
  ...because('the account with all that is in it', ['AWS::Organizations::Account']),
  ...because('data sets and models that were trained from them', [
    'AWS::SageMaker::Domain',
    'AWS::SageMaker::FeatureGroup',
    'AWS::SageMaker::ModelPackageGroup',
    'AWS::HealthLake::FHIRDatastore',
    'AWS::Location::Tracker',
    'AWS::Location::GeofenceCollection',
    'AWS::Personalize::Dataset',
    'AWS::Rekognition::Collection',
    'AWS::IoTSiteWise::Asset',
  ]),
};

const TRANSIENT: Readonly<Record<string, string>> = {
  ...because('a cache: it fills again, slowly, under the load that it kept away', [
    'AWS::ElastiCache::CacheCluster',
    'AWS::ElastiCache::ReplicationGroup',
    'AWS::ElastiCache::GlobalReplicationGroup',
    'AWS::ElastiCache::ServerlessCache',
    'AWS::DAX::Cluster',
  ]),
  ...because('messages in flight', ['AWS::SQS::Queue', 'AWS::AmazonMQ::Broker']),
  ...because('subscriptions, and messages that are being delivered', ['AWS::SNS::Topic']),
  ...because('what its disks hold is lost with the instance', ['AWS::EC2::Instance', 'AWS::Lightsail::Instance']),
  ...because('an instance of a cluster: the data is in the cluster', [
    'AWS::DocDB::DBInstance',
    'AWS::Neptune::DBInstance',
  ]),
  ...because('what is on it while jobs run', ['AWS::EMR::Cluster']),
};

const STATELESS: Classified = { durability: 'stateless', reason: 'it is made again as it was' };

/** What is lost with a resource of this type: data, a warm-up, or nothing. */
export function classify(type: string, resource?: Resource): Classified {
  const special = bySettings(type, resource);
  if (special) return special;
  if (Object.hasOwn(DURABLE, type)) return { durability: 'durable', reason: DURABLE[type] };
  if (Object.hasOwn(TRANSIENT, type)) return { durability: 'transient', reason: TRANSIENT[type] };
  return STATELESS;
}

export function durabilityOf(type: string, resource?: Resource): Durability {
  return classify(type, resource).durability;
}

/** All types that are not stateless, as far as they are known. */
export function classifiedTypes(): string[] {
  return [...Object.keys(DURABLE), ...Object.keys(TRANSIENT)];
}

/** Types whose durability depends on how a resource is set up. */
function bySettings(type: string, resource: Resource | undefined): Classified | undefined {
  const properties = resource?.Properties ?? {};
  switch (type) {
    case 'AWS::RDS::DBInstance':
      if (properties.SourceDBInstanceIdentifier !== undefined || properties.SourceDBClusterIdentifier !== undefined) {
        return { durability: 'transient', reason: 'a read replica: it is made again from its source, slowly' };
      }
      if (properties.DBClusterIdentifier === undefined) return undefined;
      return { durability: 'transient', reason: 'an instance of a cluster: the data is in the cluster' };
    case 'AWS::RDS::DBCluster':
      if (properties.ReplicationSourceIdentifier === undefined) return undefined;
      // It may have been promoted, which no template says: one that is protected is not to be made again.
      if (String(properties.DeletionProtection) === 'true') return undefined;
      return {
        durability: 'transient',
        reason: 'a replica of another cluster: it is made again from its source, slowly',
      };
    case 'AWS::Logs::LogGroup':
      // Logs are evidence of what happened, not state that the application needs, unless someone protects them.
      if (String(properties.DeletionProtectionEnabled) !== 'true') return undefined;
      return { durability: 'durable', reason: 'log events that are protected from deletion' };
    case FOR_EACH:
      return strongestWithin(properties.Loop);
    default:
      return undefined;
  }
}

/** What a loop makes cannot be told apart here, so it is as durable as the most durable thing in it. */
function strongestWithin(value: unknown): Classified {
  const all = resourcesWithin(value).map((resource) => classify(resource.Type, resource));
  return (
    all.find(({ durability }) => durability === 'durable') ??
    all.find(({ durability }) => durability === 'transient') ??
    STATELESS
  );
}

function resourcesWithin(value: unknown): Resource[] {
  if (Array.isArray(value)) return value.flatMap(resourcesWithin);
  if (!isObject(value)) return [];
  if (typeof value.Type === 'string') return [value as unknown as Resource];
  return Object.values(value).flatMap(resourcesWithin);
}

function because(reason: string, types: readonly string[]): Record<string, string> {
  return Object.fromEntries(types.map((type) => [type, reason]));
}
