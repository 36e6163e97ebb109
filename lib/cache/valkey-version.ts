import { checkArguments } from '../internal/checks/types';

/**
 * A version of Valkey on ElastiCache. It goes up in place, with a failover of each shard, and never back.
 *
 * Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
 */
export class ValkeyVersion {
  /** Valkey 7.2. */
  public static readonly V7_2 = new ValkeyVersion('7.2');
  /** Valkey 8.0. */
  public static readonly V8_0 = new ValkeyVersion('8.0');
  /** Valkey 8.1. */
  public static readonly V8_1 = new ValkeyVersion('8.1');
  /** Valkey 8.2. */
  public static readonly V8_2 = new ValkeyVersion('8.2');

  /**
   * A version that is not listed here.
   *
   * @param version major and minor, such as `9.0`
   */
  public static of(version: string): ValkeyVersion {
    checkArguments('ValkeyVersion.of', { version });
    return new ValkeyVersion(version);
  }

  private constructor(
    /** Major and minor, such as `8.2`. */
    public readonly version: string,
  ) {}

  /** The major version, such as `8`. */
  public get major(): string {
    return this.version.split('.')[0];
  }
}
