import { Duration } from 'aws-cdk-lib';
import { checkArguments } from '../../internal/checks/types';

/**
 * Whether a MySQL database can be turned back in time within minutes, in place. **A one-way door, both ways**: it can be
 * had from the creation on alone, and once it is off it cannot come back. In between the window changes in place.
 *
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Backtrack.html
 */
export class AuroraBacktrack {
  /** Never. Point-in-time recovery, to a new cluster, is there all the same. */
  public static off(): AuroraBacktrack {
    return new AuroraBacktrack();
  }

  /**
   * As far back as that. 0.012 $ a million change records and hour.
   *
   * @param window from an hour to 72 hours
   */
  public static window(window: Duration): AuroraBacktrack {
    checkArguments('AuroraBacktrack.window', { window });
    return new AuroraBacktrack(window);
  }

  private constructor(
    /** @internal */
    public readonly _window?: Duration,
  ) {}
}
