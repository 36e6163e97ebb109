import { checkArguments } from '../internal/checks/types';

/** Options of a rule about countries. */
export interface CountriesOptions {
  /**
   * Whether requests from elsewhere are counted in metrics and logs only, and let through.
   *
   * @default false
   */
  readonly onTrial?: boolean;
}

/**
 * Which countries are served, by the address that a request comes from. Anybody can rent an address elsewhere: it is for
 * compliance and noise, not a defence.
 */
export class Countries {
  /**
   * These countries alone.
   *
   * @param codes ISO 3166-1 alpha-2, such as `FR`, up to 50
   */
  public static only(codes: string[], options: CountriesOptions = {}): Countries {
    checkArguments('Countries.only', { codes, options });
    return new Countries([...codes], false, options.onTrial ?? false);
  }

  /**
   * All but these countries.
   *
   * @param codes ISO 3166-1 alpha-2, such as `FR`, up to 50
   */
  public static except(codes: string[], options: CountriesOptions = {}): Countries {
    checkArguments('Countries.except', { codes, options });
    return new Countries([...codes], true, options.onTrial ?? false);
  }

  private constructor(
    /** @internal */
    public readonly _codes: string[],
    /** @internal */
    public readonly _blocked: boolean,
    /** @internal */
    public readonly _onTrial: boolean,
  ) {}
}
