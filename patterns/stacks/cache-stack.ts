import { Construct } from 'constructs';
import { CacheUse } from '../../lib/cache/cache-use';
import { ReplicatedCache } from '../../lib/cache/replicated-cache';
import { INetwork } from '../../lib/network/i-network';
import { AppCache } from '../app-cache';
import { CacheSizes } from '../stage-sizes';
import { AppStack, AppStackProps } from './base';

export interface CacheStackProps extends AppStackProps {
  readonly sizes: CacheSizes;
  readonly network: INetwork;
  readonly options?: AppCache;
}

/** A stack of its own: resharding wants to be the only change, and is not rolled back. */
export class CacheStack extends AppStack {
  public readonly cache: ReplicatedCache;

  constructor(scope: Construct, props: CacheStackProps) {
    super(scope, { id: 'Cache', part: 'cache', holds: 'Valkey cache' }, props);
    const { network, options, sizes } = props;
    this.cache = new ReplicatedCache(this, 'Cache', {
      ...options,
      ...sizes,
      vpc: network.vpc,
      vpcSubnets: network.allIsolatedSubnets,
      use: options?.use ?? CacheUse.readThrough(),
      // Those of further shards stand in the ops stack, which changes with them.
      watchedShards: 1,
    });
  }
}
