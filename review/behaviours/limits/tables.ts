import { isObject } from '../../read/unreadable';
import { changed, decreased, switched, turned, where } from './predicates';
import { Given, READ, rowsOf, UpdateLimit } from './update-limit';
import { isUnknown, read } from './value-path';

const DYNAMO = 'https://docs.aws.amazon.com/amazondynamodb/latest';

const QUOTAS = `${DYNAMO}/developerguide/ServiceQuotas.html`;

const LATER = 'Nothing to do now; leave the next change of this kind until then.';

/** Both kinds of table, as far as they do the same. */
const EITHER_TABLE = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'].flatMap((type) =>
  rowsOf({ type, source: QUOTAS, date: READ }, [
    {
      path: 'TimeToLiveSpecification.AttributeName',
      when: switched(['ttl', 'expiresAt']),
      given: where('TimeToLiveSpecification.Enabled', true),
      outcome: 'refused',
      why: 'time to live goes to another attribute only after it was off',
      remedy:
        'Turn time to live off in one step, wait up to an hour until DynamoDB has done so, and turn it on with the new attribute in the next. Or write both attributes meanwhile, so that nothing expires late.',
      source: `${DYNAMO}/APIReference/API_UpdateTimeToLive.html`,
    },
    {
      path: 'TimeToLiveSpecification.Enabled',
      when: changed([true, false], false),
      outcome: 'delayed',
      why: 'time to live is turned on or off once an hour: until then another change of it is refused',
      remedy: LATER,
      source: `${DYNAMO}/APIReference/API_UpdateTimeToLive.html`,
    },
    {
      path: 'BillingMode',
      when: turned(['PROVISIONED'], ['PAY_PER_REQUEST'], 'PROVISIONED'),
      outcome: 'delayed',
      why: 'a table goes to on-demand up to four times in 24 hours',
      remedy: LATER,
    },
    {
      path: 'SSESpecification.SSEEnabled',
      when: changed([true, false], false),
      outcome: 'delayed',
      why: 'a table changes its kind of key up to four times in 24 hours, and one more in each six hours without a change',
      remedy: LATER,
    },
  ]),
);

const TABLE = rowsOf({ type: 'AWS::DynamoDB::Table', source: QUOTAS, date: READ }, [
  {
    path: 'StreamSpecification.StreamViewType',
    when: switched(['NEW_IMAGE', 'NEW_AND_OLD_IMAGES']),
    outcome: 'refused',
    why: 'a table that has a stream gets no other one: what a stream holds is decided when it begins',
    remedy:
      'Let its readers finish, turn the stream off in one step, and on with the new view in the next; the stream then has another ARN.',
    source: `${DYNAMO}/APIReference/API_UpdateTable.html`,
  },
  {
    path: 'ProvisionedThroughput.ReadCapacityUnits',
    when: decreased,
    outcome: 'delayed',
    why: 'capacity is lowered four times a day, and once more in each hour without a change',
    remedy: LATER,
  },
  {
    path: 'ProvisionedThroughput.WriteCapacityUnits',
    when: decreased,
    outcome: 'delayed',
    why: 'capacity is lowered four times a day, and once more in each hour without a change',
    remedy: LATER,
  },
  {
    path: 'TableClass',
    when: changed(['STANDARD', 'STANDARD_INFREQUENT_ACCESS'], 'STANDARD'),
    outcome: 'delayed',
    why: 'a table changes its class twice in 30 days',
    remedy: LATER,
    source: `${DYNAMO}/developerguide/WorkingWithTables.tableclasses.html`,
  },
]);

const replicas = (state: Readonly<Record<string, unknown>>) =>
  Array.isArray(state.Replicas) ? state.Replicas.length : 0;

const replicated: Given = {
  says: 'the table has more than one replica',
  example: [
    { Replicas: [{ Region: 'eu-west-1' }, { Region: 'eu-central-1' }] },
    { Replicas: [{ Region: 'eu-west-1' }, { Region: 'eu-central-1' }] },
  ],
  holds: (before, after) => replicas(before) > 1 && replicas(after) > 1,
};

const unseeded: Given = {
  says: 'scaling of writes has no SeedCapacity',
  example: [
    {},
    { WriteProvisionedThroughputSettings: { WriteCapacityAutoScalingSettings: { MinCapacity: 1, MaxCapacity: 10 } } },
  ],
  holds: (_, after) => {
    const scaling = read(after, ['WriteProvisionedThroughputSettings', 'WriteCapacityAutoScalingSettings']);
    return isObject(scaling) && !isUnknown(scaling) && scaling.SeedCapacity === undefined;
  },
};

const GLOBAL_TABLE = rowsOf(
  {
    type: 'AWS::DynamoDB::GlobalTable',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html',
    date: READ,
  },
  [
    {
      path: 'BillingMode',
      when: turned(['PAY_PER_REQUEST'], ['PROVISIONED'], 'PROVISIONED'),
      given: unseeded,
      outcome: 'refused',
      why: 'from on-demand a table goes to provisioned capacity with a number to begin with, for itself and each index and replica',
      remedy: 'Give SeedCapacity (in the CDK `seedCapacity` of Capacity.autoscaled) to what scales.',
    },
    {
      path: 'StreamSpecification.StreamViewType',
      when: switched(['NEW_AND_OLD_IMAGES', 'KEYS_ONLY']),
      given: replicated,
      outcome: 'refused',
      why: 'the stream of a global table changes only while the table has one replica, as replication reads it',
      remedy: 'Keep NEW_AND_OLD_IMAGES, which replication wants.',
    },
  ],
);

const KEYSPACES = rowsOf(
  {
    type: 'AWS::Cassandra::Table',
    source: 'https://docs.aws.amazon.com/keyspaces/latest/APIReference/API_UpdateTable.html',
    date: READ,
  },
  [
    {
      path: 'BillingMode.Mode',
      when: turned(['PROVISIONED'], ['ON_DEMAND'], 'ON_DEMAND'),
      outcome: 'delayed',
      why: 'a table changes its capacity mode once in 24 hours',
      remedy: LATER,
      source: 'https://docs.aws.amazon.com/keyspaces/latest/devguide/ReadWriteCapacityMode.html',
    },
    {
      path: 'CdcSpecification.ViewType',
      when: switched(['NEW_IMAGE', 'KEYS_ONLY']),
      outcome: 'refused',
      why: 'what a change stream holds is decided when it begins',
      remedy: 'Turn the stream off in one step, and on with the new view in the next.',
    },
  ],
);

export const TABLES: readonly UpdateLimit[] = [...EITHER_TABLE, ...TABLE, ...GLOBAL_TABLE, ...KEYSPACES];
