import {
  changed,
  changedOnceSet,
  itemLost,
  switched,
  turned,
  where,
} from './predicates';
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

const REST = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';
const APIS = [
  ...rowsOf({ type: 'AWS::ApiGateway::RestApi', source: `${REST}/apigateway-api-migration.html`, date: READ }, [
    {
      path: 'EndpointConfiguration.Types',
      when: {
        says: 'goes from PRIVATE to EDGE',
        example: [['PRIVATE'], ['EDGE']],
        oneWay: true,
        holds: (before, after) => String(before) === 'PRIVATE' && String(after) === 'EDGE',
      },
      outcome: 'refused',
      why: 'a private API does not become an edge-optimized one',
      remedy: 'Make it regional in one step, and edge-optimized in the next.',
    },
  ]),
  ...rowsOf({ type: 'AWS::ApiGateway::Stage', source: `${REST}/api-gateway-caching.html`, date: READ }, [
    {
      path: 'CacheClusterSize',
      when: switched(['0.5', '1.6']),
      outcome: 'delayed',
      why: 'the cache is made again, which takes minutes, and begins empty',
      remedy: 'Choose an hour in which the backend carries the whole load.',
    },
  ]),
  ...rowsOf({ type: 'AWS::ApiGateway::DomainName', source: `${REST}/apigateway-regional-api-custom-domain-migrate.html`, date: READ }, [
    {
      path: 'EndpointConfiguration.Types',
      when: {
        says: 'goes from one endpoint type to the other',
        example: [['EDGE'], ['REGIONAL']],
        holds: (before, after) =>
          Array.isArray(before) && Array.isArray(after) && before.length === 1 && after.length === 1 && before[0] !== after[0],
      },
      outcome: 'outage',
      why: 'its target name becomes another, and clients reach it by the old one until DNS records follow and caches expire',
      remedy: 'Give the domain both endpoint types in one step, move the DNS record, and take the old type away in a later one.',
    },
  ]),
  ...rowsOf({ type: 'AWS::ApiGatewayV2::Stage', source: templateReference('AWS::ApiGatewayV2::Stage'), date: READ }, [
    {
      path: 'DeploymentId',
      when: changed(['abc123', 'def456']),
      given: where('AutoDeploy', true),
      outcome: 'refused',
      why: 'a stage that deploys by itself takes no deployment from a template',
      remedy: 'Leave DeploymentId out, or turn AutoDeploy off.',
    },
  ]),
];

const APPSYNC = rowsOf({ type: 'AWS::AppSync::GraphQLApi', source: templateReference('AWS::AppSync::GraphQLApi'), date: READ }, [
  ...(
    [
      ['Visibility', 'GLOBAL', 'PRIVATE'],
      ['ApiType', 'GRAPHQL', 'MERGED'],
    ] as const
  ).map(([path, before, after]) => ({
    path,
    when: changed([before, after]),
    outcome: 'replaced' as const,
    why: `an API keeps its ${path}, also where the default is only spelled out: another API with another address takes its place`,
    remedy: 'Leave the property as it was, or create a second API beside this one and let clients change over.',
  })),
]);

const IDENTITY = [
  ...rowsOf(
    { type: 'AWS::SSM::Parameter', source: 'https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html', date: READ },
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
  ...rowsOf({ type: 'AWS::Cognito::UserPool', source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html', date: READ }, [
    {
      path: 'MfaConfiguration',
      when: turned(['OFF', 'OPTIONAL'], ['ON'], 'OFF'),
      outcome: 'outage',
      why: 'users without a second factor have to set one up before they sign in again, and clients that cannot ask for it are locked out',
      remedy: 'Go to OPTIONAL first, and to ON when all users have a second factor.',
    },
  ]),
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

const ASSETS = rowsOf({ type: 'AWS::IoTSiteWise::Asset', source: templateReference('AWS::IoTSiteWise::Asset'), date: READ }, [
  {
    path: 'AssetExternalId',
    when: changedOnceSet(['pump-1', 'pump-2']),
    outcome: 'refused',
    why: 'an external ID, once given, stays',
    remedy: 'Keep the ID.',
  },
]);

const SEARCH_INDEX = rowsOf({ type: 'AWS::Kendra::Index', source: templateReference('AWS::Kendra::Index'), date: READ }, [
  {
    path: 'DocumentMetadataConfigurations.*.Name',
    when: itemLost([['author', 'team'], ['author']]),
    outcome: 'refused',
    why: 'fields of an index are added and never removed',
    remedy: 'Keep the field, and make it neither searchable nor displayed.',
  },
]);

const ENDPOINTS = rowsOf({ type: 'AWS::DMS::Endpoint', source: 'https://docs.aws.amazon.com/dms/latest/APIReference/API_S3Settings.html', date: READ }, [
  ...['S3Settings', 'RedshiftSettings'].map((settings) => ({
    path: `${settings}.EncryptionMode`,
    when: turned(['sse-s3'], ['sse-kms'], 'sse-s3'),
    outcome: 'refused' as const,
    why: 'an endpoint goes from a key of KMS to one of S3, and not back',
    remedy: 'Create a second endpoint with the new mode, and let the task use it.',
  })),
]);

const SPACES = rowsOf({ type: 'AWS::SageMaker::Space', source: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateSpace.html', date: READ }, [
  {
    path: 'SpaceSettings.AppType',
    when: switched(['JupyterLab', 'CodeEditor']),
    outcome: 'refused',
    why: 'a space keeps the kind of its application',
    remedy: 'Create a second space.',
  },
]);

const CONTENT = rowsOf(
  { type: 'AWS::CloudFront::Distribution', source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/continuous-deployment.html', date: READ },
  [
    {
      path: 'DistributionConfig.Staging',
      when: changed([false, true], false),
      outcome: 'refused',
      why: 'a distribution is for staging from its creation on, or never',
      remedy: 'Create a second distribution for staging.',
    },
  ],
);

const CLASSES = rowsOf(
  { type: 'AWS::Logs::LogGroup', source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html', date: READ },
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

const TRANSFER = rowsOf({ type: 'AWS::Transfer::Server', source: templateReference('AWS::Transfer::Server'), date: READ }, [
  {
    path: 'EndpointDetails.AddressAllocationIds',
    when: changed([['eipalloc-1'], ['eipalloc-2']]),
    outcome: 'outage',
    why: 'the server is stopped while its addresses change: transfers that run are cut',
    remedy: 'Choose an hour without transfers, and tell partners who allow addresses one by one.',
  },
  {
    path: 'IpAddressType',
    when: changed(['IPV4', 'DUALSTACK'], 'IPV4'),
    outcome: 'refused',
    perhaps: true,
    why: 'the address type changes only while the server is stopped',
    remedy: 'Stop the server before this step, and start it afterwards.',
  },
]);

export const APPLICATION_SERVICES: readonly UpdateLimit[] = [
  ...KEYS,
  ...APIS,
  ...APPSYNC,
  ...IDENTITY,
  ...TRAIL,
  ...ASSETS,
  ...SEARCH_INDEX,
  ...ENDPOINTS,
  ...SPACES,
  ...CONTENT,
  ...CLASSES,
  ...TRANSFER,
];
