import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Availability } from '../lib/database/rds/availability';
import { SteadyStateLevel } from '../lib/monitoring/steady-state-level';
import { NatGateways } from '../lib/network/nat-gateways';
import { Capacity } from '../lib/service/capacity/capacity';
import { Deployment } from '../lib/service/deployment/deployment';

/** Values of your own for a stage's network. */
export interface NetworkCustomization {
  /** @default - the stage's zones stay */
  readonly zonesInUse?: number;
  /** @default - the stage's NAT gateways stay */
  readonly natGateways?: NatGateways;
}

/** Values of your own for a stage's web containers. */
export interface WebCustomization {
  /** @default - the stage's CPU units stay */
  readonly cpu?: number;
  /** @default - the stage's memory stays */
  readonly memoryMiB?: number;
  /** @default - the stage's minimum stays */
  readonly minTasks?: number;
  /** @default - the stage's maximum stays */
  readonly maxTasks?: number;
  /** @default - the stage's requests per task stay */
  readonly requestsPerTaskPerMinute?: number;
  /** @default - the stage's capacity stays */
  readonly capacity?: Capacity;
  /** @default - the stage's deployment stays */
  readonly deployment?: Deployment;
}

/** Values of your own for a stage's database. */
export interface DatabaseCustomization {
  /** @default - the stage's instance class stays */
  readonly instanceType?: ec2.InstanceType;
  /** @default - the stage's storage stays */
  readonly storageGiB?: number;
  /** @default - the stage's IOPS stay */
  readonly storageIops?: number;
  /** @default - the stage's throughput stays */
  readonly storageThroughputMiBps?: number;
  /** @default - the stage's limit stays; at least twice the storage */
  readonly maxStorageGiB?: number;
  /** @default - the stage's availability stays */
  readonly availability?: Availability;
  /** @default - the stage's connections stay */
  readonly connectionsPerTask?: number;
  /** @default - the stage's number of read replicas stays */
  readonly readReplicas?: number;
  /** @default - as the stage has it */
  readonly proxy?: boolean;
  /** @default - as the stage has it */
  readonly backupCopies?: boolean;
}

/** Values of your own for a stage's cache. A stage that has none gets one. */
export interface CacheCustomization {
  /** @default - the stage's shards stay; 1 where it has no cache */
  readonly shards?: number;
  /** @default - the stage's node type stays; where it has no cache, that of the stages that have one */
  readonly nodeType?: ec2.InstanceType;
}

/** Values of your own for a stage's workers. A stage that has none gets some. */
export interface WorkersCustomization {
  /** @default - the stage's minimum stays; 2 where it has no workers */
  readonly minTasks?: number;
  /** @default - the stage's maximum stays; 2 where it has no workers */
  readonly maxTasks?: number;
}

/** Values of your own for a stage's messaging. */
export interface MessagingCustomization {
  /** @default - as the stage has it */
  readonly eventFanOut?: boolean;
}

/** Values of your own for a stage's edge. */
export interface EdgeCustomization {
  /** @default - as the stage has it */
  readonly webAcl?: boolean;
  /** @default - as the stage has it */
  readonly managedRulesBlock?: boolean;
  /** @default - as the stage has it */
  readonly apiShield?: boolean;
  /** @default - as the stage has it */
  readonly domainRedirects?: boolean;
  /** @default - as the stage has it */
  readonly fallback?: boolean;
}

/** Values of your own for a stage's operation. */
export interface OperationsCustomization {
  /** @default - the stage's level stays */
  readonly steadyState?: SteadyStateLevel;
  /** @default - the stage's budget stays */
  readonly monthlyBudgetUsd?: number;
}

/** A platform team's own values for a stage, by the part of the app that they are of. */
export interface StageCustomization {
  /** @default - the stage's name stays */
  readonly name?: string;
  /** @default - the stage's number of users stays */
  readonly users?: number;
  /** @default - the stage's list of additions stays */
  readonly adds?: string[];
  /** @default - the stage's network stays */
  readonly network?: NetworkCustomization;
  /** @default - the stage's web containers stay */
  readonly web?: WebCustomization;
  /** @default - the stage's database stays */
  readonly database?: DatabaseCustomization;
  /** @default - the stage's cache stays, or none; `GrowthStage.withoutCache()` takes it away */
  readonly cache?: CacheCustomization;
  /** @default - the stage's workers stay, or none; `GrowthStage.withoutWorkers()` takes them away */
  readonly workers?: WorkersCustomization;
  /** @default - the stage's messaging stays */
  readonly messaging?: MessagingCustomization;
  /** @default - the stage's edge stays */
  readonly edge?: EdgeCustomization;
  /** @default - the stage's level and budget stay */
  readonly operations?: OperationsCustomization;
}
