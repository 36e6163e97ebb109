import { changed, changedOnceSet, itemLost, switched, turned } from './predicates';
import { READ, rowsOf, templateReference, UpdateLimit } from './update-limit';

const SECOND_KEY = 'Create a second key and encrypt anew what needs it.';

const KEYS = rowsOf({ type: 'AWS::KMS::Key', source: templateReference('AWS::KMS::Key'), date: READ }, [
  {
    path: 'MultiRegion',
    when: changed([false, true], false),
    outcome: 'refused',
    why: 'whether a key is for several Regions is decided when it is created',
    remedy: `Create keys for data that will cross Regions as multi-Region keys. For this one: ${SECOND_KEY.charAt(0).toLowerCase()}${SECOND_KEY.slice(1)}`,
  },
  ...(
    [
      ['KeySpec', 'SYMMETRIC_DEFAULT', 'RSA_2048'],
      ['KeyUsage', 'ENCRYPT_DECRYPT', 'SIGN_VERIFY'],
      ['Origin', 'AWS_KMS', 'EXTERNAL'],
    ] as const
  ).map(([path, before, after]) => ({
    path,
    when: changed([before, after], before),
    outcome: 'refused' as const,
    why: 'it is decided when the key is created',
    remedy: SECOND_KEY,
  })),
]);

const IDENTITY = [
  ...rowsOf(
    {
      type: 'AWS::SSM::Parameter',
      source: 'https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html',
      date: READ,
    },
    [
      {
        path: 'Tier',
        when: turned(['Advanced'], ['Standard']),
        outcome: 'refused',
        why: 'an advanced parameter does not become a standard one',
        remedy: 'Keep the tier, or create a second parameter under another name.',
      },
      {
        path: 'Type',
        when: switched(['String', 'StringList']),
        outcome: 'refused',
        why: 'a parameter keeps its type',
        remedy: 'Create a second parameter under another name, and let its readers change over.',
      },
    ],
  ),
  ...rowsOf(
    {
      type: 'AWS::Cognito::UserPool',
      source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html',
      date: READ,
    },
    [
      {
        path: 'MfaConfiguration',
        when: turned(['OFF', 'OPTIONAL'], ['ON'], 'OFF'),
        outcome: 'outage',
        why: 'users without a second factor have to set one up before they sign in again, and clients that cannot ask for it are locked out',
        remedy: 'Go to OPTIONAL first, and to ON when all users have a second factor.',
      },
    ],
  ),
];

const TRAIL = rowsOf(
  { type: 'AWS::CloudTrail::EventDataStore', source: templateReference('AWS::CloudTrail::EventDataStore'), date: READ },
  [
    {
      path: 'KmsKeyId',
      when: changedOnceSet(['alias/one', 'alias/two']),
      outcome: 'refused',
      why: 'an event data store keeps the key that it has',
      remedy: 'Create a second event data store with the new key.',
    },
  ],
);

const ASSETS = rowsOf(
  { type: 'AWS::IoTSiteWise::Asset', source: templateReference('AWS::IoTSiteWise::Asset'), date: READ },
  [
    {
      path: 'AssetExternalId',
      when: changedOnceSet(['pump-1', 'pump-2']),
      outcome: 'refused',
      why: 'an external ID, once given, stays',
      remedy: 'Keep the ID.',
    },
  ],
);

const SEARCH_INDEX = rowsOf(
  { type: 'AWS::Kendra::Index', source: templateReference('AWS::Kendra::Index'), date: READ },
  [
    {
      path: 'DocumentMetadataConfigurations.*.Name',
      when: itemLost([['author', 'team'], ['author']]),
      outcome: 'refused',
      why: 'fields of an index are added and never removed',
      remedy: 'Keep the field, and make it neither searchable nor displayed.',
    },
  ],
);

const ENDPOINTS = rowsOf(
  {
    type: 'AWS::DMS::Endpoint',
    source: 'https://docs.aws.amazon.com/dms/latest/APIReference/API_S3Settings.html',
    date: READ,
  },
  [
    ...['S3Settings', 'RedshiftSettings'].map((settings) => ({
      path: `${settings}.EncryptionMode`,
      when: turned(['sse-s3'], ['sse-kms'], 'sse-s3'),
      outcome: 'refused' as const,
      why: 'an endpoint goes from a key of KMS to one of S3, and not back',
      remedy: 'Create a second endpoint with the new mode, and let the task use it.',
    })),
  ],
);

const SPACES = rowsOf(
  {
    type: 'AWS::SageMaker::Space',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateSpace.html',
    date: READ,
  },
  [
    {
      path: 'SpaceSettings.AppType',
      when: switched(['JupyterLab', 'CodeEditor']),
      outcome: 'refused',
      why: 'a space keeps the kind of its application',
      remedy: 'Create a second space.',
    },
  ],
);

const CLASSES = rowsOf(
  {
    type: 'AWS::Logs::LogGroup',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html',
    date: READ,
  },
  [
    {
      path: 'LogGroupClass',
      when: changed(['STANDARD', 'INFREQUENT_ACCESS'], 'STANDARD'),
      outcome: 'refused',
      why: 'a log group keeps its class',
      remedy: 'Create a second log group with the new class, and let writers change over.',
    },
  ],
);

const SCHEDULES = rowsOf(
  {
    type: 'AWS::Scheduler::Schedule',
    source: 'https://docs.aws.amazon.com/scheduler/latest/APIReference/API_UpdateSchedule.html',
    date: READ,
  },
  [
    {
      path: 'GroupName',
      when: changed(['default', 'jobs'], 'default'),
      outcome: 'refused',
      why: 'a schedule is known by its group and name: the update looks for it in the new group, and does not find it',
      remedy:
        'Give the schedule another logical ID and, where it has a fixed one, another name in the same step, so that a second is created in the new group.',
    },
  ],
);

export const OTHER_SERVICES: readonly UpdateLimit[] = [
  ...KEYS,
  ...IDENTITY,
  ...TRAIL,
  ...ASSETS,
  ...SEARCH_INDEX,
  ...ENDPOINTS,
  ...SPACES,
  ...CLASSES,
  ...SCHEDULES,
];
