import { checkArguments } from '../internal/checks/types';

/**
 * How replicas of a table agree. Chosen when the table is created: strong consistency can only be given to an empty
 * table, all Regions at once, and cannot be taken back without dropping the replicas.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html
 */
export class Consistency {
  /** Replicas follow within about a second; the last writer wins. Regions may come and go, one per update. */
  public static eventual(): Consistency {
    return new Consistency(false);
  }

  /**
   * A write is in a second Region before it is acknowledged. Wants exactly three Regions of one set (US, EU or AP), so
   * two replicas, from the first deployment on. No TTL and no transactions.
   */
  public static strong(): Consistency {
    return new Consistency(true);
  }

  /**
   * As `strong()`, with a witness in place of the third Region's replica: it votes, holds no table and costs nothing.
   * Wants exactly one replica.
   *
   * @param witnessRegion a Region of the same set
   */
  public static strongWithWitness(witnessRegion: string): Consistency {
    checkArguments('Consistency.strongWithWitness', { witnessRegion });
    return new Consistency(true, witnessRegion);
  }

  private constructor(
    private readonly strong: boolean,
    private readonly witness?: string,
  ) {}

  /** @internal */
  public get _strong(): boolean {
    return this.strong;
  }

  /** @internal */
  public get _witnessRegion(): string | undefined {
    return this.witness;
  }
}

/** Strongly consistent tables keep within one of these. */
export const REGION_SETS: readonly (readonly string[])[] = [
  ['us-east-1', 'us-east-2', 'us-west-2'],
  ['eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-central-1'],
  ['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3'],
];
