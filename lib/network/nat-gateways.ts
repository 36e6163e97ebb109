/**
 * How private subnets reach the internet.
 *
 * Every choice can follow every other in place: the gateways' and routes' logical IDs stay, a route only changes the
 * gateway that it points to.
 */
export class NatGateways {
  /** No gateway and no way out of private subnets, which then reach S3 and DynamoDB only. Costs nothing. */
  public static none(): NatGateways {
    return new NatGateways(() => 0);
  }

  /**
   * One gateway, in the first zone, for the private subnets of all zones. If that zone fails, the others lose their way
   * out. Costs about 36.50 $ a month (gateway 32.85, address 3.65) and 0.045 $ a GB.
   */
  public static one(): NatGateways {
    return new NatGateways(() => 1);
  }

  /**
   * One gateway in each zone in use, so that no zone depends on another. Costs about 36.50 $ a month and zone, and
   * 0.045 $ a GB, without the charge for traffic between zones.
   */
  public static perZone(): NatGateways {
    return new NatGateways((zonesInUse) => zonesInUse);
  }

  private constructor(private readonly count: (zonesInUse: number) => number) {}

  /** @internal */
  public _count(zonesInUse: number): number {
    return this.count(zonesInUse);
  }
}
