import { at, listAt, numberAt, textAt } from '../engine/deep';
import { JsonObject, PhysicalResource } from '../engine/state';
import { ServiceRule, World } from './rule';

const INSTANCE = 'AWS::RDS::DBInstance';
const CLUSTER = 'AWS::RDS::DBCluster';
const GROUP = 'AWS::RDS::DBProxyTargetGroup';
const GUIDE = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide';
const AURORA = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide';
const SCALING = 'ServerlessV2ScalingConfiguration';

function targetsOf(properties: JsonObject, world: World): PhysicalResource[] {
  const ids = [...listAt(properties, 'DBInstanceIdentifiers'), ...listAt(properties, 'DBClusterIdentifiers')];
  return ids.flatMap((id) => world.find([INSTANCE, CLUSTER], id) ?? []);
}

/** The family of an engine that RDS Proxy fronts. */
function familyOf(engine: string): string | undefined {
  if (/^(aurora-)?postgres/.test(engine)) return 'POSTGRESQL';
  if (/^(aurora-mysql|mysql|mariadb)$/.test(engine)) return 'MYSQL';
  return engine.startsWith('sqlserver') ? 'SQLSERVER' : undefined;
}

/** The first major versions that RDS Proxy takes; what is newer than this list is not refused here. */
const OLDEST: Record<string, number> = { postgres: 11, 'aurora-postgresql': 11, mysql: 5.7, mariadb: 10.3 };

const PROXY_ENGINE: ServiceRule = {
  id: 'rds-proxy-engine',
  types: [GROUP],
  on: ['create', 'update'],
  source: `${GUIDE}/Concepts.RDS_Fea_Regions_DB-eng.Feature.RDSProxy.html`,
  refuse({ after }, world) {
    const proxy = world.find(['AWS::RDS::DBProxy'], textAt(after, 'DBProxyName'));
    const wanted = proxy && textAt(proxy.properties, 'EngineFamily');
    for (const { physicalId, properties } of targetsOf(after, world)) {
      const engine = textAt(properties, 'Engine') ?? '';
      const version = Number.parseFloat(textAt(properties, 'EngineVersion') ?? '');
      const fits = familyOf(engine) === wanted && !(version < (OLDEST[engine] ?? 0));
      if (engine !== '' && wanted !== undefined && !fits)
        return `RDS Proxy of the family ${wanted} does not support ${engine} ${version} of ${physicalId}`;
    }
    return undefined;
  },
};

const PROXY_WRITER: ServiceRule = {
  id: 'rds-proxy-writer',
  types: [GROUP],
  on: ['create', 'update'],
  source: `${GUIDE}/rds-proxy.html`,
  refuse({ after }, world) {
    const replica = targetsOf(after, world).find(
      ({ properties }) => textAt(properties, 'SourceDBInstanceIdentifier') !== undefined,
    );
    return replica === undefined
      ? undefined
      : `A read replica cannot be registered with a proxy: ${replica.physicalId}`;
  },
};

function mostReplicas(engine: string): number {
  if (/^(custom-)?(oracle|sqlserver)/.test(engine)) return 5;
  return engine.startsWith('db2') ? 3 : 15;
}

const TOO_MANY_REPLICAS: ServiceRule = {
  id: 'rds-replica-limit',
  types: [INSTANCE],
  on: ['create'],
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstanceReadReplica.html',
  refuse({ after }, world) {
    const sourceOf = (properties: JsonObject) =>
      world.find([INSTANCE], textAt(properties, 'SourceDBInstanceIdentifier'));
    const source = sourceOf(after);
    if (source === undefined) return undefined;
    const replicas = world.users(source, [INSTANCE]).filter(({ properties }) => sourceOf(properties) === source);
    const limit = mostReplicas(textAt(source.properties, 'Engine') ?? '');
    return replicas.length < limit
      ? undefined
      : `Cannot create more than ${limit} read replicas of ${source.physicalId} (DBReplicaQuotaExceeded)`;
  },
};

const TOO_MANY_READERS: ServiceRule = {
  id: 'aurora-reader-limit',
  types: [INSTANCE],
  on: ['create'],
  source: `${AURORA}/Aurora.Replication.html`,
  refuse({ after }, world) {
    const cluster = world.find([CLUSTER], textAt(after, 'DBClusterIdentifier'));
    const members = cluster === undefined ? [] : world.users(cluster, [INSTANCE]);
    return members.length < 16 ? undefined : `The cluster ${cluster!.physicalId} has its 15 Aurora Replicas already`;
  },
};

const NO_RANGE: ServiceRule = {
  id: 'aurora-serverless-range',
  types: [INSTANCE],
  on: ['create', 'update'],
  source: `${AURORA}/aurora-serverless-v2.create.html`,
  refuse({ after }, world) {
    const cluster = world.find([CLUSTER], textAt(after, 'DBClusterIdentifier'));
    return textAt(after, 'DBInstanceClass') === 'db.serverless' &&
      cluster !== undefined &&
      at(cluster.properties, SCALING) === undefined
      ? 'Set the Serverless v2 scaling configuration on the parent DB cluster before creating a Serverless v2 DB instance.'
      : undefined;
  },
};

/** The first minor version of each major one that stops when idle. */
const STOPS: Record<string, number> = { 11: Infinity, 12: Infinity, 13: 15, 14: 12, 15: 7, 16: 3 };

function stopsWhenIdle(properties: JsonObject): boolean {
  const [major = '', minor] = (textAt(properties, 'EngineVersion') ?? '').split('.');
  const first = textAt(properties, 'Engine') === 'aurora-postgresql' ? STOPS[major] : undefined;
  return first === undefined || minor === undefined || Number(minor) >= first;
}

const WRONG_RANGE: ServiceRule = {
  id: 'aurora-serverless-capacity',
  types: [CLUSTER],
  on: ['create', 'update'],
  source: `${AURORA}/aurora-serverless-v2.how-it-works.html#aurora-serverless-v2.how-it-works.capacity`,
  refuse({ after }) {
    const [least, most] = [numberAt(after, `${SCALING}.MinCapacity`), numberAt(after, `${SCALING}.MaxCapacity`)];
    if (least === undefined || most === undefined) return undefined;
    if (least > most || most > 256 || most < 1 || (least > 0 && least < 0.5))
      return `The Serverless v2 capacity ${least} to ${most} isn't valid`;
    return least === 0 && !stopsWhenIdle(after)
      ? `The engine version ${textAt(after, 'EngineVersion')} doesn't support a Serverless v2 minimum capacity of 0`
      : undefined;
  },
};

export const AURORA_RULES: readonly ServiceRule[] = [
  PROXY_ENGINE,
  PROXY_WRITER,
  TOO_MANY_REPLICAS,
  TOO_MANY_READERS,
  NO_RANGE,
  WRONG_RANGE,
];
