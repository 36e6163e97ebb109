import { checkArguments } from '../internal/checks/types';

/** How far shards scale, and by what. */
export interface ShardScalingOptions {
  /**
   * Shards that there always are. A higher number takes effect at once, without a change of the cache itself.
   *
   * @default - the cache's `shards`
   */
  readonly min?: number;
  /** Shards at most, up to 250. With their replicas they must be within `nodeQuota`. */
  readonly max: number;
  /**
   * The memory in use, in percent and on average over all primary nodes, that scaling aims for.
   *
   * @default - 60, unless `cpuPercent` is given
   */
  readonly memoryPercent?: number;
  /**
   * The use of the engine's CPU, in percent and on average over all primary nodes, that scaling aims for. One metric a
   * cache: AWS advises against two.
   *
   * @default - scaling follows memory
   */
  readonly cpuPercent?: number;
  /**
   * Whether shards also go. Each that goes moves its keys first, which loads the others for minutes to hours.
   *
   * @default false
   */
  readonly scaleIn?: boolean;
}

/** How far the replicas of each shard scale. */
export interface ReplicaScalingOptions {
  /** Replicas of each shard at most, up to 5. */
  readonly max: number;
  /**
   * The use of the engine's CPU, in percent and on average over all replicas, that scaling aims for.
   *
   * @default 60
   */
  readonly cpuPercent?: number;
  /**
   * Whether replicas also go.
   *
   * @default true
   */
  readonly scaleIn?: boolean;
}

interface Dimension {
  readonly name: 'NodeGroups' | 'Replicas';
  readonly min: number | undefined;
  readonly max: number;
  readonly metric: string;
  readonly target: number;
  readonly scaleIn: boolean;
}

const MEMORY = 'ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage';
const PRIMARY_CPU = 'ElastiCachePrimaryEngineCPUUtilization';
const REPLICA_CPU = 'ElastiCacheReplicaEngineCPUUtilization';
const DEFAULT_TARGET = 60;

/**
 * Whether a cache changes its size by itself, through Application Auto Scaling: its shards or its replicas, not both.
 * It goes on, off and from one to another in place. Node types of the families and sizes that it serves only
 * (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html).
 */
export class CacheScaling {
  /** The size is what the props say. */
  public static none(): CacheScaling {
    return new CacheScaling();
  }

  /**
   * Shards come, and go if they may: for more memory, or for more writes. While they do, leave the cache's `shards` as
   * it is, and raise `min` instead.
   */
  public static shards(options: ShardScalingOptions): CacheScaling {
    checkArguments('CacheScaling.shards', { options });
    const byCpu = options.cpuPercent !== undefined;
    return new CacheScaling(
      {
        name: 'NodeGroups',
        min: options.min,
        max: options.max,
        metric: byCpu ? PRIMARY_CPU : MEMORY,
        target: options.cpuPercent ?? options.memoryPercent ?? DEFAULT_TARGET,
        scaleIn: options.scaleIn ?? false,
      },
      byCpu && options.memoryPercent !== undefined,
    );
  }

  /** Replicas of each shard come and go, never fewer than the cache's `replicasPerShard`: for more reads. */
  public static replicas(options: ReplicaScalingOptions): CacheScaling {
    checkArguments('CacheScaling.replicas', { options });
    return new CacheScaling({
      name: 'Replicas',
      min: undefined,
      max: options.max,
      metric: REPLICA_CPU,
      target: options.cpuPercent ?? DEFAULT_TARGET,
      scaleIn: options.scaleIn ?? true,
    });
  }

  private constructor(
    /** @internal */
    public readonly _dimension?: Dimension,
    /** @internal */
    public readonly _twoMetrics: boolean = false,
  ) {}
}
