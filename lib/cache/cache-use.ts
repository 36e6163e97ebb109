import { Urgency } from '../internal/alarm';

interface CacheUseTraits {
  /** What the engine drops when its memory is full. */
  readonly evictionPolicy: string;
  /** How many keys all nodes may drop in a minute before that is an alarm. */
  readonly evictionsPerMinute: number;
  /** Whether what it drops is lost to users, so that somebody must get up, or is read again from where it came. */
  readonly evictionUrgency: Urgency;
  /** Whether what it holds is worth a snapshot when the cache is deleted. */
  readonly finalSnapshot: boolean;
  readonly snapshotDays: number;
}

/**
 * What a cache holds, and so what it may drop when its memory is full. It changes in place, but a cache that holds two
 * things drops the wrong one: give each its own.
 *
 * Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html
 */
export class CacheUse {
  /**
   * Sessions, each with a time to live. When memory is full, the sessions that nobody used for longest go first
   * (`volatile-lru`), so those users log in again; any that goes is an alarm. A key without a time to live never goes.
   */
  public static sessionState(): CacheUse {
    return new CacheUse({
      evictionPolicy: 'volatile-lru',
      evictionsPerMinute: 0,
      evictionUrgency: 'page',
      finalSnapshot: true,
      snapshotDays: 1,
    });
  }

  /**
   * Copies of what a database or another service has. Any may go at any time, the least recently used first
   * (`allkeys-lru`), and is read again. Nothing is saved when the cache is deleted.
   */
  public static readThrough(): CacheUse {
    return new CacheUse({
      evictionPolicy: 'allkeys-lru',
      evictionsPerMinute: 1000,
      evictionUrgency: 'notice',
      finalSnapshot: false,
      snapshotDays: 0,
    });
  }

  /**
   * Results of jobs, each with a time to live until somebody fetches it. When memory is full, those that would end
   * soonest go first (`volatile-ttl`); any that goes is an alarm.
   */
  public static jobResults(): CacheUse {
    return new CacheUse({
      evictionPolicy: 'volatile-ttl',
      evictionsPerMinute: 0,
      evictionUrgency: 'page',
      finalSnapshot: true,
      snapshotDays: 1,
    });
  }

  private constructor(
    /** @internal */
    public readonly _traits: CacheUseTraits,
  ) {}
}
