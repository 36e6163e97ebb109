import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Availability } from '../lib/database/rds/availability';
import { SteadyStateLevel } from '../lib/monitoring/steady-state-level';
import { NatGateways } from '../lib/network/nat-gateways';
import { Capacity } from '../lib/service/capacity/capacity';
import { Deployment } from '../lib/service/deployment/deployment';

/** What a growth stage decides: sizes, counts and switches. Nothing else may differ between stages. */
export interface StageSizes {
  /** Availability Zones that run things, 2 or 3. The subnets of three exist in every stage. */
  readonly zonesInUse: number;
  /** NAT gateways; without one, tasks run in public subnets. */
  readonly natGateways: NatGateways;
  /** Services that are reached by interface endpoints, past the NAT gateways. */
  readonly interfaceEndpoints: ec2.InterfaceVpcEndpointAwsService[];
  /** CPU of one web task in units, 1024 to a vCPU. */
  readonly taskCpu: number;
  /** Memory of one web task in MiB. */
  readonly taskMemoryMiB: number;
  /** Web tasks that always run. */
  readonly minTasks: number;
  /** Web tasks at most. */
  readonly maxTasks: number;
  /** Requests a minute that one web task answers well, by which tasks scale beside their CPU; 0 for by CPU alone. */
  readonly requestsPerTaskPerMinute: number;
  /** What web tasks run on. */
  readonly capacity: Capacity;
  /** How a new version replaces the running one. */
  readonly deployment: Deployment;
  /** Instance class of the database and its read replicas. */
  readonly databaseInstanceType: ec2.InstanceType;
  /** Where storage autoscaling of the database ends, in GiB; it can be raised at any time. */
  readonly databaseMaxStorageGiB: number;
  /** Whether a standby takes over when the database's zone fails. */
  readonly databaseAvailability: Availability;
  /** Read replicas of the database. */
  readonly databaseReadReplicas: number;
  /** Whether a proxy pools the connections to the database. */
  readonly databaseProxy: boolean;
  /** Whether backups of the database are copied to a second Region. */
  readonly backupCopies: boolean;
  /** Shards of the cache; 0 for no cache yet. */
  readonly cacheShards: number;
  /** Type of each node of the cache. A step changes it or the shards, not both: resharding wants to be the only change. */
  readonly cacheNodeType: ec2.InstanceType;
  /** Worker tasks that always run. */
  readonly minWorkers: number;
  /** Worker tasks at most; 0 for no queue and no workers yet. Between the two the pool follows its backlog. */
  readonly maxWorkers: number;
  /** Whether there is a topic whose events fan out to queues. */
  readonly eventFanOut: boolean;
  /** Whether a web ACL stands in front of the app. */
  readonly webAcl: boolean;
  /** Whether callers of the API have a CloudFront of their own, which caches nothing. */
  readonly apiShield: boolean;
  /** Whether the alternate domains of an app that has some lead to the main one. */
  readonly domainRedirects: boolean;
  /** Whether the edge shows a page while the app does not answer. */
  readonly edgeFallback: boolean;
  /** How closely the app is watched. */
  readonly steadyState: SteadyStateLevel;
  /** The month's spending in USD that raises the budget alarm. */
  readonly monthlyBudgetUsd: number;
}

/** A platform team's own values for a stage. */
export interface StageCustomization {
  /** @default - the stage's name stays */
  readonly name?: string;
  /** @default - the stage's number of users stays */
  readonly users?: number;
  /** @default - the stage's list of additions stays */
  readonly adds?: string[];
  /** @default - the stage's zones stay */
  readonly zonesInUse?: number;
  /** @default - the stage's NAT gateways stay */
  readonly natGateways?: NatGateways;
  /** @default - the stage's endpoints stay */
  readonly interfaceEndpoints?: ec2.InterfaceVpcEndpointAwsService[];
  /** @default - the stage's task CPU stays */
  readonly taskCpu?: number;
  /** @default - the stage's task memory stays */
  readonly taskMemoryMiB?: number;
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
  /** @default - the stage's instance class stays */
  readonly databaseInstanceType?: ec2.InstanceType;
  /** @default - the stage's limit stays */
  readonly databaseMaxStorageGiB?: number;
  /** @default - the stage's availability stays */
  readonly databaseAvailability?: Availability;
  /** @default - the stage's number of read replicas stays */
  readonly databaseReadReplicas?: number;
  /** @default - as the stage has it */
  readonly databaseProxy?: boolean;
  /** @default - as the stage has it */
  readonly backupCopies?: boolean;
  /** @default - the stage's shards stay */
  readonly cacheShards?: number;
  /** @default - the stage's node type stays */
  readonly cacheNodeType?: ec2.InstanceType;
  /** @default - the stage's minimum stays */
  readonly minWorkers?: number;
  /** @default - the stage's maximum stays */
  readonly maxWorkers?: number;
  /** @default - as the stage has it */
  readonly eventFanOut?: boolean;
  /** @default - as the stage has it */
  readonly webAcl?: boolean;
  /** @default - as the stage has it */
  readonly apiShield?: boolean;
  /** @default - as the stage has it */
  readonly domainRedirects?: boolean;
  /** @default - as the stage has it */
  readonly edgeFallback?: boolean;
  /** @default - the stage's level stays */
  readonly steadyState?: SteadyStateLevel;
  /** @default - the stage's budget stays */
  readonly monthlyBudgetUsd?: number;
}
