/**
 * How storage and its requests are paid. To `ioOptimized` once in 30 days, and back at any time; both in place and
 * without downtime, but for classes with local NVMe (r6gd, r8gd), which restart.
 *
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.StorageReliability.html
 */
export class AuroraStorage {
  /** 0.10 $ a GiB and month, and 0.20 $ a million requests. The cheaper one below a quarter of the bill in requests. */
  public static standard(): AuroraStorage {
    return new AuroraStorage('aurora');
  }

  /** No price of requests; 0.225 $ a GiB and month, and instances or ACUs cost 30 % more. */
  public static ioOptimized(): AuroraStorage {
    return new AuroraStorage('aurora-iopt1');
  }

  private constructor(
    /** @internal */
    public readonly _type: string,
  ) {}
}
