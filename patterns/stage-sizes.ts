import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Availability } from '../lib/database/rds/availability';
import { SteadyStateLevel } from '../lib/monitoring/steady-state-level';
import { NatGateways } from '../lib/network/nat-gateways';
import { Capacity } from '../lib/service/capacity/capacity';
import { Deployment } from '../lib/service/deployment/deployment';

/** What a stage decides of the network. */
export interface NetworkSizes {
  /** Availability Zones that run things, 2 or 3. The subnets of three exist in every stage. */
  readonly zonesInUse: number;
  /** NAT gateways; without one, tasks run in public subnets. */
  readonly natGateways: NatGateways;
}

/** What a stage decides of the web's containers. */
export interface WebSizes {
  /** CPU of one task in units, 1024 to a vCPU. */
  readonly cpu: number;
  /** Memory of one task in MiB. */
  readonly memoryMiB: number;
  /** Tasks that always run. */
  readonly minTasks: number;
  /** Tasks at most. */
  readonly maxTasks: number;
  /**
   * Requests a minute that one task answers well, by which tasks scale beside their CPU.
   *
   * @default - tasks scale by their CPU alone
   */
  readonly requestsPerTaskPerMinute?: number;
  /** What the tasks run on. */
  readonly capacity: Capacity;
  /** How a new version replaces the running one. */
  readonly deployment: Deployment;
}

/** What a stage decides of the database. */
export interface DatabaseSizes {
  /** Instance class of the writer and its read replicas. */
  readonly instanceType: ec2.InstanceType;
  /**
   * Storage in GiB. It never shrinks from stage to stage: it stays, or is at least 110 % of every earlier stage's
   * `maxStorageGiB`, since RDS refuses a size that storage autoscaling has passed by then.
   */
  readonly storageGiB: number;
  /**
   * Operations a second that the storage gives, from 400 GiB on.
   *
   * @default - what comes with the size: 3,000, and 12,000 from 400 GiB on
   */
  readonly storageIops?: number;
  /**
   * MiB a second that the storage gives, from 400 GiB on.
   *
   * @default - what comes with the size: 125, and 500 from 400 GiB on
   */
  readonly storageThroughputMiBps?: number;
  /** Where storage autoscaling ends, in GiB; it can be raised at any time. */
  readonly maxStorageGiB: number;
  /** Whether a standby takes over when the database's zone fails. */
  readonly availability: Availability;
  /**
   * Connections that a task opens to the writer at most, and again to all readers together. The app is told fewer, by
   * `DATABASE_POOL_SIZE`, where all tasks that the stage may run, twice while a deployment goes on, would open more than
   * the database takes.
   */
  readonly connectionsPerTask: number;
  /** Read replicas. */
  readonly readReplicas: number;
  /** Whether a proxy pools the connections. */
  readonly proxy: boolean;
  /** Whether backups are copied to a second Region. */
  readonly backupCopies: boolean;
}

/** What a stage decides of the cache. */
export interface CacheSizes {
  /** Shards, 1 or more. */
  readonly shards: number;
  /** Type of each node. Keep it the same in stages of which one reshards: that wants to be the only change. */
  readonly nodeType: ec2.InstanceType;
}

/** What a stage decides of the workers. Between the two bounds a pool follows its backlog. */
export interface WorkersSizes {
  /** Tasks of each pool that always run. */
  readonly minTasks: number;
  /** Tasks of each pool at most. */
  readonly maxTasks: number;
}

/** What a stage decides of messaging. */
export interface MessagingSizes {
  /** Whether there is a topic whose events fan out to queues. */
  readonly eventFanOut: boolean;
}

/** What a stage decides of the edge. */
export interface EdgeSizes {
  /** Whether a web ACL stands in front of the app. */
  readonly webAcl: boolean;
  /**
   * Whether the web ACL's managed rules refuse what they match. Before that they count it, with an alarm and a log that say
   * whom they would refuse.
   */
  readonly managedRulesBlock: boolean;
  /** Whether callers of the API have a CloudFront of their own, which caches nothing. */
  readonly apiShield: boolean;
  /** Whether the alternate domains of an app that has some lead to the main one. */
  readonly domainRedirects: boolean;
  /** Whether the edge shows a page while the app does not answer. */
  readonly fallback: boolean;
}

/** What a stage decides of the app's operation. */
export interface OperationsSizes {
  /** How closely the app is watched. */
  readonly steadyState: SteadyStateLevel;
  /** The month's spending in $ that raises the budget alarm. */
  readonly monthlyBudgetUsd: number;
}

/**
 * What a growth stage decides: sizes, counts and switches, by the part of the app that they are of. Nothing else may
 * differ between stages.
 */
export interface StageSizes {
  /** The network. */
  readonly network: NetworkSizes;
  /** The web's containers. */
  readonly web: WebSizes;
  /** The database. */
  readonly database: DatabaseSizes;
  /**
   * The cache.
   *
   * @default - the stage has no cache
   */
  readonly cache?: CacheSizes;
  /**
   * The workers, and the queue of jobs.
   *
   * @default - the stage has no queue of jobs and no workers
   */
  readonly workers?: WorkersSizes;
  /** Messaging. */
  readonly messaging: MessagingSizes;
  /** The edge. */
  readonly edge: EdgeSizes;
  /** Alarms and budget. */
  readonly operations: OperationsSizes;
}
