import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { PropertyType } from '@aws-cdk/service-spec-types';
import { metLimits, UPDATE_LIMITS } from '../../../behaviours/limits';
import { documentedAsFixed, READ_OTHERWISE, saidToBeFixed } from '../../../behaviours/limits/documented-as-fixed';
import { nest } from '../../../behaviours/limits/predicates';
import { UpdateLimit } from '../../../behaviours/limits/update-limit';
import { isObject } from '../../../read/unreadable';
import { effectOf, resource } from '../../support';

const specification = loadAwsServiceSpecSync();
const types = specification.all('resource').map(({ cloudFormationType }) => cloudFormationType);

const named = ({ type, path, when, given, outcome }: UpdateLimit) =>
  `${type}.${path} ${when.says}${given ? `, where ${given.says}` : ''}: ${outcome}`;
const ROWS = UPDATE_LIMITS.map((limit) => [named(limit), limit] as const);

type Tree = Record<string, unknown>;

function merge(left: Tree, right: Tree): Tree {
  const entries = Object.entries(right).map(([key, value]) => {
    const other = left[key];
    return [key, isObject(other) && isObject(value) ? merge(other, value) : value];
  });
  return { ...left, ...(Object.fromEntries(entries) as Tree) };
}

/** The properties of a resource with a value under the path of a limit; a list of values becomes a list of items. */
function stateOf({ path }: UpdateLimit, value: unknown, around: Tree): Tree {
  if (value === undefined) return around;
  const [list, item] = path.split('.*.');
  if (item === undefined) return merge(around, nest(path, value));
  return merge(
    around,
    nest(
      list,
      (value as unknown[]).map((one) => nest(item, one)),
    ),
  );
}

function meets(limit: UpdateLimit, [before, after]: readonly unknown[], around: readonly Tree[]): boolean {
  const [old, young] = [stateOf(limit, before, around[0]), stateOf(limit, after, around[1])];
  const name = limit.path.split('.')[0];
  return metLimits(name, resource(limit.type, old), resource(limit.type, young)).some((met) => met.limit === limit);
}

