import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { CacheAlarmThresholds } from './alarms';
import { CacheAccess } from './cache-access';
import { CacheScaling } from './cache-scaling';
import { CacheUse } from './cache-use';
import { ValkeyVersion } from './valkey-version';

/** What a `ReplicatedCache` is made from, wherever it stands and whatever its size. */
export interface ReplicatedCacheOptions {
  /**
   * How apps log in.
   *
   * @default CacheAccess.iam()
   */
  readonly access?: CacheAccess;

  /**
   * What the users may do, in the engine's own words for access rules, without passwords.
   *
   * @default - every key, every channel, and every command but the dangerous ones: `on ~* &* +@all -@dangerous +info`
   */
  readonly accessString?: string;

  /**
   * How many replicas each shard is created with, from 1 to 5, in other zones than its primary node. It can never change,
   * but by `CacheScaling.replicas()`.
   *
   * @default 1
   */
  readonly replicasPerShard?: number;

  /**
   * Whether shards or replicas come and go by themselves.
   *
   * @default CacheScaling.none()
   */
  readonly scaling?: CacheScaling;

  /**
   * How many nodes a cluster may have in this account, from 90 to 500, once AWS has raised that quota. It is compared
   * with shards × (1 + replicas), as many as there may be after scaling.
   *
   * @default - 90, what every account has (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Shards.html)
   */
  readonly nodeQuota?: number;

  /**
   * The version of Valkey. It goes up in place, and never back.
   *
   * @default ValkeyVersion.V8_2
   */
  readonly version?: ValkeyVersion;

  /**
   * The port of every node. It can never change.
   *
   * @default 6379
   */
  readonly port?: number;

  /**
   * The key of what is written to disks: snapshots, and what is swapped or synchronised. It can never change.
   *
   * @default - AWS's own key for ElastiCache, which is free, and whose snapshots no other account can read
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * How long daily snapshots are kept, up to 35 days; 0 for none.
   *
   * @default - one day for sessions and job results, none for a read-through cache
   */
  readonly snapshotRetention?: Duration;

  /**
   * When the daily snapshot is taken, in UTC, an hour or more.
   *
   * @default '03:00-04:00'
   */
  readonly snapshotWindow?: string;

  /**
   * When ElastiCache may patch nodes, in UTC, an hour or more. Replicas go first, then each shard fails over.
   *
   * @default 'sun:04:30-sun:05:30'
   */
  readonly maintenanceWindow?: string;

  /**
   * Parameters of the engine beside those of this construct (cluster mode, and what is dropped when memory is full).
   *
   * @default - none
   */
  readonly parameters?: { [name: string]: string };

  /**
   * How long the slow log and the engine's log stay in CloudWatch.
   *
   * @default logs.RetentionDays.ONE_MONTH
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * When the alarms go off.
   *
   * @default - see each threshold
   */
  readonly alarmThresholds?: CacheAlarmThresholds;
}

/** Props of a `ReplicatedCache`. */
export interface ReplicatedCacheProps extends ReplicatedCacheOptions {
  /** The VPC of the cache. */
  readonly vpc: ec2.IVpc;

  /** The subnets of the cache: isolated ones, and those of all zones, used yet or not. They can never change. */
  readonly vpcSubnets: ec2.SubnetSelection;

  /** What the cache holds, and so what it may drop when it is full. */
  readonly use: CacheUse;

  /**
   * The type of each node, without `cache.` in front. It changes in place and online, to any type that has the memory.
   *
   * @default - t4g.small
   */
  readonly nodeType?: ec2.InstanceType;

  /**
   * How many parts the keys are divided into, from 1 to 90, each with a primary node. It changes online, if nothing else
   * in the stack changes with it. It is not rolled back.
   *
   * @default 1
   */
  readonly shards?: number;

  /**
   * For how many shards there are alarms on single nodes (evictions, lag, connections), whether those shards are there
   * yet or not: 0.30 $ a month for each node. Where more come by `shards`, give the least that there ever are, here, and
   * have the others watched from another stack by `watchFurtherShards`, so that resharding changes nothing beside it;
   * or raise this number in a step before.
   *
   * @default - `shards`; where they scale by themselves, the most that there may be
   */
  readonly watchedShards?: number;

  /**
   * Who hears of the alarms, and of their end.
   *
   * @default - nobody: give the alarms their actions by `alarms`
   */
  readonly alarmTopic?: sns.ITopic;

  /**
   * Who hears of the alarms that are notices, early signs, and of their end.
   *
   * @default - `alarmTopic`, which then has all alarms
   */
  readonly noticeTopic?: sns.ITopic;
}
