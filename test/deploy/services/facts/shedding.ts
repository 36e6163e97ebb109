import { at, isTrueAt, listAt, numberAt, sameValue, textAt } from '../../engine/deep';
import { Json, JsonObject } from '../../engine/state';
import { READ, reference } from './fact';

/** An update in place after which less is kept than before. */
interface Shedding {
  readonly type: string;
  readonly source: string;
  readonly date: string;
  /** What is gone; undefined where all stays. */
  lost(before: JsonObject, after: JsonObject): string | undefined;
}

/** A rule that lets every object expire, whatever its key, size or tags. */
function expiresAll(rule: Json): boolean {
  const limits = ['Prefix', 'TagFilters', 'ObjectSizeGreaterThan', 'ObjectSizeLessThan'];
  const expires = ['ExpirationInDays', 'ExpirationDate'].some((name) => at(rule, name) !== undefined);
  return expires && textAt(rule, 'Status') === 'Enabled' && limits.every((name) => (textAt(rule, name) ?? '') === '');
}

const regionsOf = (properties: JsonObject) => listAt(properties, 'Replicas').map((one) => textAt(one, 'Region'));

export const SHEDDING: readonly Shedding[] = [
  {
    type: 'AWS::S3::Bucket',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html',
    date: READ,
    lost: (before, after) =>
      !listAt(before, 'LifecycleConfiguration.Rules').some(expiresAll) &&
      listAt(after, 'LifecycleConfiguration.Rules').some(expiresAll)
        ? 'objects that are older than the new rule lets them be'
        : undefined,
  },
  {
    type: 'AWS::Kinesis::Stream',
    source: 'https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DecreaseStreamRetentionPeriod.html',
    date: READ,
    lost: (before, after) =>
      (numberAt(after, 'RetentionPeriodHours') ?? 24) < (numberAt(before, 'RetentionPeriodHours') ?? 24)
        ? 'records that are older than the new retention'
        : undefined,
  },
  {
    type: 'AWS::DynamoDB::GlobalTable',
    source: reference('aws-properties-dynamodb-globaltable-replicaspecification'),
    date: READ,
    lost(before, after) {
      const gone = regionsOf(before).filter((region) => !regionsOf(after).includes(region));
      return gone.length === 0 ? undefined : `the replica in ${gone.join(', ')}`;
    },
  },
  {
    type: 'AWS::SecretsManager::Secret',
    source: reference('aws-resource-secretsmanager-secret'),
    date: READ,
    lost: (before, after) =>
      after['GenerateSecretString'] !== undefined &&
      !sameValue(before['GenerateSecretString'], after['GenerateSecretString'])
        ? 'the value that was generated before: another one is generated'
        : undefined,
  },
  {
    type: 'AWS::RDS::DBInstance',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html',
    date: READ,
    lost: (before, after) =>
      numberAt(after, 'BackupRetentionPeriod') === 0 && numberAt(before, 'BackupRetentionPeriod') !== 0
        ? 'the automated backups'
        : undefined,
  },
  ...['Table', 'GlobalTable'].map((kind): Shedding => ({
    type: `AWS::DynamoDB::${kind}`,
    source: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html',
    date: READ,
    lost(before, after) {
      const recovers = (properties: JsonObject) =>
        [properties, ...listAt(properties, 'Replicas')].some((one) =>
          isTrueAt(one, 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled'),
        );
      return recovers(before) && !recovers(after) ? 'the backups of the last 35 days' : undefined;
    },
  })),
];

/** What an update in place takes from what a resource has. */
export function shedBy(type: string, before: JsonObject, after: JsonObject): string | undefined {
  const lost = SHEDDING.filter((one) => one.type === type).flatMap((one) => one.lost(before, after) ?? []);
  return lost.length === 0 ? undefined : lost.join(', ');
}
