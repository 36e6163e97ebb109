import { Construct } from 'constructs';
import { CacheUse } from '../../lib/cache/cache-use';
import { ReplicatedCache } from '../../lib/cache/replicated-cache';
import { Network } from '../../lib/network/network';
import { StageSizes } from '../stage-sizes';
import { AppStack, AppStackProps } from './base';

export interface CacheStackProps extends AppStackProps {
  readonly sizes: StageSizes;
  readonly network: Network;
}

/** The shards that alarms watch from the first day on, so that none changes in the step that adds shards. */
const MOST_SHARDS = 16;

/** A stack of its own: resharding wants to be the only change, and is not rolled back. */
export class CacheStack extends AppStack {
  public readonly cache: ReplicatedCache;

  constructor(scope: Construct, props: CacheStackProps) {
    super(scope, { id: 'Cache', part: 'cache', holds: 'Valkey cache' }, props);
    const { network, sizes } = props;
    this.cache = new ReplicatedCache(this, 'Cache', {
      vpc: network.vpc,
      vpcSubnets: network.allIsolatedSubnets,
      use: CacheUse.sessionState(),
      nodeType: sizes.cacheNodeType,
      shards: sizes.cacheShards,
      watchedShards: MOST_SHARDS,
    });
  }
}
