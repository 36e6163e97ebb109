import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Availability } from '../lib/database/availability';
import { SteadyStateLevel } from '../lib/monitoring/steady-state-level';
import { NatGateways } from '../lib/network/nat-gateways';
import { Deployment } from '../lib/service/deployment';
import { StageSizes } from './stage-sizes';

export interface StageRow {
  readonly name: string;
  readonly users: number;
  readonly adds: string[];
  readonly sizes: StageSizes;
}

const db = (type: string) => new ec2.InstanceType(type);

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
    sizes: {
      zonesInUse: 2,
      natGateways: NatGateways.none(),
      taskCpu: 256,
      taskMemoryMiB: 512,
      minTasks: 1,
      maxTasks: 2,
      deployment: Deployment.rolling(),
      databaseInstanceType: db('t4g.micro'),
      databaseAvailability: Availability.singleAz(),
      databaseReadReplicas: 0,
      steadyState: SteadyStateLevel.basic(),
      monthlyBudgetUsd: 75,
    },
  },
  {
    name: 'hundred',
    users: 100,
    adds: ['two tasks in two zones', 'Multi-AZ database', 'steady-state dashboard and alarms'],
    sizes: {
      zonesInUse: 2,
      natGateways: NatGateways.none(),
      taskCpu: 512,
      taskMemoryMiB: 1024,
      minTasks: 2,
      maxTasks: 6,
      deployment: Deployment.rolling(),
      databaseInstanceType: db('t4g.small'),
      databaseAvailability: Availability.multiAz(),
      databaseReadReplicas: 0,
      steadyState: SteadyStateLevel.full(),
      monthlyBudgetUsd: 250,
    },
  },
  {
    name: 'thousand',
    users: 1_000,
    adds: ['tasks in private subnets behind one NAT gateway', 'rotation of the database credentials'],
    sizes: {
      zonesInUse: 2,
      natGateways: NatGateways.one(),
      taskCpu: 1024,
      taskMemoryMiB: 2048,
      minTasks: 2,
      maxTasks: 12,
      deployment: Deployment.rolling(),
      databaseInstanceType: db('t4g.medium'),
      databaseAvailability: Availability.multiAz(),
      databaseReadReplicas: 0,
      steadyState: SteadyStateLevel.full(),
      monthlyBudgetUsd: 600,
    },
  },
  {
    name: 'ten-thousand',
    users: 10_000,
    adds: ['a NAT gateway in each zone', 'two read replicas', 'blue/green deployments that alarms roll back'],
    sizes: {
      zonesInUse: 2,
      natGateways: NatGateways.perZone(),
      taskCpu: 1024,
      taskMemoryMiB: 2048,
      minTasks: 4,
      maxTasks: 24,
      deployment: Deployment.blueGreen(),
      databaseInstanceType: db('m7g.large'),
      databaseAvailability: Availability.multiAz(),
      databaseReadReplicas: 2,
      steadyState: SteadyStateLevel.full(),
      monthlyBudgetUsd: 2_500,
    },
  },
  {
    name: 'hundred-thousand',
    users: 100_000,
    adds: ['larger tasks and database'],
    sizes: {
      zonesInUse: 2,
      natGateways: NatGateways.perZone(),
      taskCpu: 2048,
      taskMemoryMiB: 4096,
      minTasks: 8,
      maxTasks: 60,
      deployment: Deployment.blueGreen(),
      databaseInstanceType: db('r7g.xlarge'),
      databaseAvailability: Availability.multiAz(),
      databaseReadReplicas: 2,
      steadyState: SteadyStateLevel.full(),
      monthlyBudgetUsd: 10_000,
    },
  },
  {
    name: 'half-million',
    users: 500_000,
    adds: ['the third zone in use', 'a third read replica'],
    sizes: {
      zonesInUse: 3,
      natGateways: NatGateways.perZone(),
      taskCpu: 2048,
      taskMemoryMiB: 4096,
      minTasks: 18,
      maxTasks: 150,
      deployment: Deployment.blueGreen(),
      databaseInstanceType: db('r7g.2xlarge'),
      databaseAvailability: Availability.multiAz(),
      databaseReadReplicas: 3,
      steadyState: SteadyStateLevel.full(),
      monthlyBudgetUsd: 30_000,
    },
  },
  {
    name: 'million',
    users: 1_000_000,
    adds: ['larger tasks and database'],
    sizes: {
      zonesInUse: 3,
      natGateways: NatGateways.perZone(),
      taskCpu: 4096,
      taskMemoryMiB: 8192,
      minTasks: 24,
      maxTasks: 240,
      deployment: Deployment.blueGreen(),
      databaseInstanceType: db('r7g.4xlarge'),
      databaseAvailability: Availability.multiAz(),
      databaseReadReplicas: 3,
      steadyState: SteadyStateLevel.full(),
      monthlyBudgetUsd: 70_000,
    },
  },
  {
    name: 'ten-million',
    users: 10_000_000,
    adds: ['larger database, five read replicas'],
    sizes: {
      zonesInUse: 3,
      natGateways: NatGateways.perZone(),
      taskCpu: 4096,
      taskMemoryMiB: 8192,
      minTasks: 90,
      maxTasks: 900,
      deployment: Deployment.blueGreen(),
      databaseInstanceType: db('r7g.8xlarge'),
      databaseAvailability: Availability.multiAz(),
      databaseReadReplicas: 5,
      steadyState: SteadyStateLevel.full(),
      monthlyBudgetUsd: 300_000,
    },
  },
];
