import { checkArguments } from '../../internal/checks/types';
import { MYSQL_TUNING, MysqlTuningOptions } from './mysql-tuning';
import { POSTGRES_TUNING, PostgresTuningOptions } from './postgres-tuning';
import { resolveTuning, TunedValue } from './tuned-parameter';

/** Always loaded: RDS loads it by itself, and a list of libraries takes the place of RDS's own. */
const STATEMENT_STATISTICS = 'pg_stat_statements';
const LIBRARIES = 'shared_preload_libraries';

/**
 * How the engine is tuned, by options with units and bounds in place of parameters as text. On Aurora as on RDS, but for
 * the options that say so.
 *
 * Most take effect while the engine runs. Those of `restartParameters` wait for a restart: a change of the group alone
 * restarts nothing, and the instances show `pending-reboot` until someone restarts them, or until CloudFormation next
 * changes the instance, when it restarts one that waits. See docs/database.md.
 */
export class DatabaseTuning {
  /** As RDS has it, but for what every database of this library has: TLS required, slow statements logged. */
  public static standard(): DatabaseTuning {
    return new DatabaseTuning(undefined, [], []);
  }

  /** For PostgreSQL. */
  public static postgres(options: PostgresTuningOptions): DatabaseTuning {
    checkArguments('DatabaseTuning.postgres', { options });
    return new DatabaseTuning('PostgreSQL', resolveTuning(POSTGRES_TUNING, options), options.preloadLibraries ?? []);
  }

  /** For MySQL. */
  public static mysql(options: MysqlTuningOptions): DatabaseTuning {
    checkArguments('DatabaseTuning.mysql', { options });
    return new DatabaseTuning('MySQL', resolveTuning(MYSQL_TUNING, options), []);
  }

  private constructor(
    /** @internal */
    public readonly _engine: string | undefined,
    /** @internal */
    public readonly _values: readonly TunedValue[],
    /** @internal */
    public readonly _libraries: readonly string[],
  ) {}

  /** The engine's names of the parameters of this tuning that take effect at a restart. */
  public get restartParameters(): string[] {
    const names = this._values.filter(({ needsRestart }) => needsRestart).flatMap(({ parameters }) => parameters);
    return this._libraries.length > 0 ? [...names, LIBRARIES] : names;
  }

  /** @internal */
  public _parameters(): Record<string, string> {
    const parameters = Object.fromEntries(
      this._values.flatMap((tuned) => tuned.parameters.map((parameter) => [parameter, tuned.text])),
    ) as Record<string, string>;
    if (this._libraries.length === 0) return parameters;
    const libraries = [...new Set([STATEMENT_STATISTICS, ...this._libraries])];
    return { ...parameters, [LIBRARIES]: libraries.join(',') };
  }

  /**
   * The same on Aurora, where some parameters have other names or bounds.
   *
   * @internal
   */
  public _onAurora(): DatabaseTuning {
    const values = this._values.map((tuned) => (tuned.aurora === 'managed' ? tuned : { ...tuned, ...tuned.aurora }));
    return new DatabaseTuning(this._engine, values, this._libraries);
  }

  /**
   * The options that Aurora sees to by itself.
   *
   * @internal
   */
  public _managedByAurora(): string[] {
    return this._values.filter(({ aurora }) => aurora === 'managed').map(({ option }) => option);
  }

  /** @internal */
  public _maxConnections(): number | undefined {
    return this._values.find(({ option }) => option === 'maxConnections')?.value;
  }
}
