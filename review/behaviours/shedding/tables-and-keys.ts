import { sameValue } from '../../compare/values';
import { isObject } from '../../read/unreadable';
import { isOn, keptNoMore, keptShorter, listOf, Shed, SheddingProperty, within } from './shed';

const PITR = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html';
const TTL = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html';
const PITR_OFF =
  'turns point-in-time recovery off: DynamoDB deletes what it has kept, and there is no restoring to any earlier time, also when it is on again';
const KEEP_PITR = 'Leave point-in-time recovery on, or take a backup on demand first.';

const pitrOn = (settings: unknown) => isOn(within(settings, ['PointInTimeRecoveryEnabled']));

/** Replicas of a global table, by Region. */
function byRegion(replicas: unknown): Map<string, Record<string, unknown>> {
  return new Map(
    listOf(replicas)
      .filter(isObject)
      .map((replica) => [JSON.stringify(replica.Region), replica]),
  );
}

function judgeReplicas(before: unknown, after: unknown): Shed[] {
  const now = byRegion(after);
  return [...byRegion(before)].flatMap(([region, replica]): Shed[] => {
    const same = now.get(region);
    if (!same)
      return [{ severity: 'hazard', what: `loses its replica in ${region}: DynamoDB deletes the table there` }];
    const [old, young] = [replica.PointInTimeRecoverySpecification, same.PointInTimeRecoverySpecification];
    return pitrOn(old) && !pitrOn(young) ? [{ severity: 'hazard', what: `${PITR_OFF} (in ${region})` }] : [];
  });
}

/** DynamoDB, Keyspaces, KMS and Secrets Manager. Read on 2026-12-01. */
export const TABLES_AND_KEYS: readonly SheddingProperty[] = [
  keptNoMore({
    types: ['AWS::DynamoDB::Table'],
    property: 'PointInTimeRecoverySpecification',
    keeps: pitrOn,
    what: PITR_OFF,
    remedy: KEEP_PITR,
    source: PITR,
  }),
  keptShorter({
    types: ['AWS::DynamoDB::Table'],
    property: 'PointInTimeRecoverySpecification',
    path: ['RecoveryPeriodInDays'],
    unset: 35,
    unit: 'days',
    older: 'there is no restoring to a time before',
    remedy: KEEP_PITR,
    source: PITR,
  }),
  {
    types: ['AWS::DynamoDB::GlobalTable'],
    property: 'Replicas',
    remedy:
      'Keep the replica and its recovery, or make sure that nobody reads in that Region any more and take a backup first.',
    source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables.tutorial.html',
    judge: judgeReplicas,
  },
  {
    types: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'],
    property: 'TimeToLiveSpecification',
    remedy: 'Count the items whose attribute has a time that has passed, before it is turned on.',
    source: TTL,
    judge: (before, after) => {
      const attribute = within(after, ['AttributeName']);
      if (!isOn(within(after, ['Enabled'])) || isOn(within(before, ['Enabled']))) return [];
      const what = `turns Time to Live on: DynamoDB deletes every item whose attribute ${JSON.stringify(attribute)} has a time that has passed, those that are there already as well`;
      return [{ severity: 'caution', what }];
    },
  },
  keptNoMore({
    types: ['AWS::Cassandra::Table'],
    property: 'PointInTimeRecoveryEnabled',
    keeps: isOn,
    what: 'turns point-in-time recovery off: there is no restoring to any earlier time',
    remedy: 'Leave point-in-time recovery on.',
    source: 'https://docs.aws.amazon.com/keyspaces/latest/devguide/PointInTimeRecovery_HowItWorks.html',
  }),
  keptNoMore({
    types: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
    property: 'Enabled',
    keeps: (value) => value === undefined || isOn(value),
    what: 'is disabled: nothing that is encrypted under it can be read, by nobody, until it is enabled again',
    remedy: 'Leave the key enabled as long as anything is encrypted under it.',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html',
  }),
  keptNoMore({
    types: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
    property: 'KeyPolicy',
    keeps: accountHasAccess,
    what: 'has a policy that gives the account no access any more: IAM policies allow nothing, and where none of the named principals may change the policy, only AWS Support can',
    remedy: 'Leave the statement that allows kms:* to the root of the account.',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
  }),
  {
    types: ['AWS::SecretsManager::Secret'],
    property: 'GenerateSecretString',
    remedy:
      'Leave GenerateSecretString as it was when the secret was made. Where another password is wanted, let a rotation set it in the database as well.',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html',
    judge: (before, after) =>
      after === undefined || sameValue(before, after)
        ? []
        : [
            {
              severity: 'hazard',
              what: 'gets a new generated value (GenerateSecretString changed): the database or service that expects the old one is not told, and refuses the new one',
            },
          ],
  },
];

/** Whether a key policy lets the account's own IAM policies decide. */
function accountHasAccess(policy: unknown): boolean {
  return listOf(within(policy, ['Statement'])).some((statement) => {
    if (within(statement, ['Effect']) !== 'Allow') return false;
    const actions = [within(statement, ['Action'])].flat();
    const principals = [within(statement, ['Principal', 'AWS']) ?? within(statement, ['Principal'])].flat();
    const root = principals.some(
      (one) => one === '*' || /:root|AWS::AccountId|^"\d{12}"$/.test(JSON.stringify(one) ?? ''),
    );
    return root && actions.some((action) => action === 'kms:*' || action === 'kms:PutKeyPolicy' || action === '*');
  });
}
