/**
 * Whether a database outlives the loss of a zone. Changing it is an in-place update, without downtime.
 *
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.Migrating.html
 */
export class Availability {
  /** One instance in a zone that RDS picks: minutes of downtime when it is patched, hours when its zone is lost. */
  public static singleAz(): Availability {
    return new Availability(false);
  }

  /** A standby in another zone, written synchronously; failover in one to two minutes. Doubles the price. */
  public static multiAz(): Availability {
    return new Availability(true);
  }

  private constructor(
    /** @internal */
    public readonly _multiAz: boolean,
  ) {}
}