describe.each(ROWS)('%s', (_, limit) => {
  const { example, oneWay } = limit.when;
  const around = (limit.given?.example ?? [{}, {}]) as readonly Tree[];

  test('is met by its example', () => expect(meets(limit, example, around)).toBe(true));

  test('is not met by what does not change', () => {
    expect(meets(limit, [example[0], example[0]], [around[0], around[0]])).toBe(false);
    expect(meets(limit, [example[1], example[1]], [around[1], around[1]])).toBe(false);
  });

  if (oneWay)
    test('is not met by the way back', () => expect(meets(limit, [...example].reverse(), around)).toBe(false));

  if (Object.keys(around[0]).length > 0)
    test('is not met elsewhere', () => expect(meets(limit, example, [{}, {}])).toBe(false));

  test('is of the specification, which calls it an update', () => {
    expect(specifiedAs(limit)).toMatch(/^(no|maybe)$/);
  });

  test('says why, what to do, and where that is documented', () => {
    expect(limit.why).toMatch(/[^.]$/);
    expect(limit.remedy).toMatch(/^[A-Z].*\.$/s);
    expect(limit.source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(limit.date).toMatch(/^20\d\d-\d\d-\d\d$/);
  });
});

/** What the specification says of the property of a limit, or of one around it. */
function specifiedAs({ type, path }: UpdateLimit): string {
  const spec = specification.lookup('resource', 'cloudFormationType', 'equals', type)[0];
  let properties = spec?.properties ?? {};
  let found = 'missing';
  for (const key of path.split('.').filter((part) => part !== '*')) {
    const property = properties[key];
    if (!property) return `no ${key}`;
    found = property.causesReplacement ?? 'no';
    if (found === 'yes') return found;
    properties = propertiesOf(property.type);
  }
  return found;
}

function propertiesOf(type: PropertyType): ReturnType<typeof definition> {
  if (type.type === 'array' || type.type === 'map') return propertiesOf(type.element);
  if (type.type === 'union') return Object.assign({}, ...type.types.map(propertiesOf)) as ReturnType<typeof definition>;
  return type.type === 'ref' ? definition(type.reference.$ref) : {};
}

const definition = (reference: string) => specification.get('typeDefinition', reference).properties;

test('no row comes twice', () => {
  const names = ROWS.map(([name, { why }]) => `${name} ${why}`);
  expect(names).toEqual([...new Set(names)]);
});

test('covers the services that applications grow on', () => {
  expect(new Set(UPDATE_LIMITS.map(({ type }) => type)).size).toBeGreaterThanOrEqual(55);
});

describe('what documentation calls fixed', () => {
  /** As of this version of the specification. What is new in another is judged as well, and read when this test says so. */
  const FIXED = [
    'AWS::AppSync::ApiCache.AtRestEncryptionEnabled',
    'AWS::AppSync::ApiCache.TransitEncryptionEnabled',
    'AWS::Backup::LogicallyAirGappedBackupVault.MpaApprovalTeamArn',
    'AWS::DataSync::LocationAzureBlob.AgentArns',
    'AWS::DataSync::LocationObjectStorage.AgentArns',
    'AWS::FMS::ResourceSet.Name',
    'AWS::GameLift::ContainerFleet.FleetRoleArn',
    'AWS::GameLift::GameServerGroup.VpcSubnets',
    'AWS::GlobalAccelerator::Accelerator.IpAddresses',
    'AWS::IoTAnalytics::Channel.ChannelStorage.CustomerManagedS3',
    'AWS::IoTAnalytics::Channel.ChannelStorage.ServiceManagedS3',
    'AWS::IoTAnalytics::Datastore.DatastoreStorage.CustomerManagedS3',
    'AWS::IoTAnalytics::Datastore.DatastoreStorage.IotSiteWiseMultiLayerStorage',
    'AWS::IoTAnalytics::Datastore.DatastoreStorage.ServiceManagedS3',
    'AWS::IoTAnalytics::Datastore.FileFormatConfiguration',
    'AWS::MediaConnect::Bridge.Name',
    'AWS::PaymentCryptography::Key.Exportable',
    'AWS::PaymentCryptography::Key.KeyAttributes',
    'AWS::ServiceDiscovery::Service.HealthCheckConfig.Type',
    'AWS::Timestream::Table.Schema.CompositePartitionKey',
    'AWS::WAFv2::RuleGroup.Capacity',
  ];

  test('is found in the documentation of all types', () => {
    const found = types.flatMap((type) => documentedAsFixed(type).map(({ path }) => `${type}.${path}`));
    expect(found.sort()).toEqual(FIXED);
  });

  test('no exception stands for a sentence that is not there any more', () => {
    const said = new Set(types.flatMap((type) => saidToBeFixed(type).map((path) => `${type}.${path}`)));
    expect(Object.keys(READ_OTHERWISE).filter((name) => !said.has(name))).toEqual([]);
  });

  test('is refused', () => {
    expect(limitsOn('AWS::WAFv2::RuleGroup', 'Capacity', 100, 200)).toEqual(['refused']);
    expect(limitsOn('AWS::WAFv2::RuleGroup', 'Description', 'a', 'b')).toEqual([]);
  });
});

test('what only the deployment knows meets no limit of a number, and a value behind a function none at all', () => {
  expect(limitsOn('AWS::EC2::Volume', 'Size', 200, { Ref: 'Size' })).toEqual([]);
  expect(limitsOn('AWS::SSM::Parameter', 'Type', 'String', { Ref: 'Type' })).toEqual(['refused']);
  expect(limitsOn('AWS::DynamoDB::Table', 'TimeToLiveSpecification', { 'Fn::If': [] }, { AttributeName: 'b' })).toEqual(
    [],
  );
});

test('numbers and booleans as text are numbers and booleans', () => {
  expect(limitsOn('AWS::EC2::Volume', 'Size', '200', '100')).toEqual(['refused']);
  expect(limitsOn('AWS::EC2::Volume', 'Encrypted', 'false', undefined)).toEqual([]);
});

test('of several limits on one path the gravest counts', () => {
  expect(limitsOn('AWS::Kinesis::Stream', 'ShardCount', 2, 4)).toEqual(['delayed']);
  expect(limitsOn('AWS::Kinesis::Stream', 'ShardCount', 2, 10)).toEqual(['refused']);
});

test('OpenSearch 1 comes after Elasticsearch 7', () => {
  const version = (before: string, after: string) =>
    limitsOn('AWS::OpenSearchService::Domain', 'EngineVersion', before, after);
  expect(version('Elasticsearch_7.10', 'OpenSearch_1.3')).toEqual([]);
  expect(version('OpenSearch_1.3', 'Elasticsearch_7.10')).toEqual(['refused']);
  expect(version('OpenSearch_1.3', 'OpenSearch_2.17')).toEqual([]);
});

test('an older version of another engine is no way back', () => {
  const cluster = (Engine: string, EngineVersion: string) =>
    resource('AWS::MemoryDB::Cluster', { Engine, EngineVersion });
  const outcomes = (before: [string, string], after: [string, string]) =>
    metLimits('EngineVersion', cluster(...before), cluster(...after)).length;
  expect(outcomes(['redis', '7.1'], ['valkey', '7.0'])).toBe(0);
  expect(outcomes(['redis', '7.1'], ['redis', '7.0'])).toBe(1);
});

test('a limit that replaces is a replacement, and one that refuses is none', () => {
  const search = 'AWS::OpenSearchService::Domain';
  expect(effectOf(search, 'EncryptionAtRestOptions', { Enabled: false }, { Enabled: true })).toBe('replacement');
  expect(effectOf(search, 'EncryptionAtRestOptions', undefined, { Enabled: true })).toBe('in-place');
  expect(effectOf('AWS::WorkSpaces::Workspace', 'BundleId', 'wsb-1', 'wsb-2')).toBe('in-place');
});

function limitsOn(type: string, name: string, before: unknown, after: unknown): string[] {
  const state = (value: unknown) => resource(type, value === undefined ? {} : { [name]: value });
  return metLimits(name, state(before), state(after)).map(({ limit }) => limit.outcome);
}
