import { changedOnceSet, removed, setLater, switched, turnedOff, wentBack, where, matched } from './predicates';
import { Predicate, READ, rowsOf, UpdateLimit } from './update-limit';

const VOLUME_PAGE =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-volume.html';

const SEARCH_GUIDE = 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide';

const SECOND_DOMAIN =
  'Create a second domain with the new value, restore a snapshot into it, move the application over, and remove this one later.';

const OPEN_SEARCH = 'AWS::OpenSearchService::Domain';

const isOpenSearch = (version: unknown): boolean => String(version).startsWith('OpenSearch_');
const older = wentBack(['OpenSearch_2.17', 'OpenSearch_2.15']);

/** OpenSearch 1 comes after Elasticsearch 7. */
const olderOfItsLine: Predicate = {
  ...older,
  holds: (before, after) =>
    isOpenSearch(before) === isOpenSearch(after) ? older.holds(before, after) : isOpenSearch(before),
};

/** Upgrades that leave out a line which has to be gone through. */
const UPGRADES = [
  [
    'goes from Elasticsearch to OpenSearch 2 or later',
    /^(Elasticsearch_)?[5-7]\./,
    /^OpenSearch_([2-9]|\d\d)\./,
    ['Elasticsearch_7.10', 'OpenSearch_2.17'],
  ],
  [
    'goes from OpenSearch 1.0 to 1.2 to 2 or later',
    /^OpenSearch_1\.[0-2]$/,
    /^OpenSearch_([2-9]|\d\d)\./,
    ['OpenSearch_1.2', 'OpenSearch_2.17'],
  ],
  [
    'goes from OpenSearch 1 to 3 or later',
    /^OpenSearch_1\.3$/,
    /^OpenSearch_([3-9]|\d\d)\./,
    ['OpenSearch_1.3', 'OpenSearch_3.1'],
  ],
  ['goes from Elasticsearch 5 to 7', /^(Elasticsearch_)?5\./, /^(Elasticsearch_)?7\./, ['5.6', '7.10']],
] as const;

const searchDomain = (type: string, version: string) =>
  rowsOf({ type, source: `${SEARCH_GUIDE}/encryption-at-rest.html`, date: READ }, [
    {
      path: version,
      when: olderOfItsLine,
      outcome: 'refused',
      why: 'a domain goes up and never back',
      remedy:
        'Keep the version; an older one is reached only by a second domain and a snapshot that was taken with it.',
      source: `${SEARCH_GUIDE}/version-migration.html`,
    },
    ...UPGRADES.filter(([, , to]) => type === OPEN_SEARCH || !to.source.includes('OpenSearch')).map(
      ([says, from, to, example]) => ({
        path: version,
        when: matched(says, from, to, example),
        outcome: 'refused' as const,
        why: 'an upgrade does not go that far at once',
        remedy:
          'Go through the last version of each line in a step of its own: 6.8, 7.10, OpenSearch 1.3, OpenSearch 2.19.',
        source: `${SEARCH_GUIDE}/version-migration.html`,
      }),
    ),
    {
      path: 'NodeToNodeEncryptionOptions.Enabled',
      when: turnedOff,
      outcome: 'refused',
      why: 'encryption between nodes, once on, stays on',
      remedy: SECOND_DOMAIN,
      source: `${SEARCH_GUIDE}/ntn.html`,
    },
    {
      path: 'VPCOptions',
      when: setLater({ SubnetIds: ['subnet-1'] }),
      outcome: 'refused',
      why: 'a domain with a public endpoint does not go into a VPC',
      remedy: SECOND_DOMAIN,
      source: `${SEARCH_GUIDE}/vpc.html`,
    },
  ]);

const SEARCH = [
  ...searchDomain(OPEN_SEARCH, 'EngineVersion'),
  ...searchDomain('AWS::Elasticsearch::Domain', 'ElasticsearchVersion'),
  ...rowsOf(
    {
      type: OPEN_SEARCH,
      source: `${VOLUME_PAGE.slice(0, VOLUME_PAGE.lastIndexOf('/'))}/aws-resource-opensearchservice-domain.html`,
      date: READ,
    },
    [
      {
        path: 'EncryptionAtRestOptions.Enabled',
        when: switched([false, true]),
        outcome: 'replaced',
        why: 'encryption at rest that the template has set already is changed by another domain, which begins empty',
        remedy: SECOND_DOMAIN,
      },
      {
        path: 'EncryptionAtRestOptions.KmsKeyId',
        when: changedOnceSet(['1a2a3a4-1a2a-3a4a-5a6a-1a2a3a4a5a6a', '9a2a3a4-1a2a-3a4a-5a6a-1a2a3a4a5a6a']),
        outcome: 'replaced',
        why: 'another key is another domain, which begins empty',
        remedy: SECOND_DOMAIN,
      },
      {
        path: 'VPCOptions',
        when: removed({ SubnetIds: ['subnet-1'] }),
        outcome: 'replaced',
        why: 'out of its VPC goes only another domain, which begins empty',
        remedy: SECOND_DOMAIN,
      },
      {
        path: 'AdvancedSecurityOptions.Enabled',
        when: turnedOff,
        outcome: 'refused',
        why: 'fine-grained access control, once on, stays on',
        remedy: SECOND_DOMAIN,
        source: `${SEARCH_GUIDE}/fgac.html`,
      },
      {
        path: 'OffPeakWindowOptions.Enabled',
        when: turnedOff,
        outcome: 'refused',
        why: 'the off-peak window, once on, stays on',
        remedy: 'Keep it, and choose another time for it.',
        source: 'https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_UpdateDomainConfig.html',
      },
      {
        path: 'UseCase',
        when: switched(['SEARCH', 'VECTOR_SEARCH']),
        given: where('EngineMode', 'OPTIMIZED'),
        outcome: 'refused',
        why: 'an optimised domain keeps its use case',
        remedy: SECOND_DOMAIN,
      },
      {
        path: 'EncryptionAtRestOptions.Enabled',
        when: setLater(true),
        outcome: 'delayed',
        why: 'the domain is copied to new nodes by a blue/green deployment, which takes up to hours and takes no other change meanwhile',
        remedy: 'Deploy it alone.',
        source: `${SEARCH_GUIDE}/managedomains-configuration-changes.html`,
      },
    ],
  ),
];

export const SEARCH_LIMITS: readonly UpdateLimit[] = [...SEARCH];
