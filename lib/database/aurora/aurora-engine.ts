import * as rds from 'aws-cdk-lib/aws-rds';
import { checkArguments } from '../../internal/checks/types';
import { EngineIdentity } from '../shared/common-checks';

/** Props of `AuroraEngine.postgres`. */
export interface AuroraPostgresEngineProps {
  /**
   * A release series (`rds.AuroraPostgresEngineVersion.of('17', '17')`), in which RDS chooses the minor version and
   * upgrades it in the maintenance window; or one minor version (`VER_17_9`), which goes up with a deployment alone.
   *
   * @default - the series PostgreSQL 17
   */
  readonly version?: rds.AuroraPostgresEngineVersion;
}

/** Props of `AuroraEngine.mysql`. */
export interface AuroraMysqlEngineProps {
  /**
   * A release series (`rds.AuroraMysqlEngineVersion.of('8.0', '8.0')`), in which RDS chooses the minor version and
   * upgrades it in the maintenance window; or one minor version (`VER_3_10_4`), which goes up with a deployment alone.
   *
   * @default - the series MySQL 8.0, which is Aurora MySQL 3
   */
  readonly version?: rds.AuroraMysqlEngineVersion;
}

interface AuroraTraits extends EngineIdentity {
  readonly name: string;
  readonly parameters: Record<string, string>;
  readonly logExports: string[];
  readonly rotationHandler: string;
  readonly backtrack: boolean;
  /** Of the cluster volume: what its fullness is read from. */
  readonly reportsBytesLeft: boolean;
  readonly wrapsAround: boolean;
  /** The most connections of a serverless instance that may go below one ACU. */
  readonly smallServerlessConnections: number;
  /** The instance types that Database Insights does not watch. */
  readonly withoutInsights: RegExp | undefined;
  /** About how many connections an instance of so many bytes of memory takes. */
  readonly maxConnections: (memoryBytes: number) => number;
  /** What RDS Proxy takes of it. */
  readonly proxy: {
    readonly takes: (fullVersion: string, majorVersion: string) => boolean;
    readonly versions: string;
    readonly pinningFilters: boolean;
    readonly clientPasswordType: rds.ClientPasswordAuthType;
  };
  /** Whether a minor version can pause at zero ACUs. */
  readonly pauses: (fullVersion: string, majorVersion: string) => boolean;
}

/**
 * An engine of Aurora and its version. The engine is a one-way door; the major version goes up in place, and the database
 * is down meanwhile.
 */
export class AuroraEngine {
  /** PostgreSQL. */
  public static postgres(props: AuroraPostgresEngineProps = {}): AuroraEngine {
    checkArguments('AuroraEngine.postgres', { props });
    const version = props.version ?? rds.AuroraPostgresEngineVersion.of('17', '17');
    return new AuroraEngine(
      rds.DatabaseClusterEngine.auroraPostgres({ version }),
      version.auroraPostgresFullVersion,
      version.auroraPostgresMajorVersion,
      POSTGRES,
    );
  }

  /** MySQL. */
  public static mysql(props: AuroraMysqlEngineProps = {}): AuroraEngine {
    checkArguments('AuroraEngine.mysql', { props });
    const version = props.version ?? rds.AuroraMysqlEngineVersion.of('8.0', '8.0');
    return new AuroraEngine(
      rds.DatabaseClusterEngine.auroraMysql({ version }),
      version.auroraMysqlFullVersion,
      version.auroraMysqlMajorVersion,
      MYSQL,
    );
  }

  private constructor(
    /** @internal */
    public readonly _engine: rds.IClusterEngine,
    /** @internal */
    public readonly _fullVersion: string,
    /** @internal */
    public readonly _majorVersion: string,
    /** @internal */
    public readonly _traits: AuroraTraits,
  ) {}

  /**
   * Whether RDS chooses the minor version.
   *
   * @internal
   */
  public get _isSeries(): boolean {
    return this._fullVersion === this._majorVersion;
  }

  /**
   * Whether instances of this version can pause. Of a series RDS takes a recent minor version.
   *
   * @internal
   */
  public get _pauses(): boolean {
    return this._traits.pauses(this._fullVersion, this._majorVersion);
  }
}

