import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Availability } from '../lib/database/rds/availability';
import { SteadyStateLevel } from '../lib/monitoring/steady-state-level';
import { NatGateways } from '../lib/network/nat-gateways';
import { Capacity } from '../lib/service/capacity/capacity';
import { Deployment } from '../lib/service/deployment/deployment';
import { DeploymentHook } from '../lib/service/deployment/deployment-hook';
import { StageSizes } from './stage-sizes';

export interface StageRow {
  readonly name: string;
  readonly users: number;
  readonly adds: string[];
  readonly sizes: StageSizes;
}

const type = (name: string) => new ec2.InstanceType(name);

/** Each stage is the one before it with what it changes. */
const ONE: StageSizes = {
  zonesInUse: 2,
  natGateways: NatGateways.none(),
  interfaceEndpoints: [],
  taskCpu: 256,
  taskMemoryMiB: 512,
  minTasks: 1,
  maxTasks: 2,
  requestsPerTaskPerMinute: 0,
  // In all stages, as on demand no instances cost less: test/patterns/capacity-price.test.ts computes it.
  capacity: Capacity.fargate(),
  deployment: Deployment.rolling(),
  databaseInstanceType: type('t4g.micro'),
  databaseMaxStorageGiB: 100,
  databaseAvailability: Availability.singleAz(),
  databaseReadReplicas: 0,
  databaseProxy: false,
  backupCopies: false,
  cacheShards: 0,
  cacheNodeType: type('t4g.small'),
  minWorkers: 0,
  maxWorkers: 0,
  eventFanOut: false,
  webAcl: false,
  apiShield: false,
  domainRedirects: false,
  edgeFallback: false,
  steadyState: SteadyStateLevel.basic(),
  monthlyBudgetUsd: 75,
};

const HUNDRED: StageSizes = {
  ...ONE,
  taskCpu: 512,
  taskMemoryMiB: 1024,
  minTasks: 2,
  maxTasks: 6,
  requestsPerTaskPerMinute: 600,
  databaseInstanceType: type('t4g.small'),
  databaseMaxStorageGiB: 200,
  databaseAvailability: Availability.multiAz(),
  steadyState: SteadyStateLevel.full(),
  monthlyBudgetUsd: 250,
};

const THOUSAND: StageSizes = {
  ...HUNDRED,
  natGateways: NatGateways.one(),
  taskCpu: 1024,
  taskMemoryMiB: 2048,
  maxTasks: 12,
  requestsPerTaskPerMinute: 1_200,
  databaseInstanceType: type('t4g.medium'),
  databaseMaxStorageGiB: 500,
  // From here on only the nodes grow, which is one change in place from any stage to any other. Resharding wants to be the
  // only change, so it would meet the one from the burstable nodes of small stages where an app leaves some out.
  cacheShards: 2,
  minWorkers: 2,
  maxWorkers: 2,
  webAcl: true,
  monthlyBudgetUsd: 900,
};

const TEN_THOUSAND: StageSizes = {
  ...THOUSAND,
  natGateways: NatGateways.perZone(),
  minTasks: 4,
  maxTasks: 24,
  deployment: Deployment.blueGreen({ hooks: [DeploymentHook.smokeTest()] }),
  databaseInstanceType: type('m7g.large'),
  databaseMaxStorageGiB: 2_000,
  databaseReadReplicas: 2,
  cacheNodeType: type('t4g.medium'),
  backupCopies: true,
  maxWorkers: 20,
  eventFanOut: true,
  apiShield: true,
  domainRedirects: true,
  edgeFallback: true,
  monthlyBudgetUsd: 2_500,
};

const HUNDRED_THOUSAND: StageSizes = {
  ...TEN_THOUSAND,
  // From where they cost less than the NAT gateways: test/patterns/endpoint-price.test.ts computes it.
  interfaceEndpoints: [ec2.InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS],
  taskCpu: 2048,
  taskMemoryMiB: 4096,
  minTasks: 8,
  maxTasks: 60,
  requestsPerTaskPerMinute: 2_400,
  databaseProxy: true,
  databaseInstanceType: type('r7g.xlarge'),
  databaseMaxStorageGiB: 4_000,
  cacheNodeType: type('m7g.large'),
  minWorkers: 4,
  maxWorkers: 40,
  monthlyBudgetUsd: 10_000,
};

