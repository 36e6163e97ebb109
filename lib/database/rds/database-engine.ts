import * as rds from 'aws-cdk-lib/aws-rds';
import { checkArguments } from '../../internal/checks/types';

/** Props of `DatabaseEngine.postgres`. */
export interface PostgresEngineProps {
  /**
   * A major version. RDS chooses the minor version, and upgrades it in the maintenance window.
   *
   * @default - PostgreSQL 17
   */
  readonly version?: rds.PostgresEngineVersion;
}

/** Props of `DatabaseEngine.mysql`. */
export interface MysqlEngineProps {
  /**
   * A release series, such as 8.4. RDS chooses the minor version, and upgrades it in the maintenance window.
   *
   * @default - MySQL 8.4
   */
  readonly version?: rds.MysqlEngineVersion;
}

/** CDK's list names the minor versions of MySQL 8.4 alone. */
const MYSQL_8_4 = rds.MysqlEngineVersion.of('8.4', '8.4');

interface EngineTraits {
  readonly name: string;
  readonly port: number;
  readonly tlsParameter: string;
  readonly parameters: Record<string, string>;
  /** What replicas have beside the parameters of their writer. */
  readonly replicaParameters: Record<string, string>;
  readonly logExports: string[];
  readonly rotationHandler: string;
  readonly bytesPerConnection: number;
  readonly mostConnections: number;
  readonly reservedNames: string[];
  readonly longestUsername: number;
  readonly insightsOnSmallBurstables: boolean;
  /** Major versions that RDS Proxy takes. */
  readonly proxyVersions: string[];
  /** Whether RDS Proxy can be told to share connections that have set variables. */
  readonly proxyPinningFilters: boolean;
  /** How clients prove to a proxy that they know the password: the engine's own way since its oldest version here. */
  readonly clientPasswordType: rds.ClientPasswordAuthType;
  /** Whether the built-in CloudFormation validation knows major versions, not only full ones. */
  readonly majorVersionsListed: boolean;
}

/** A database engine and its major version. The engine is a one-way door; the major version can go up. */
export class DatabaseEngine {
  /** PostgreSQL. */
  public static postgres(props: PostgresEngineProps = {}): DatabaseEngine {
    checkArguments('DatabaseEngine.postgres', { props });
    const version = props.version ?? rds.PostgresEngineVersion.VER_17;
    return new DatabaseEngine(
      rds.DatabaseInstanceEngine.postgres({ version }),
      version.postgresFullVersion,
      version.postgresMajorVersion,
      POSTGRES,
    );
  }

  /** MySQL. */
  public static mysql(props: MysqlEngineProps = {}): DatabaseEngine {
    checkArguments('DatabaseEngine.mysql', { props });
    const version = props.version ?? MYSQL_8_4;
    return new DatabaseEngine(
      rds.DatabaseInstanceEngine.mysql({ version }),
      version.mysqlFullVersion,
      version.mysqlMajorVersion,
      MYSQL,
    );
  }

  private constructor(
    /** @internal */
    public readonly _engine: rds.IInstanceEngine,
    /** @internal */
    public readonly _fullVersion: string,
    /** @internal */
    public readonly _majorVersion: string,
    /** @internal */
    public readonly _traits: EngineTraits,
  ) {}
}

const POSTGRES: EngineTraits = {
  name: 'PostgreSQL',
  port: 5432,
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
  tlsParameter: 'rds.force_ssl',
  // Statements that take a second or more are logged.
  parameters: { 'rds.force_ssl': '1', log_min_duration_statement: '1000' },
  // A replica that has less of these than its writer stops replaying, and CloudFormation changes the writer first. Their
  // defaults follow memory and vCPUs. So replicas take ten times the connections of a writer of their own class, up to
  // RDS's own limit, and the workers of the largest: the writer may grow tenfold before they do.
  // https://www.postgresql.org/docs/current/hot-standby.html#HOT-STANDBY-ADMIN
  replicaParameters: {
    max_connections: 'LEAST({DBInstanceClassMemory/953139},5000)',
    max_worker_processes: '256',
  },
  logExports: ['postgresql', 'upgrade'],
  rotationHandler: 'rotation-postgres',
  // max_connections is LEAST({DBInstanceClassMemory/9531392}, 5000):
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections
  bytesPerConnection: 9_531_392,
  mostConnections: 5000,
  reservedNames: ['admin', 'public', 'rdsadmin', 'rdsrepladmin', 'user'],
  longestUsername: 63,
  insightsOnSmallBurstables: true,
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.RDS_Fea_Regions_DB-eng.Feature.RDSProxy.html
  proxyVersions: ['11', '12', '13', '14', '15', '16', '17'],
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html#rds-proxy.limits
  proxyPinningFilters: false,
  clientPasswordType: rds.ClientPasswordAuthType.POSTGRES_SCRAM_SHA_256,
  majorVersionsListed: true,
};

const MYSQL: EngineTraits = {
  name: 'MySQL',
  port: 3306,
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html
  tlsParameter: 'require_secure_transport',
  parameters: { require_secure_transport: 'ON', slow_query_log: '1', long_query_time: '1', log_output: 'FILE' },
  // MySQL's replicas go on with fewer connections than their writer.
  replicaParameters: {},
  logExports: ['error', 'slowquery'],
  rotationHandler: 'rotation-mysql',
  // max_connections is {DBInstanceClassMemory/12582880}; same source.
  bytesPerConnection: 12_582_880,
  mostConnections: 100_000,
  reservedNames: ['mysql', 'rdsadmin', 'rdsrepladmin', 'root'],
  longestUsername: 16,
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DatabaseInsights.Engines.html
  insightsOnSmallBurstables: false,
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.RDS_Fea_Regions_DB-eng.Feature.RDSProxy.html
  proxyVersions: ['5.7', '8.0', '8.4'],
  proxyPinningFilters: true,
  clientPasswordType: rds.ClientPasswordAuthType.MYSQL_CACHING_SHA2_PASSWORD,
  majorVersionsListed: false,
};
