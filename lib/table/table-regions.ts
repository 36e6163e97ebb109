import { checkArguments } from '../internal/checks/types';

/**
 * The Regions that a table is in, besides the one of its stack.
 *
 * DynamoDB takes or drops one eventually consistent replica per update, and an update that does should do nothing else:
 * it takes minutes to hours.
 */
export class TableRegions {
  /** The Region of the stack only. Replicas may be added later, one per deployment. */
  public static single(): TableRegions {
    return new TableRegions([]);
  }

  /**
   * The Region of the stack, and a replica in each of these.
   *
   * @param regions such as `eu-west-1`; not the stack's own
   */
  public static replicas(regions: string[]): TableRegions {
    checkArguments('TableRegions.replicas', { regions });
    return new TableRegions([...regions]);
  }

  private constructor(private readonly regions: readonly string[]) {}

  /** @internal */
  public get _replicas(): readonly string[] {
    return this.regions;
  }
}
