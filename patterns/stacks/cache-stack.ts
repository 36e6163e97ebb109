import { Construct } from 'constructs';
import { CacheUse } from '../../lib/cache/cache-use';
import { ReplicatedCache } from '../../lib/cache/replicated-cache';
import { Network } from '../../lib/network/network';
import { StageSizes } from '../stage-sizes';
import { AppStack, AppStackProps } from './base';

export interface CacheStackProps extends AppStackProps {
  readonly sizes: StageSizes;
  readonly network: Network;
  readonly use: CacheUse;
}

/** A stack of its own: resharding wants to be the only change, and is not rolled back. */
export class CacheStack extends AppStack {
  public readonly cache: ReplicatedCache;

  constructor(scope: Construct, props: CacheStackProps) {
    super(scope, { id: 'Cache', part: 'cache', holds: 'Valkey cache' }, props);
    const { network, sizes } = props;
    this.cache = new ReplicatedCache(this, 'Cache', {
      vpc: network.vpc,
      vpcSubnets: network.allIsolatedSubnets,
      use: props.use,
      nodeType: sizes.cacheNodeType,
      shards: sizes.cacheShards,
      // Those of further shards stand in the ops stack, which changes with them.
      watchedShards: 1,
    });
  }
}
