import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { merge } from '../lib/internal/merge';
import { StageCustomization } from './stage-customization';
import { CacheSizes, StageSizes, WorkersSizes } from './stage-sizes';

/**
 * The cache that a stage without one begins with. One type of node in all stages: the cache grows by shards, and
 * resharding wants to be its stack's only change.
 */
const FIRST_CACHE: CacheSizes = { shards: 1, nodeType: new ec2.InstanceType('m7g.large') };

/** The workers that a stage without any begins with. */
const FIRST_WORKERS: WorkersSizes = { minTasks: 2, maxTasks: 2 };

/** Sizes with others over them, group by group. */
export function customizedSizes(sizes: StageSizes, changes: StageCustomization): StageSizes {
  return {
    network: merge(sizes.network, changes.network),
    web: merge(sizes.web, changes.web),
    database: merge(sizes.database, changes.database),
    cache: changes.cache ? merge(sizes.cache ?? FIRST_CACHE, changes.cache) : sizes.cache,
    workers: changes.workers ? merge(sizes.workers ?? FIRST_WORKERS, changes.workers) : sizes.workers,
    messaging: merge(sizes.messaging, changes.messaging),
    edge: merge(sizes.edge, changes.edge),
    operations: merge(sizes.operations, changes.operations),
  };
}