const HALF_MILLION: StageSizes = {
  ...HUNDRED_THOUSAND,
  zonesInUse: 3,
  minTasks: 18,
  maxTasks: 150,
  databaseInstanceType: type('r7g.2xlarge'),
  databaseMaxStorageGiB: 8_000,
  databaseReadReplicas: 3,
  cacheNodeType: type('m7g.xlarge'),
  minWorkers: 8,
  maxWorkers: 80,
  monthlyBudgetUsd: 30_000,
};

const MILLION: StageSizes = {
  ...HALF_MILLION,
  interfaceEndpoints: [ec2.InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS, ec2.InterfaceVpcEndpointAwsService.SQS],
  taskCpu: 4096,
  taskMemoryMiB: 8192,
  minTasks: 24,
  maxTasks: 240,
  requestsPerTaskPerMinute: 4_800,
  databaseInstanceType: type('r7g.4xlarge'),
  databaseMaxStorageGiB: 16_000,
  cacheNodeType: type('m7g.2xlarge'),
  maxWorkers: 160,
  monthlyBudgetUsd: 70_000,
};

const TEN_MILLION: StageSizes = {
  ...MILLION,
  minTasks: 90,
  maxTasks: 450,
  databaseInstanceType: type('r7g.8xlarge'),
  databaseMaxStorageGiB: 65_536,
  databaseReadReplicas: 5,
  cacheNodeType: type('m7g.4xlarge'),
  minWorkers: 16,
  maxWorkers: 320,
  monthlyBudgetUsd: 300_000,
};

/** The eight stages. A row lists under `adds` only what exists. */
export const STAGE_TABLE: readonly StageRow[] = [
  {
    name: 'one',
    users: 1,
    adds: [
      'VPC with the subnets of three zones, no NAT gateway',
      'internal load balancer behind CloudFront, through a VPC origin',
      'one ARM container task',
      'single-AZ encrypted PostgreSQL with backups',
      'on-demand DynamoDB table for session state',
      'S3 for uploads and for assets',
      'log retention',
      'alarms for 5xx, unhealthy hosts and storage',
      'monthly budget alarm',
    ],
    sizes: ONE,
  },
  {
    name: 'hundred',
    users: 100,
    adds: [
      'two tasks in two zones',
      'tasks by requests beside CPU',
      'Multi-AZ database',
      'steady-state dashboard and alarms',
    ],
    sizes: HUNDRED,
  },
  {
    name: 'thousand',
    users: 1_000,
    adds: [
      'tasks in private subnets behind one NAT gateway',
      'rotation of the database credentials',
      'web ACL on CloudFront: managed rule groups, rate limit per address',
      'Valkey cache of two shards, Multi-AZ with failover',
      'worker pool with a dead-letter queue',
    ],
    sizes: THOUSAND,
  },
  {
    name: 'ten-thousand',
    users: 10_000,
    adds: [
      'a NAT gateway in each zone',
      'two read replicas',
      'copies of the backups in a second Region',
      'blue/green deployments that a smoke test and alarms roll back',
      'workers by backlog per task',
      'topic for events, to which queues subscribe',
      'CloudFront without a cache for the API',
      'redirects of alternate domains, for an app that has some',
      'a page from the edge while the app does not answer',
    ],
    sizes: TEN_THOUSAND,
  },
  {
    name: 'hundred-thousand',
    users: 100_000,
    adds: [
      'larger tasks and database',
      'RDS Proxy, which pools the connections to the database',
      'larger cache nodes',
      'logs past the NAT gateways, by an interface endpoint',
    ],
    sizes: HUNDRED_THOUSAND,
  },
  {
    name: 'half-million',
    users: 500_000,
    adds: ['the third zone in use', 'a third read replica', 'larger cache nodes'],
    sizes: HALF_MILLION,
  },
  {
    name: 'million',
    users: 1_000_000,
    adds: ['larger tasks and database', 'larger cache nodes', 'jobs past the NAT gateways, by an interface endpoint'],
    sizes: MILLION,
  },
  {
    name: 'ten-million',
    users: 10_000_000,
    adds: ['larger database, five read replicas', 'larger cache nodes'],
    sizes: TEN_MILLION,
  },
];