/** The least minor version of each major one that pauses at zero ACUs: 13.15, 14.12, 15.7, 16.3, and all later ones. */
const POSTGRES_PAUSES: Record<string, number> = { 13: 15, 14: 12, 15: 7, 16: 3 };
const FIRST_MYSQL_3_THAT_PAUSES = 8;

function postgresPauses(fullVersion: string, majorVersion: string): boolean {
  const major = Number(majorVersion);
  if (major > 16 || fullVersion === majorVersion) return major >= 13;
  return Number(fullVersion.split('.')[1]) >= (POSTGRES_PAUSES[majorVersion] ?? Infinity);
}

function mysqlPauses(fullVersion: string, majorVersion: string): boolean {
  if (majorVersion !== '8.0') return Number(majorVersion) > 8;
  // Of the series 8.0 RDS may choose a version before 3.08.
  const minor = /mysql_aurora\.3\.(\d+)/.exec(fullVersion)?.[1];
  return minor !== undefined && Number(minor) >= FIRST_MYSQL_3_THAT_PAUSES;
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.Aurora_Fea_Regions_DB-eng.Feature.RDS_Proxy.html */
const POSTGRES_PROXIED = ['11', '12', '13', '14', '15', '16', '17'];

/** 3.01.0 and later, 2.11 and later, 2.07. Of a series RDS takes a recent minor version. */
function mysqlProxied(fullVersion: string, majorVersion: string): boolean {
  if (majorVersion === '8.0') return true;
  if (majorVersion !== '5.7') return false;
  const minor = /mysql_aurora\.2\.(\d+)/.exec(fullVersion)?.[1];
  return minor === undefined || Number(minor) >= 11 || Number(minor) === 7;
}

const POSTGRES: AuroraTraits = {
  name: 'PostgreSQL',
  port: 5432,
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html
  tlsParameter: 'rds.force_ssl',
  // Statements that take a second or more are logged.
  parameters: { 'rds.force_ssl': '1', log_min_duration_statement: '1000' },
  logExports: ['postgresql'],
  rotationHandler: 'rotation-postgres',
  reservedNames: ['admin', 'public', 'rdsadmin', 'rdsrepladmin', 'user'],
  longestUsername: 63,
  backtrack: false,
  reportsBytesLeft: false,
  wrapsAround: true,
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html
  smallServerlessConnections: 2000,
  withoutInsights: undefined,
  // LEAST({DBInstanceClassMemory/9531392}, 5000):
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Managing.html
  maxConnections: (bytes) => Math.min(bytes / 9_531_392, 5000),
  proxy: {
    takes: (_, majorVersion) => POSTGRES_PROXIED.includes(majorVersion),
    versions: POSTGRES_PROXIED.join(', '),
    pinningFilters: false,
    clientPasswordType: rds.ClientPasswordAuthType.POSTGRES_SCRAM_SHA_256,
  },
  pauses: postgresPauses,
};

const MYSQL: AuroraTraits = {
  name: 'MySQL',
  port: 3306,
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Security.html
  tlsParameter: 'require_secure_transport',
  parameters: { require_secure_transport: 'ON', slow_query_log: '1', long_query_time: '1', log_output: 'FILE' },
  logExports: ['error', 'slowquery'],
  rotationHandler: 'rotation-mysql',
  reservedNames: ['mysql', 'rdsadmin', 'rdsrepladmin', 'root'],
  longestUsername: 16,
  backtrack: true,
  reportsBytesLeft: true,
  wrapsAround: false,
  smallServerlessConnections: Infinity,
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DatabaseInsights.Engines.html
  withoutInsights: /^(t2|t3)\.|^t4g\.(micro|small)$/,
  // GREATEST({log(DBInstanceClassMemory/805306368)*45},{log(DBInstanceClassMemory/8187281408)*1000}), to the base two:
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Performance.html
  maxConnections: (bytes) =>
    Math.min(Math.max(Math.log2(bytes / 805_306_368) * 45, Math.log2(bytes / 8_187_281_408) * 1000), 16_000),
  proxy: {
    takes: mysqlProxied,
    versions: '2.07, 2.11 and later of 2, and 3',
    pinningFilters: true,
    clientPasswordType: rds.ClientPasswordAuthType.MYSQL_CACHING_SHA2_PASSWORD,
  },
  pauses: mysqlPauses,
};
