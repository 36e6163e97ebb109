import { versionOf } from '../../behaviours/limits/predicates';
import { Rule, RuleContext, RuleFinding } from '../../model';
import { after, changesOf, describe, Located, resolve, show, valueAt } from '../support';

/** Where a resource names its parameter group, and where that group says its family. */
interface Naming {
  readonly property: string;
  readonly group: string;
  readonly family: string;
}

const INSTANCE_GROUP = { group: 'AWS::RDS::DBParameterGroup', family: 'Family' };
const CACHE: readonly Naming[] = [
  {
    property: 'CacheParameterGroupName',
    group: 'AWS::ElastiCache::ParameterGroup',
    family: 'CacheParameterGroupFamily',
  },
];

const NAMINGS: Readonly<Record<string, readonly Naming[]>> = {
  'AWS::RDS::DBInstance': [{ property: 'DBParameterGroupName', ...INSTANCE_GROUP }],
  'AWS::RDS::DBCluster': [
    { property: 'DBClusterParameterGroupName', group: 'AWS::RDS::DBClusterParameterGroup', family: 'Family' },
    { property: 'DBInstanceParameterGroupName', ...INSTANCE_GROUP },
  ],
  'AWS::Neptune::DBCluster': [
    { property: 'DBClusterParameterGroupName', group: 'AWS::Neptune::DBClusterParameterGroup', family: 'Family' },
  ],
  'AWS::DocDB::DBCluster': [
    { property: 'DBClusterParameterGroupName', group: 'AWS::DocDB::DBClusterParameterGroup', family: 'Family' },
  ],
  'AWS::MemoryDB::Cluster': [
    { property: 'ParameterGroupName', group: 'AWS::MemoryDB::ParameterGroup', family: 'Family' },
  ],
  'AWS::ElastiCache::ReplicationGroup': CACHE,
  'AWS::ElastiCache::CacheCluster': CACHE,
};

const two = ([major, minor]: readonly number[]) => (minor === undefined ? undefined : `${major}.${minor}`);

/** The family that a version belongs to; undefined where it cannot be told. */
export function familyOf(type: string, engine: unknown, version: unknown): string | undefined {
  const numbers = typeof version === 'string' || typeof version === 'number' ? versionOf(version) : undefined;
  if (!numbers) return undefined;
  const [major] = numbers;
  if (type === 'AWS::DocDB::DBCluster') return prefixed('docdb', two(numbers));
  if (type === 'AWS::Neptune::DBCluster') return numbers[1] < 2 ? 'neptune1' : prefixed('neptune', two(numbers));
  if (type === 'AWS::MemoryDB::Cluster') return prefixed(`memorydb_${String(engine ?? 'redis')}`, String(major));
  switch (engine) {
    case 'postgres':
    case 'aurora-postgresql':
      return major < 10 ? prefixed(engine, two(numbers)) : `${engine}${major}`;
    case 'mysql':
    case 'mariadb':
    case 'aurora-mysql':
    case 'memcached':
      return prefixed(engine, two(numbers));
    case 'redis':
      return major > 6 ? `redis${major}` : major === 6 ? 'redis6.x' : prefixed('redis', two(numbers));
    case 'valkey':
      return `valkey${major}`;
    default:
      return undefined;
  }
}

const prefixed = (prefix: string, version: string | undefined) =>
  version === undefined ? undefined : prefix + version;

/** The family of a group that the app makes, or of a default one. */
function familyNamed(context: RuleContext, { stack }: Located, value: unknown, naming: Naming): unknown {
  const holder = context.stackAfter(stack);
  const group = holder && resolve(context.to, holder, value);
  if (group?.resource.Type === naming.group) return valueAt(group.resource.Properties, naming.family);
  const standard = typeof value === 'string' ? /^default[.:-]([a-z_-]+[\d.x]+?)(\.cluster\.on)?$/.exec(value) : null;
  return standard?.[1].replaceAll(':', '-');
}

function find(context: RuleContext, located: Located): RuleFinding[] {
  const properties = after(context, located)?.Properties;
  const { type } = located.change;
  // The version of an instance of a cluster is that of its cluster.
  if (valueAt(properties, 'DBClusterIdentifier') !== undefined && type === 'AWS::RDS::DBInstance') return [];
  const expected = familyOf(type, valueAt(properties, 'Engine'), valueAt(properties, 'EngineVersion'));
  if (expected === undefined) return [];
  return NAMINGS[type].flatMap((naming): RuleFinding[] => {
    const named = valueAt(properties, naming.property);
    const family = named === undefined ? undefined : familyNamed(context, located, named, naming);
    if (typeof family !== 'string' || family === expected) return [];
    return [
      {
        severity: 'hazard',
        stack: located.stack,
        logicalId: located.change.logicalId,
        message: `${describe(located.change)} is refused: its ${naming.property} ${show(named)} is of the family ${family}, and version ${String(valueAt(properties, 'EngineVersion'))} of its engine takes groups of ${expected} alone`,
        remedy: `Create a parameter group of the family ${expected} under another logical ID, name it here in the same step as the version, and remove the old group in a later one.`,
      },
    ];
  });
}

export const parameterGroupFamily: Rule = {
  id: 'parameter-group-family',
  mechanism: 'refused',
  severities: ['hazard'],
  summary: 'A database or cache gets an engine version, and a parameter group of the family of another one.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html',
  check: (context) =>
    changesOf(context)
      .filter(
        ({ change }) => Object.hasOwn(NAMINGS, change.type) && ['create', 'update', 'replace'].includes(change.action),
      )
      .flatMap((located) => find(context, located)),
};
