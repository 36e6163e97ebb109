import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Availability } from '../lib/database/rds/availability';
import { SteadyStateLevel } from '../lib/monitoring/steady-state-level';
import { NatGateways } from '../lib/network/nat-gateways';
import { Capacity } from '../lib/service/capacity/capacity';
import { Deployment } from '../lib/service/deployment/deployment';
import { DeploymentHook } from '../lib/service/deployment/deployment-hook';
import { customizedSizes as grown } from './customized-sizes';
import { Claim, CLAIMS } from './stage-claims';
import { StageSizes } from './stage-sizes';

export interface StageRow {
  readonly name: string;
  readonly users: number;
  /** What the stage has that the one before lacks, each with its proof. */
  readonly adds: readonly Claim[];
  readonly sizes: StageSizes;
}

const db = (type: string) => new ec2.InstanceType(type);

/** Instances of 16 vCPUs have eight network interfaces: room for seven tasks of 2 vCPUs and 4 GiB, which then fill them. */
const INSTANCES = Capacity.ec2({ vCpus: 16, memoryGiBPerVCpu: 2, targetPercent: 90 });

/** Each stage is the one before it with what it changes. */
const ONE: StageSizes = {
  network: { zonesInUse: 2, natGateways: NatGateways.none() },
  web: {
    cpu: 256,
    memoryMiB: 512,
    minTasks: 1,
    maxTasks: 2,
    capacity: Capacity.fargate(),
    deployment: Deployment.rolling(),
  },
  database: {
    instanceType: db('t4g.micro'),
    storageGiB: 20,
    maxStorageGiB: 100,
    availability: Availability.singleAz(),
    connectionsPerTask: 5,
    readReplicas: 0,
    proxy: false,
    backupCopies: false,
  },
  messaging: { eventFanOut: false },
  edge: { webAcl: false, managedRulesBlock: false, apiShield: false, domainRedirects: false, fallback: false },
  operations: { steadyState: SteadyStateLevel.basic(), monthlyBudgetUsd: 75 },
};

const HUNDRED = grown(ONE, {
  web: { cpu: 512, memoryMiB: 1024, minTasks: 2, maxTasks: 6, requestsPerTaskPerMinute: 600 },
  database: { instanceType: db('t4g.small'), maxStorageGiB: 200, availability: Availability.multiAz() },
  operations: { steadyState: SteadyStateLevel.full(), monthlyBudgetUsd: 250 },
});

const THOUSAND = grown(HUNDRED, {
  network: { natGateways: NatGateways.one() },
  web: { cpu: 1024, memoryMiB: 2048, maxTasks: 12, requestsPerTaskPerMinute: 1_200 },
  database: { instanceType: db('t4g.medium'), maxStorageGiB: 500 },
  cache: { shards: 1 },
  workers: { minTasks: 2, maxTasks: 2 },
  edge: { webAcl: true },
  operations: { monthlyBudgetUsd: 900 },
});

const TEN_THOUSAND = grown(THOUSAND, {
  network: { natGateways: NatGateways.perZone() },
  web: {
    minTasks: 4,
    maxTasks: 24,
    // The instances of the next stage, none of which runs yet: from there the way back here is one deployment, too.
    capacity: Capacity.fargate().movingFrom(INSTANCES),
    deployment: Deployment.blueGreen({ hooks: [DeploymentHook.smokeTest()] }),
  },
  database: {
    instanceType: db('m7g.large'),
    // Striped: 12,000 IOPS. More than a tenth above all that storage autoscaling can have made of it by now.
    storageGiB: 550,
    maxStorageGiB: 2_000,
    readReplicas: 2,
    backupCopies: true,
  },
  workers: { maxTasks: 20 },
  messaging: { eventFanOut: true },
  edge: { managedRulesBlock: true, apiShield: true, domainRedirects: true, fallback: true },
  operations: { monthlyBudgetUsd: 2_500 },
});

const HUNDRED_THOUSAND = grown(TEN_THOUSAND, {
  web: {
    cpu: 2048,
    memoryMiB: 4096,
    minTasks: 8,
    maxTasks: 60,
    requestsPerTaskPerMinute: 2_400,
    capacity: INSTANCES,
  },
  database: { proxy: true, instanceType: db('r7g.xlarge'), maxStorageGiB: 4_000, connectionsPerTask: 8 },
  cache: { shards: 2 },
  workers: { minTasks: 4, maxTasks: 40 },
  operations: { monthlyBudgetUsd: 10_000 },
});

const HALF_MILLION = grown(HUNDRED_THOUSAND, {
  network: { zonesInUse: 3 },
  web: { minTasks: 18, maxTasks: 150 },
  database: { instanceType: db('r7g.2xlarge'), maxStorageGiB: 8_000, readReplicas: 3 },
  cache: { shards: 4 },
  workers: { minTasks: 8, maxTasks: 80 },
  operations: { monthlyBudgetUsd: 30_000 },
});

const MILLION = grown(HALF_MILLION, {
  web: {
    cpu: 4096,
    memoryMiB: 8192,
    minTasks: 24,
    maxTasks: 240,
    requestsPerTaskPerMinute: 4_800,
    // Four tasks of 4 vCPUs and 8 GiB fill an instance that has twice the memory.
    capacity: Capacity.ec2({ vCpus: 16, memoryGiBPerVCpu: 4, targetPercent: 90 }),
  },
  // The instance class sustains as much: https://docs.aws.amazon.com/ec2/latest/instancetypes/mo.html
  database: {
    instanceType: db('r7g.4xlarge'),
    maxStorageGiB: 16_000,
    storageIops: 20_000,
    storageThroughputMiBps: 600,
  },
  cache: { shards: 8 },
  workers: { maxTasks: 160 },
  operations: { monthlyBudgetUsd: 70_000 },
});

const TEN_MILLION = grown(MILLION, {
  web: { minTasks: 90, maxTasks: 450 },
  database: {
    instanceType: db('r7g.8xlarge'),
    maxStorageGiB: 65_536,
    storageIops: 40_000,
    storageThroughputMiBps: 1_200,
    readReplicas: 5,
  },
  cache: { shards: 16 },
  workers: { minTasks: 16, maxTasks: 320 },
  operations: { monthlyBudgetUsd: 300_000 },
});

/** The eight stages. A row's claims are those of its name, each with its proof. */
export const STAGE_TABLE: readonly StageRow[] = [
  { name: 'one', users: 1, adds: CLAIMS.one, sizes: ONE },
  { name: 'hundred', users: 100, adds: CLAIMS.hundred, sizes: HUNDRED },
  { name: 'thousand', users: 1_000, adds: CLAIMS.thousand, sizes: THOUSAND },
  { name: 'ten-thousand', users: 10_000, adds: CLAIMS.tenThousand, sizes: TEN_THOUSAND },
  { name: 'hundred-thousand', users: 100_000, adds: CLAIMS.hundredThousand, sizes: HUNDRED_THOUSAND },
  { name: 'half-million', users: 500_000, adds: CLAIMS.halfMillion, sizes: HALF_MILLION },
  { name: 'million', users: 1_000_000, adds: CLAIMS.million, sizes: MILLION },
  { name: 'ten-million', users: 10_000_000, adds: CLAIMS.tenMillion, sizes: TEN_MILLION },
];
