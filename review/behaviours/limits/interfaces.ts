import { changed, switched, where } from './predicates';
import { READ, rowsOf, templateReference, UpdateLimit } from './update-limit';

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
  ...rowsOf(
    {
      type: 'AWS::ApiGateway::DomainName',
      source: `${REST}/apigateway-regional-api-custom-domain-migrate.html`,
      date: READ,
    },
    [
      {
        path: 'EndpointConfiguration.Types',
        when: {
          says: 'goes from one endpoint type to the other',
          example: [['EDGE'], ['REGIONAL']],
          holds: (before, after) =>
            Array.isArray(before) &&
            Array.isArray(after) &&
            before.length === 1 &&
            after.length === 1 &&
            before[0] !== after[0],
        },
        outcome: 'refused',
        why: 'one endpoint of a domain name is added or taken away in one update (Can only perform one update operation at a time)',
        remedy:
          'Give the domain both endpoint types in one step, move the DNS record, and take the old type away in a later one.',
      },
    ],
  ),
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

const APPSYNC = rowsOf(
  { type: 'AWS::AppSync::GraphQLApi', source: templateReference('AWS::AppSync::GraphQLApi'), date: READ },
  [
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
  ],
);

const PUBLIC_KEYS = rowsOf(
  {
    type: 'AWS::CloudFront::PublicKey',
    source: 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdatePublicKey.html',
    date: READ,
  },
  (
    [
      ['EncodedKey', 'one', 'two'],
      ['Name', 'a', 'b'],
      ['CallerReference', 'a', 'b'],
    ] as const
  ).map(([name, before, after]) => ({
    path: `PublicKeyConfig.${name}`,
    when: changed([before, after]),
    outcome: 'refused' as const,
    why: 'of a public key only the comment changes',
    remedy:
      'Add a second public key under another name and logical ID to the key group, sign with it, and remove the old one in a later step.',
  })),
);

const CONTENT = rowsOf(
  {
    type: 'AWS::CloudFront::Distribution',
    source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/continuous-deployment.html',
    date: READ,
  },
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

const WAF = 'https://docs.aws.amazon.com/waf/latest/APIReference';

const FIREWALL = rowsOf({ type: 'AWS::WAFv2::IPSet', source: `${WAF}/API_UpdateIPSet.html`, date: READ }, [
  {
    path: 'IPAddressVersion',
    when: switched(['IPV4', 'IPV6']),
    outcome: 'refused',
    why: 'a set is for one version of addresses from its creation on',
    remedy: 'Add a second set under another name and logical ID, and let the rule name both (an OrStatement).',
  },
]);

const TRANSFER = rowsOf(
  { type: 'AWS::Transfer::Server', source: templateReference('AWS::Transfer::Server'), date: READ },
  [
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
  ],
);

export const INTERFACES: readonly UpdateLimit[] = [
  ...APIS,
  ...APPSYNC,
  ...CONTENT,
  ...PUBLIC_KEYS,
  ...FIREWALL,
  ...TRANSFER,
];
