import { Assembly, Rule, RuleFinding } from '../../model';
import { listAt, Placed, refusal, resolve, resourcesOf, show, valueAt } from '../support';

const REMEDY =
  'Register the writer of an engine and version that RDS Proxy lists, with a proxy of its family; look up a version that is new before you upgrade to it.';

interface Fronted {
  readonly family: string;
  /** The versions that the table lists, first and last; between them every major version is there. */
  readonly oldest: readonly number[];
  readonly newest: readonly number[];
}

/** By engine; those of SQL Server end in the edition. */
const FRONTED: Readonly<Record<string, Fronted>> = {
  mysql: { family: 'MYSQL', oldest: [5, 7], newest: [8, 4] },
  mariadb: { family: 'MYSQL', oldest: [10, 3], newest: [11, 8] },
  'aurora-mysql': { family: 'MYSQL', oldest: [2, 7], newest: [3] },
  postgres: { family: 'POSTGRESQL', oldest: [11], newest: [17] },
  'aurora-postgresql': { family: 'POSTGRESQL', oldest: [11], newest: [17] },
  sqlserver: { family: 'SQLSERVER', oldest: [12], newest: [16] },
};

/** The numbers of a version; Aurora MySQL's own come after the name of the MySQL that it is compatible with. */
function numbersOf(version: unknown): number[] | undefined {
  const found = typeof version === 'string' ? /^(?:.*mysql_aurora\.)?(\d+(?:\.\d+)*)/.exec(version) : null;
  return found ? found[1].split('.').map(Number) : undefined;
}

/** Below zero where `a` is older; what only one of them says is not compared. */
function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((number, i) => b[i] !== undefined && number !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}

function databasesOf(assembly: Assembly, group: Placed): Placed[] {
  const { Properties: set } = group.resource;
  return [...listAt(set, 'DBInstanceIdentifiers'), ...listAt(set, 'DBClusterIdentifiers')].flatMap(
    (value) => resolve(assembly, group.stack, value) ?? [],
  );
}

function judge(assembly: Assembly, group: Placed, database: Placed): RuleFinding[] {
  const { Properties: set } = database.resource;
  const name = `${database.resource.Type} ${database.logicalId}`;
  if (valueAt(set, 'SourceDBInstanceIdentifier') !== undefined) {
    return [refusal(group, `${name} is a read replica, and a proxy is for the writer alone`, REMEDY)];
  }
  const engine = valueAt(set, 'Engine');
  if (typeof engine !== 'string') return [];
  if (valueAt(set, 'EngineMode') === 'serverless') {
    return [refusal(group, `${name} is of Aurora Serverless v1, which has no proxy`, REMEDY)];
  }
  const fronted = FRONTED[engine.startsWith('sqlserver') ? 'sqlserver' : engine];
  if (!fronted) return [refusal(group, `RDS Proxy is not available for the engine ${engine} of ${name}`, REMEDY)];
  const proxy = resolve(assembly, group.stack, valueAt(group.resource.Properties, 'DBProxyName'));
  const family = proxy && valueAt(proxy.resource.Properties, 'EngineFamily');
  if (typeof family === 'string' && family !== fronted.family) {
    return [refusal(group, `its proxy is of the family ${family}, and ${name} runs ${engine}`, REMEDY)];
  }
  return judgeVersion(group, name, fronted, set);
}

function judgeVersion(group: Placed, name: string, { oldest, newest }: Fronted, set: unknown): RuleFinding[] {
  const version = valueAt(set, 'EngineVersion');
  const numbers = numbersOf(version);
  if (!numbers) return [];
  if (compare(numbers, oldest) < 0) {
    return [refusal(group, `RDS Proxy takes no version ${show(version)}, which ${name} runs`, REMEDY)];
  }
  if (compare(numbers, newest) <= 0) return [];
  return [
    {
      severity: 'caution',
      stack: group.stack.id,
      logicalId: group.logicalId,
      message: `${name} runs version ${show(version)}, newer than those (to ${newest.join('.')}) that RDS Proxy is known to take: it refuses a database whose version it does not list yet`,
      remedy: REMEDY,
    },
  ];
}

export const rdsProxyEngine: Rule = {
  id: 'rds-proxy-engine',
  mechanism: 'refused',
  severities: ['hazard', 'caution'],
  summary:
    'A proxy is to front a read replica, an engine of another family, or an engine or version that RDS Proxy does not take (hazards), or one that is newer than those which it is known to take (a caution).',
  source:
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.RDS_Fea_Regions_DB-eng.Feature.RDSProxy.html',
  check: ({ to }) =>
    resourcesOf(to, 'AWS::RDS::DBProxyTargetGroup').flatMap((group) =>
      databasesOf(to, group).flatMap((database) => judge(to, group, database)),
    ),
};
