import { CacheUse } from '../lib/cache/cache-use';
import { ReplicatedCacheOptions } from '../lib/cache/replicated-cache-props';

/**
 * The cache of an app, from the stage on that has one. The stage decides its shards and its nodes.
 */
export interface AppCache extends ReplicatedCacheOptions {
  /**
   * What the cache holds, and so what it drops when it is full.
   *
   * @default CacheUse.readThrough()
   */
  readonly use?: CacheUse;
}
