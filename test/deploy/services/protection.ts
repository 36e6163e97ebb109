import { isObject, isTrueAt, listAt, textAt } from '../engine/deep';
import { JsonObject } from '../engine/state';
import { ServiceRule } from './rule';

/** Switches that make a service refuse a deletion, by type. */
interface Switch {
  readonly types: readonly string[];
  readonly on: (properties: JsonObject) => boolean;
  readonly message: string;
  readonly source: string;
}

const flag = (path: string) => (properties: JsonObject) => isTrueAt(properties, path);

function attribute(list: string, key: string) {
  return (properties: JsonObject) =>
    listAt(properties, list).some((item) => textAt(item, 'Key') === key && textAt(item, 'Value') === 'true');
}

const SWITCHES: readonly Switch[] = [
  {
    types: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster', 'AWS::DocDB::DBCluster', 'AWS::Neptune::DBCluster'],
    on: flag('DeletionProtection'),
    message: 'Cannot delete protected DB Instance, please disable deletion protection and try again.',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html',
  },
  {
    types: ['AWS::DynamoDB::Table', 'AWS::DSQL::Cluster', 'AWS::Logs::LogGroup'],
    on: flag('DeletionProtectionEnabled'),
    message:
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    source:
      'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html#WorkingWithTables.Basics.DeletionProtection',
  },
  {
    types: ['AWS::DynamoDB::GlobalTable'],
    on: (properties) =>
      listAt(properties, 'Replicas').some((replica) => isTrueAt(replica, 'DeletionProtectionEnabled')),
    message:
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-globaltable-replicaspecification.html',
  },
  {
    types: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
    on: attribute('LoadBalancerAttributes', 'deletion_protection.enabled'),
    message: 'Load balancer cannot be deleted because deletion protection is enabled',
    source:
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html#deletion-protection',
  },
  {
    types: ['AWS::Cognito::UserPool'],
    on: (properties) => textAt(properties, 'DeletionProtection') === 'ACTIVE',
    message: 'The user pool cannot be deleted because deletion protection is activated.',
    source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-deletion-protection.html',
  },
  {
    types: ['AWS::AutoScaling::AutoScalingGroup'],
    on: (properties) => textAt(properties, 'DeletionProtection') === 'prevent-all-deletion',
    message: 'The Auto Scaling group cannot be deleted because its deletion protection prevents it.',
    source: 'https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html',
  },
  {
    types: ['AWS::EC2::Instance'],
    on: flag('DisableApiTermination'),
    message: "The instance may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.",
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_ChangingDisableAPITermination.html',
  },
];

export const DELETION_PROTECTION: readonly ServiceRule[] = SWITCHES.map(({ types, on, message, source }) => ({
  id: 'deletion-protection',
  types,
  on: ['delete'],
  source,
  refuse: (step) => (on(step.before) ? message : undefined),
}));

/** The CDK's own way to empty a bucket before it goes: a custom resource that looks for this tag. */
function emptiesItself(properties: JsonObject): boolean {
  return listAt(properties, 'Tags').some(
    (tag) => isObject(tag) && tag['Key'] === 'aws-cdk:auto-delete-objects' && tag['Value'] === 'true',
  );
}

export const BUCKET_NOT_EMPTY: ServiceRule = {
  id: 'bucket-not-empty',
  types: ['AWS::S3::Bucket'],
  on: ['delete'],
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-bucket.html',
  refuse(step, world) {
    if (emptiesItself(step.before)) return undefined;
    const full = step.resource?.marker !== undefined || world.hasObject(step.resource?.physicalId ?? '');
    return full ? 'The bucket you tried to delete is not empty' : undefined;
  },
};

export const REPOSITORY_NOT_EMPTY: ServiceRule = {
  id: 'repository-not-empty',
  types: ['AWS::ECR::Repository'],
  on: ['delete'],
  source: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeleteRepository.html',
  refuse: (step) =>
    step.resource?.marker !== undefined && !isTrueAt(step.before, 'EmptyOnDelete')
      ? 'The repository cannot be deleted because it still contains images'
      : undefined,
};

/** A replica is made of a key for several Regions, in one that has neither the key nor a replica of it. */
export const KEY_REPLICA: ServiceRule = {
  id: 'kms-replica-key',
  types: ['AWS::KMS::ReplicaKey'],
  on: ['create'],
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_ReplicateKey.html',
  refuse({ after, scope }, world) {
    const arn = textAt(after, 'PrimaryKeyArn') ?? '';
    if (!arn.includes(':key/mrk-')) return `The primary key ${arn} is not a multi-Region key`;
    const taken =
      arn.split(':')[3] === scope.region ||
      world
        .existing(['AWS::KMS::ReplicaKey'], scope.region)
        .some((other) => textAt(other.properties, 'PrimaryKeyArn') === arn);
    return taken ? `A related multi-Region key exists in ${scope.region} already` : undefined;
  },
};
