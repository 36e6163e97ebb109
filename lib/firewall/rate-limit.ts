import { Duration } from 'aws-cdk-lib';
import { checkArguments } from '../internal/checks/types';

/** How many requests are too many. */
export interface RateLimitOptions {
  /** Requests within `window` from one source, from 10 to 2,000,000,000. More are refused with status 429 until it calms. */
  readonly requests: number;
  /**
   * How far back requests are counted: 1, 2, 5 or 10 minutes.
   *
   * @default Duration.minutes(5)
   */
  readonly window?: Duration;
  /**
   * Only requests whose path begins so count, such as `/login`, in whatever spelling: upper case, percent-encoded, with
   * `..`.
   *
   * @default - all requests
   */
  readonly pathPrefix?: string;
  /**
   * The name of the rule in metrics and logs. It must be given where two limits of one kind are in one web ACL.
   *
   * @default - by the kind of limit, such as `RatePerIp`
   */
  readonly name?: string;
  /**
   * Whether requests over the limit are counted in metrics and logs only, and let through.
   *
   * @default false
   */
  readonly onTrial?: boolean;
}

interface RateKey {
  readonly kind: 'ip' | 'header';
  readonly name?: string;
}

/**
 * A limit of requests from one source. WAF estimates, and takes up to a minute to act and to calm down; it keeps
 * floods away, and is no way to meter an API (https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-caveats.html).
 */
export class RateLimit {
  /** Each IP address, which may be a whole office or a mobile network. */
  public static perIp(options: RateLimitOptions): RateLimit {
    checkArguments('RateLimit.perIp', { options });
    return new RateLimit('RatePerIp', [{ kind: 'ip' }], options);
  }

  /**
   * Each value of a header, from any address. Requests without the header are not limited, so it must be one that the
   * app insists on.
   *
   * @param header the name of the header, such as `x-api-key`
   */
  public static perHeader(header: string, options: RateLimitOptions): RateLimit {
    checkArguments('RateLimit.perHeader', { header, options });
    return new RateLimit('RatePerHeader', [{ kind: 'header', name: header }], options);
  }

  /**
   * Each value of a header from each IP address. Requests without the header are not limited.
   *
   * @param header the name of the header, such as `x-api-key`
   */
  public static perIpAndHeader(header: string, options: RateLimitOptions): RateLimit {
    checkArguments('RateLimit.perIpAndHeader', { header, options });
    return new RateLimit('RatePerIpAndHeader', [{ kind: 'ip' }, { kind: 'header', name: header }], options);
  }

  /** @internal */
  public readonly _name: string;
  /** @internal */
  public readonly _windowSeconds: number;

  private constructor(
    defaultName: string,
    /** @internal */
    public readonly _keys: RateKey[],
    /** @internal */
    public readonly _options: RateLimitOptions,
  ) {
    this._name = _options.name ?? defaultName;
    this._windowSeconds = (_options.window ?? Duration.minutes(5)).toSeconds({ integral: false });
  }
}
