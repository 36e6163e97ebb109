import { Mechanism, Resource } from '../model';
import { isObject, own } from '../read/unreadable';
import { typesOf } from './because';

/** What is made where a resource of a type is made anew; an empty one where the type is not here. */
const SUCCESSORS: Readonly<Record<string, string>> = {
  ...each(
    { KMS: 'Key ReplicaKey', PaymentCryptography: 'Key', CloudHSM: 'Cluster' },
    'another key, which reads nothing of what this one encrypted',
  ),
  ...each({ SecretsManager: 'Secret' }, 'one with another value'),
  ...each({ Route53: 'HostedZone', Lightsail: 'Domain' }, 'a zone with other name servers'),
  ...each({ ACMPCA: 'CertificateAuthority' }, 'an authority that clients do not trust yet'),
};

/** Types that their service does not delete while something is in them, with what that is. Read on 2026-12-01. */
const HOLDS_ITSELF: Readonly<Record<string, string>> = {
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
  ...each({ S3: 'Bucket', S3Outposts: 'Bucket', S3Express: 'DirectoryBucket', MediaStore: 'Container' }, 'objects are'),
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-vectors-buckets-delete.html
  ...each({ S3Vectors: 'VectorBucket' }, 'vector indexes are'),
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-buckets-delete.html
  ...each({ S3Tables: 'TableBucket' }, 'namespaces or tables are'),
  ...each({ S3Tables: 'Namespace' }, 'tables are'),
  // https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-delete.html
  ...each({ ECR: 'Repository PublicRepository' }, 'images are'),
  // https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault.html
  ...each({ Backup: 'BackupVault LogicallyAirGappedBackupVault' }, 'recovery points are'),
  // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DeleteHostedZone.html
  ...each({ Route53: 'HostedZone' }, 'records other than its own NS and SOA are'),
  // https://docs.aws.amazon.com/timestream/latest/developerguide/API_DeleteDatabase.html
  ...each({ Timestream: 'Database' }, 'tables are'),
  // https://docs.aws.amazon.com/cloud-map/latest/api/API_DeleteNamespace.html
  ...each({ ServiceDiscovery: 'PublicDnsNamespace PrivateDnsNamespace' }, 'services are'),
  // https://docs.aws.amazon.com/codeartifact/latest/APIReference/API_DeleteDomain.html
  ...each({ CodeArtifact: 'Domain' }, 'repositories are'),
};

/** Keys are not deleted but scheduled for it. */
const KEYS: readonly string[] = typesOf({ KMS: 'Key ReplicaKey', PaymentCryptography: 'Key' });

/** Properties that have the service refuse a deletion, and the values that do: all of the specification. */
const PROTECTIONS = [
  'DeletionProtection',
  'DeletionProtectionEnabled',
  'DeleteProtection',
  'TerminationProtectionEnabled',
];
const PROTECTS = ['true', 'ACTIVE', 'ENABLED'];

/** The tag by which CDK's own handler empties what is about to go. */
const EMPTIED = ['aws-cdk:auto-delete-objects', 'aws-cdk:auto-delete-images'];

/** What becomes of a resource that CloudFormation deletes, and what that is called. */
export interface Deletion {
  readonly what: string;
  readonly mechanism: Mechanism;
}

/** Properties that fill a new resource with what was kept of another. */
const FILLS = /^(DB|DBCluster)?Snapshot(Identifier|Arns?|Name|Id)$|^Backup(Id|Arn)$|^ImportSourceSpecification$/;

/** What a resource that is made anew is. */
export function successorOf({ Type, Properties = {} }: Resource): string {
  const filled = Object.keys(Properties).find((name) => FILLS.test(name));
  if (filled !== undefined) return `one with what its ${filled} has, and nothing that was written since`;
  return own(SUCCESSORS, Type) ?? 'an empty one';
}

/** What becomes of a resource by its policy; `unset` is what CloudFormation takes where the template has none. */
export function deletionOf(resource: Resource | undefined, policy: string | undefined): Deletion {
  if (isKept(policy)) return { what: 'stays behind, outside the stack', mechanism: 'left-behind' };
  const [type, properties] = [resource?.Type ?? '', resource?.Properties ?? {}];
  const protection = protectionOf(properties);
  if (protection !== undefined)
    return staysBehind(`is not deleted while ${protection} is on, which this step does not take off first`);
  if (policy === 'Snapshot') return { what: 'is deleted after a last snapshot', mechanism: 'lost' };
  if (KEYS.includes(type)) {
    const what = 'is scheduled for deletion, after which nobody reads what is encrypted under it';
    return { what, mechanism: 'lost' };
  }
  const held = own(HOLDS_ITSELF, type);
  if (held !== undefined && !isEmptied(properties)) return staysBehind(`is not deleted while ${held} in it`);
  return { what: 'is deleted with what it holds', mechanism: 'lost' };
}

/** The default of CloudFormation, which keeps a snapshot of databases that are taken out of a template. */
export function deletionPolicyOf(resource: Resource | undefined): string | undefined {
  if (resource?.DeletionPolicy !== undefined) return resource.DeletionPolicy;
  const single = resource?.Type === 'AWS::RDS::DBInstance' && resource.Properties?.DBClusterIdentifier === undefined;
  return single || resource?.Type === 'AWS::RDS::DBCluster' ? 'Snapshot' : undefined;
}

/** The name of the property that protects a resource, or one of the replicas that it consists of. */
function protectionOf(properties: Readonly<Record<string, unknown>>): string | undefined {
  const replicas = Array.isArray(properties.Replicas) ? properties.Replicas.filter(isObject) : [];
  const value = (name: string) => [properties, ...replicas].map((set) => set[name]);
  return PROTECTIONS.find((name) =>
    value(name).some((one) => PROTECTS.includes(String(isObject(one) ? one.Mode : one))),
  );
}

const isKept = (policy: string | undefined) => policy === 'Retain' || policy === 'RetainExceptOnCreate';

const staysBehind = (why: string): Deletion => ({
  what: `${why}: the clean-up fails, and it stays behind, outside the stack`,
  mechanism: 'left-behind',
});

function isEmptied(properties: Readonly<Record<string, unknown>>): boolean {
  const tags = Array.isArray(properties.Tags) ? properties.Tags : [];
  return (
    String(properties.EmptyOnDelete) === 'true' ||
    tags.some((tag) => EMPTIED.includes(String(isObject(tag) && tag.Key)))
  );
}

function each(services: Readonly<Record<string, string>>, text: string): Record<string, string> {
  return Object.fromEntries(typesOf(services).map((type) => [type, text]));
}
